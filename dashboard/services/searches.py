"""A search at arm's length: in a process of its own, watched, and killed when it must be."""

import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dashboard.domain import Assignment, Problem, SolveError, clock
from dashboard.services.search_child import BETTER, DEFAULT_SEARCH, FAILED, SOLVED
from dashboard.solve.engines import AUTO, Solved
from dashboard.solve.insertion import complete, mend
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.reasons import reasons

GRACE_S = 10.0
"""Beyond its budget, before a search is killed."""
STOP_GRACE_S = 1.5
"""After being told to stop."""

_ROOT = Path(__file__).resolve().parents[2]
_TICK_S = 0.1
_ENDED = "ended"


class SearchProcess:
    """A process that has loaded the engines and waits for a problem."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.services.search_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
        )
        self.answers: queue.Queue[tuple[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def ask(self, **request: Any) -> None:
        """Send the request; the answers come in time. A dead process answers so."""
        try:
            pickle.dump(request, self._stdin)
            self._stdin.flush()
        except OSError:
            self.answers.put((_ENDED, None))

    def stop(self) -> None:
        """Tell it to answer with its best."""
        with suppress(OSError):
            self._stdin.write(b"s")
            self._stdin.flush()

    def end(self) -> None:
        """Make sure that nothing of it is left."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    @property
    def _stdin(self) -> Any:
        return self.process.stdin

    def _read(self) -> None:
        try:
            while True:
                self.answers.put(pickle.load(self.process.stdout))  # type: ignore[arg-type]
        except Exception:  # A killed process leaves half a message, of whatever kind.
            self.answers.put((_ENDED, None))


@contextmanager
def search_process() -> Iterator[SearchProcess]:
    """A process for one search, gone at the end."""
    process = SearchProcess()
    try:
        yield process
    finally:
        process.end()


def run_search(
    process: SearchProcess,
    problem: Problem,
    *,
    budget: Budget,
    seed: int,
    on_better: OnBetter,
    stop: Stop,
    solver: str = AUTO,
    start: Assignment | None = None,
    search: str = DEFAULT_SEARCH,
) -> Solved:
    """
    Search there; the best heard of, made whole here, where the process hangs, dies or lies.

    ``on_better`` and ``stop`` are called in this thread. Raises ``SolveError`` when the search
    says that it failed; without any answer, plain insertion has to do.
    """
    process.ask(
        problem=problem, budget=budget, seed=seed, solver=solver, start=start, search=search
    )
    best: Assignment | None = None
    limit_s = float("inf") if budget.seconds is None else budget.seconds + GRACE_S
    deadline = time.monotonic() + limit_s
    told = False
    while time.monotonic() < deadline:
        if not told and stop():
            process.stop()
            told, deadline = True, min(deadline, time.monotonic() + STOP_GRACE_S)
        try:
            kind, what = process.answers.get(timeout=_TICK_S)
        except queue.Empty:
            continue
        if kind == SOLVED:
            return _checked(problem, what)
        if kind == FAILED:
            raise SolveError(what)
        if kind == BETTER:
            best = what
            on_better(what)
        else:
            break
    return _best_kept(problem, best)


def _checked(problem: Problem, solved: Solved) -> Solved:
    """The answer with its routes mended, should they break a rule after all."""
    mended = mend(problem, solved.assignment)
    if mended.steps == solved.assignment.steps:
        return solved
    return Solved(mended, reasons(problem, mended), solved.solver)


def _best_kept(problem: Problem, best: Assignment | None) -> Solved:
    on = clock(problem)
    kept = complete(problem, Assignment(), on) if best is None else mend(problem, best, on)
    return Solved(kept, reasons(problem, kept, on), "insertion" if best is None else "best so far")
