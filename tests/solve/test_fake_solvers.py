"""Engines that lie, crash or hang: what comes out holds all the same."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from dashboard.domain import Assignment, Problem, complaints, make_plan
from dashboard.services import searches
from dashboard.services.searches import BEST_SO_FAR, BROKEN_OFF, SearchProcess, run_search
from dashboard.solve.engines import ENGINES, FALLBACK, Solved, plan_routes
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import FAILURES, Budget
from tests.services.processes import is_alive
from tests.solve.fake_engines import CRASHES, HANGS, LIES, day_of_lies
from tests.solve.ruled_days import RULES, ruled_day

MODULE = "tests.solve.fake_engines"
ONCE = Budget(None, 1, workers=1)


def use(monkeypatch: pytest.MonkeyPatch, fake: str) -> None:
    """Let a fake stand in for both engines."""
    for name in ("pyvrp", FALLBACK):
        monkeypatch.setitem(ENGINES, name, f"{MODULE}:{fake}")


def is_sound(day: Problem, solved: Solved) -> bool:
    """Whether a plan of it passes the checker and breaks no rule."""
    plan = make_plan(day, solved.assignment, unassigned=solved.unassigned)
    return not complaints(day, plan) and not plan.violations


def served(assignment: Assignment) -> set[str]:
    """The orders on some route."""
    return set(assignment.order_ids())


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[SearchProcess]:
    """A search process without engines, of which nothing may be left afterwards."""
    monkeypatch.setattr(searches, "CHILD", "tests.services.light_child")
    one = SearchProcess()
    yield one
    one.end()
    assert not is_alive(one.process.pid)


@pytest.mark.parametrize("solver", ["auto", "pyvrp"])
@pytest.mark.parametrize("fake", LIES)
def test_no_lie_breaks_a_rule_or_loses_an_order(
    monkeypatch: pytest.MonkeyPatch, fake: str, solver: str
) -> None:
    use(monkeypatch, fake)
    day = day_of_lies()
    solved = plan_routes(day, budget=ONCE, solver=solver)
    assert is_sound(day, solved)
    assert solved.unassigned == ()
    assert served(solved.assignment) == day.order_by_id.keys()


@pytest.mark.parametrize("fake", LIES)
def test_a_lie_to_begin_with_is_mended_too(monkeypatch: pytest.MonkeyPatch, fake: str) -> None:
    use(monkeypatch, "empty")
    day = day_of_lies()
    solved = plan_routes(day, budget=ONCE, start=LIES[fake](day, seed=1))
    assert is_sound(day, solved)
    assert solved.unassigned == ()


@pytest.mark.parametrize("rule", RULES)
def test_gibberish_under_any_rule_is_mended(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    use(monkeypatch, "gibberish")
    for seed, other in enumerate(("windows", "reload", "depots", "break", "pair")):
        day = ruled_day(dict.fromkeys([rule, other]), seed)
        assert is_sound(day, plan_routes(day, budget=ONCE, seed=seed))


@pytest.mark.parametrize("failure", FAILURES)
def test_engines_that_fail_leave_insertion_and_one_that_is_named_says_so(
    monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    def failing(*_: object, **__: object) -> Assignment:
        raise failure("no")

    monkeypatch.setattr("dashboard.solve.engines.engine", lambda name: failing)
    day = day_of_lies()
    solved = plan_routes(day, budget=ONCE)
    assert is_sound(day, solved)
    assert (solved.solver, solved.unassigned) == ("insertion", ())
    with pytest.raises(failure):
        plan_routes(day, budget=ONCE, solver="pyvrp")


@pytest.mark.parametrize("fake", CRASHES)
def test_a_crash_leaves_the_best_that_was_heard_of(process: SearchProcess, fake: str) -> None:
    day, heard = day_of_lies(), list[Assignment]()
    solved = run_search(
        process, day, budget=ONCE, seed=0, on_better=heard.append, stop=lambda: False,
        search=f"{MODULE}:with_{fake}",
    )  # fmt: skip
    assert is_sound(day, solved)
    assert (solved.solver, solved.unassigned) == (BROKEN_OFF, ())
    assert price_of(day, solved.assignment) <= price_of(day, heard[0])


@pytest.mark.parametrize("fake", HANGS)
def test_a_hang_is_killed_after_its_budget_and_the_best_is_kept(
    process: SearchProcess, fake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, heard, end_s = day_of_lies(), list[Assignment](), 3 + searches.GRACE_S
    # The clock stands until it has told of all that it will.
    stands = SimpleNamespace(monotonic=lambda: end_s if len(heard) >= HANGS[fake] else 0.0)
    monkeypatch.setattr(searches, "time", stands)
    solved = run_search(
        process, day, budget=Budget(3.0, workers=1), seed=0, on_better=heard.append,
        stop=lambda: False, search=f"{MODULE}:with_{fake}",
    )  # fmt: skip
    assert is_sound(day, solved)
    assert (solved.solver, solved.unassigned) == (BROKEN_OFF, ())


@pytest.mark.parametrize("fake", HANGS)
def test_a_hang_that_heeds_no_stop_is_killed_soon_after(process: SearchProcess, fake: str) -> None:
    day, heard = day_of_lies(), list[Assignment]()
    solved = run_search(
        process, day, budget=Budget(600, workers=1), seed=0, on_better=heard.append,
        stop=lambda: len(heard) >= HANGS[fake], search=f"{MODULE}:with_{fake}",
    )  # fmt: skip
    assert is_sound(day, solved)
    assert (solved.solver, solved.unassigned) == (BEST_SO_FAR, ())
