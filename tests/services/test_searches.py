"""Searches that hang, crash or lie: the answer is sound all the same, and nothing stays behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from dashboard.domain import Assignment, Problem, Reason, SolveError, complaints, make_plan
from dashboard.services import searches
from dashboard.services.searches import BEST_SO_FAR, BROKEN_OFF, SearchProcess, run_search
from dashboard.solve.engines import Solved
from dashboard.solve.protocol import Budget
from tests.build import problem, shift, street
from tests.services.processes import ROOT, is_alive, linux_only, posix_only, wait_until

DAY = problem(street(5), [shift("s1", 1, parcels=2), shift("s2", 2, parcels=2)])
"""Five orders, of which four fit."""
BUDGET = Budget(0.3)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine is loaded; who dies or answers is not waited for."""
    monkeypatch.setattr(searches, "CHILD", "tests.services.light_child")
    monkeypatch.setattr(searches, "GRACE_S", 60.0)


@pytest.fixture
def process() -> Iterator[SearchProcess]:
    """A search process, of which nothing may be left afterwards."""
    one = SearchProcess()
    yield one
    one.end()
    assert not is_alive(one.process.pid)


def answer(
    process: SearchProcess,
    name: str,
    *,
    heard: Callable[[Assignment], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    budget: Budget = BUDGET,
) -> Solved:
    """What is made of a fake search's answer."""
    return run_search(
        process, DAY, budget=budget, seed=0, on_better=heard, stop=stop,
        search=f"tests.services.fakes:{name}",
    )  # fmt: skip


def is_sound(day: Problem, solved: Solved) -> bool:
    """Whether a plan of it passes the checker and breaks no rule."""
    plan = make_plan(day, solved.assignment, unassigned=solved.unassigned)
    return not complaints(day, plan) and not plan.violations


@pytest.mark.parametrize("name", ["crash", "segfault", "stumble", "nothing", "a_word"])
def test_a_search_that_crashes_or_answers_nothing_leaves_plain_insertion(
    process: SearchProcess, name: str
) -> None:
    solved = answer(process, name)
    assert is_sound(DAY, solved)
    assert solved.solver == BROKEN_OFF
    assert len(solved.unassigned) == 1


@pytest.mark.parametrize("name", ["hang", "lie_and_hang"])
def test_a_search_that_hangs_is_given_up_in_time(
    process: SearchProcess, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "GRACE_S", 1.5)
    heard: list[Assignment] = []
    begun = time.monotonic()
    solved = answer(process, name, heard=heard.append)
    assert time.monotonic() - begun < 5
    assert is_sound(DAY, solved)
    assert (solved.solver, heard) == (BROKEN_OFF, [])


def test_the_best_heard_of_is_kept_and_completed(process: SearchProcess) -> None:
    heard: list[Assignment] = []
    solved = answer(process, "crash_after_one", heard=heard.append)
    assert [list(one.order_ids()) for one in heard] == [["o1"]]
    assert "o1" in solved.assignment.order_ids()
    assert is_sound(DAY, solved)
    assert (solved.solver, len(solved.unassigned)) == (BROKEN_OFF, 1)


@pytest.mark.parametrize(
    "name", ["overload", "ghosts", "silent_about_the_rest", "steps_of_nothing"]
)
def test_an_answer_that_does_not_hold_is_mended(process: SearchProcess, name: str) -> None:
    solved = answer(process, name)
    assert is_sound(DAY, solved)
    assert {left.reason for left in solved.unassigned} == {Reason.FLEET_FULL_CAPACITY}


def test_a_search_that_fails_says_so_in_its_words(process: SearchProcess) -> None:
    with pytest.raises(SolveError, match=r"^The search lost its way\.$"):
        answer(process, "give_up")


def test_what_a_library_prints_does_not_stand_between_the_answers(process: SearchProcess) -> None:
    solved = answer(process, "chatter")
    assert solved.solver == "fake"
    assert is_sound(DAY, solved)


def test_a_search_that_stops_when_told_gives_its_own_answer(
    process: SearchProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "STOP_GRACE_S", 60.0)
    begun = time.monotonic()
    solved = answer(process, "obey", stop=lambda: time.monotonic() > begun + 0.5, budget=Budget(60))
    assert solved.solver == "obedient"
    assert is_sound(DAY, solved)


def test_a_search_that_does_not_stop_when_told_is_ended_soon(process: SearchProcess) -> None:
    heard: list[Assignment] = []
    begun = time.monotonic()
    solved = answer(
        process, "hang_after_one", heard=heard.append, stop=lambda: bool(heard), budget=Budget(60)
    )
    assert time.monotonic() - begun < 10
    assert solved.solver == BEST_SO_FAR
    assert is_sound(DAY, solved)


@posix_only
def test_a_process_that_never_takes_its_problem_is_given_up(
    process: SearchProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "GRACE_S", 0.5)
    os.kill(process.process.pid, signal.SIGSTOP)
    day = problem(street(300), DAY.shifts)  # More than a pipe holds.
    solved = run_search(
        process, day, budget=BUDGET, seed=0, on_better=lambda _: None, stop=lambda: False
    )
    assert solved.solver == BROKEN_OFF
    assert is_sound(day, solved)


def test_a_process_that_is_dead_already_is_noticed(process: SearchProcess) -> None:
    process.process.kill()
    process.process.wait()
    assert answer(process, "obey").solver == BROKEN_OFF


@linux_only
def test_no_search_outlives_a_killed_parent() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.services.parents"], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    with parent.stdout:
        child = int(parent.stdout.readline())
    # From here on it lies in its hung search, or is on its way there.
    time.sleep(1)
    assert is_alive(child)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not is_alive(child), 5)
