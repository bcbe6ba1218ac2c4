"""A search at arm's length: in a process of its own, watched, and killed when it must be."""

import os
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
from dashboard.services.search_child import BEHIND_PAGES, BETTER, DEFAULT_SEARCH, FAILED, SOLVED
from dashboard.solve.engines import AUTO, Solved
from dashboard.solve.insertion import mend
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.reasons import reasons

LONGEST_S = 3600.0
"""For a search that was given iterations and no seconds."""
GRACE_S = 10.0
"""Beyond its budget, before a search is killed."""
STOP_GRACE_S = 1.5
"""After being told to stop."""

CHILD = "dashboard.services.search_child"
BEST_SO_FAR, BROKEN_OFF = "best so far", "broken off"
"""Instead of a search's name: it was stopped and did not answer; it hung, died or lied."""
BROKEN_OFF_WORDS = (
    "The search broke off. The routes are the best it had found until then; plan once more."
)

_ROOT = Path(__file__).resolve().parents[2]
_TICK_S = 0.1
_ENDED = "ended"


class SearchProcess:
    """A process that has loaded the engines and waits for a problem."""

    def __init__(self, *, behind_pages: bool = False) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                CHILD,
                str(os.getpid()),
                *([BEHIND_PAGES] if behind_pages else []),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
        )
        self.answers: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.sending: threading.Thread | None = None
        threading.Thread(target=self._read, daemon=True).start()

    def ask(self, **request: Any) -> None:
        """Send the request, which a stuck process may never take; the answers come in time."""
        self.sending = threading.Thread(target=self._send, args=(request,), daemon=True)
        self.sending.start()

    def stop(self) -> None:
        """Tell it to answer with its best."""
        if self.sending is not None and self.sending.is_alive():
            return
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

    def _send(self, request: dict[str, Any]) -> None:
        try:
            pickle.dump(request, self._stdin)
            self._stdin.flush()
        except (OSError, ValueError):  # It is dead, or has been ended meanwhile.
            self.answers.put((_ENDED, None))

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
    limit_s = LONGEST_S if budget.seconds is None else budget.seconds + GRACE_S
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
            return _checked(problem, what) or _best_kept(problem, best, BROKEN_OFF)
        if kind == FAILED:
            raise SolveError(what)
        if kind != BETTER:
            break
        if _is_of(problem, what):
            best = what
            on_better(what)
    return _best_kept(problem, best, BEST_SO_FAR if told else BROKEN_OFF)


def _is_of(problem: Problem, what: object) -> bool:
    """Whether it is an assignment of this problem's orders to its shifts, sound or not."""
    return (
        isinstance(what, Assignment)
        and what.steps.keys() <= problem.shift_by_id.keys()
        and all(order in problem.order_by_id for order in what.order_ids())
    )


def _checked(problem: Problem, solved: Solved) -> Solved | None:
    """The answer, its routes mended should they break a rule after all; None for nonsense."""
    try:
        mended = mend(problem, solved.assignment)
        left = {order.order_id for order in solved.unassigned}
        if mended.steps == solved.assignment.steps and left == _left_out(problem, mended):
            return solved
    except (AttributeError, TypeError):
        return None
    return Solved(mended, reasons(problem, mended), solved.solver)


def _left_out(problem: Problem, assignment: Assignment) -> set[str]:
    return problem.order_by_id.keys() - set(assignment.order_ids())


def _best_kept(problem: Problem, best: Assignment | None, solver: str) -> Solved:
    on = clock(problem)
    kept = mend(problem, best or Assignment(), on)
    return Solved(kept, reasons(problem, kept, on), solver)
