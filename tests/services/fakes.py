"""Searches that misbehave, as a search process loads them: by module and name."""

import os
import signal
import time
from collections.abc import Mapping
from typing import Any

from dashboard.domain import Assignment, Problem, SolveError, Task, deliveries
from dashboard.solve.engines import Solved
from dashboard.solve.protocol import OnBetter, Stop

FOREVER_S = 3600


def hang(problem: Problem, **_: Any) -> Solved:
    """Never answer, whatever is said."""
    time.sleep(FOREVER_S)
    raise AssertionError


def hang_after_one(problem: Problem, *, on_better: OnBetter, **_: Any) -> Solved:
    """Tell of one plan that serves the first order, and never answer."""
    on_better(deliveries({problem.shifts[0].id: [problem.orders[0].id]}))
    time.sleep(FOREVER_S)
    raise AssertionError


def lie_and_hang(problem: Problem, *, on_better: OnBetter, **_: Any) -> Solved:
    """Tell of plans of another world, and never answer."""
    on_better("all is well")  # type: ignore[arg-type]
    on_better(deliveries({problem.shifts[0].id: ["ghost"]}))
    on_better(deliveries({"nobody": [problem.orders[0].id]}))
    time.sleep(FOREVER_S)
    raise AssertionError


def crash(problem: Problem, **_: Any) -> Solved:
    """End at once."""
    os._exit(3)


def crash_after_one(problem: Problem, *, on_better: OnBetter, **_: Any) -> Solved:
    """Tell of one plan and end."""
    on_better(deliveries({problem.shifts[0].id: [problem.orders[0].id]}))
    os._exit(3)


def segfault(problem: Problem, **_: Any) -> Solved:
    """Die as by a stray pointer."""
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def give_up(problem: Problem, **_: Any) -> Solved:
    """Fail in words."""
    raise SolveError("The search lost its way.")


def stumble(problem: Problem, **_: Any) -> Solved:
    """Fail as only a mistake in a program does."""
    raise RuntimeError("stumbled")


def overload(problem: Problem, **_: Any) -> Solved:
    """Everything on the first shift, some of it twice, in the reverse order."""
    ids = [order.id for order in reversed(problem.orders)]
    return Solved(deliveries({problem.shifts[0].id: ids + ids[:2]}), (), "fake")


def ghosts(problem: Problem, **_: Any) -> Solved:
    """Orders and shifts that nobody has, and orders on two shifts."""
    ids = [order.id for order in problem.orders]
    routes: Mapping[str, list[str]] = {
        problem.shifts[0].id: ["ghost", *ids[:1]],
        problem.shifts[-1].id: [*ids[:1], "spectre"],
        "nobody": ids,
    }
    return Solved(deliveries(dict(routes)), (), "fake")


def silent_about_the_rest(problem: Problem, **_: Any) -> Solved:
    """One sound stop, and not a word of the others."""
    full = deliveries({problem.shifts[0].id: [problem.orders[0].id]})
    return Solved(full, (), "fake")


def nothing(problem: Problem, **_: Any) -> Any:
    """No answer at all."""
    return None


def a_word(problem: Problem, **_: Any) -> Any:
    """An answer of another kind."""
    return Solved("routes", "reasons", "fake")  # type: ignore[arg-type]


def steps_of_nothing(problem: Problem, **_: Any) -> Solved:
    """A route without steps to go through."""
    return Solved(Assignment({problem.shifts[0].id: None}), (), "fake")  # type: ignore[dict-item]


def chatter(problem: Problem, **_: Any) -> Solved:
    """Print much, and answer well."""
    print("\x80garbage" * 100_000, flush=True)
    os.write(1, b"\x00\xff" * 5000)
    return Solved(Assignment({problem.shifts[0].id: (Task(problem.orders[0].id),)}), (), "fake")


def obey(problem: Problem, *, stop: Stop, **_: Any) -> Solved:
    """Answer as soon as told to stop."""
    while not stop():
        time.sleep(0.01)
    return Solved(deliveries({problem.shifts[0].id: [problem.orders[0].id]}), (), "obedient")
