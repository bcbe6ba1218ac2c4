"""Hands for the parts of a large day: processes that search side by side."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Protocol, Self

from dashboard.domain import Assignment, Problem, SolveError
from dashboard.solve.protocol import Budget, Stop

CHILD = "dashboard.solve.farm_child"
GRACE_S = 8.0
"""Beyond a part's seconds, before its process is killed; loading the engine is in it."""
STOP_GRACE_S = 0.7
"""To answer in, after being told to stop."""
LONGEST_S = 600.0
"""For a part that was given iterations and no seconds."""

_ROOT = Path(__file__).resolve().parents[2]
_TICK_S = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """One search that needs nothing but this."""

    problem: Problem
    budget: Budget
    seed: int
    start: Assignment | None


class Farm(Protocol):
    """Whoever searches several parts at once."""

    def map(self, parts: Sequence[Part], stop: Stop) -> list[Assignment | None]:
        """
        Routes that keep every rule for each part, in their sequence, no dearer than its start.

        None where the search failed or its process died. Once ``stop`` says so, those under
        way answer with their best and the others not at all.
        """
        ...


class LocalFarm:
    """So many processes on this machine, gone at the end and with the process that began them."""

    def __init__(self, workers: int) -> None:
        self.hands = [_Hand() for _ in range(workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for hand in self.hands:
            hand.end()

    def map(self, parts: Sequence[Part], stop: Stop) -> list[Assignment | None]:
        """See ``Farm``."""
        # Here and not in the threads: a process is killed with the thread that began it.
        self.hands = [hand if hand.lives() else hand.replaced() for hand in self.hands]
        free: SimpleQueue[_Hand] = SimpleQueue()
        for hand in self.hands:
            free.put(hand)
        told = threading.Event()

        def search(part: Part) -> Assignment | None:
            hand = free.get()
            try:
                return None if told.is_set() else hand.search(part)
            finally:
                free.put(hand)

        with ThreadPoolExecutor(len(self.hands)) as pool:
            under_way = [pool.submit(search, part) for part in parts]
            while wait(under_way, _TICK_S).not_done:
                if stop() and not told.is_set():
                    told.set()
                    self._stop(under_way)
        return [search.result() for search in under_way]

    def _stop(self, under_way: Sequence[Future[Assignment | None]]) -> None:
        for hand in self.hands:
            hand.stop()
        if wait(under_way, STOP_GRACE_S).not_done:
            for hand in self.hands:
                hand.process.kill()


class _Hand:
    """One process that searches what it is given, one part at a time."""

    def __init__(self) -> None:
        self.telling = threading.Lock()
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", CHILD, str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_ROOT,
            )
        except OSError as error:
            raise SolveError(f"No process could be begun to search in: {error}") from error

    def lives(self) -> bool:
        return self.process.poll() is None

    def search(self, part: Part) -> Assignment | None:
        """None where the search failed, or its process died or had to be killed."""
        limit_s = LONGEST_S if part.budget.seconds is None else part.budget.seconds + GRACE_S
        end = threading.Timer(limit_s, self.process.kill)
        end.daemon = True
        end.start()
        try:
            self._tell(part)
            found: Assignment | None = pickle.load(self.process.stdout)  # type: ignore[arg-type]
        except Exception:  # A killed process leaves half a message, of whatever kind.
            self.process.kill()
            return None
        finally:
            end.cancel()
        return found

    def stop(self) -> None:
        """Tell it to answer with its best; idle, it does nothing."""
        with suppress(OSError, ValueError):
            self._tell(None, _TICK_S)  # It may still be taking its part.

    def replaced(self) -> "_Hand":
        """A new one in its place."""
        self.end()
        return _Hand()

    def end(self) -> None:
        """Make sure that nothing of it is left."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _tell(self, what: Part | None, within_s: float = -1) -> None:
        pipe: Any = self.process.stdin
        if self.telling.acquire(timeout=within_s):
            try:
                pickle.dump(what, pipe)
                pipe.flush()
            finally:
                self.telling.release()
