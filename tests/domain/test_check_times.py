"""Plans of every kind of step broken by hand: what cannot be so is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.domain import (
    Break,
    Collection,
    Costs,
    Held,
    Kind,
    Pause,
    Plan,
    Problem,
    Reload,
    Task,
    TimedStep,
    complaints,
)
from tests.build import at, depot, house, order, problem, shift, window
from tests.domain.test_check_rules import plan_of_steps
from tests.domain.test_checks import later, with_route, with_step, with_totals

SECOND = timedelta(seconds=1)
COSTS = Costs(hour_cents=2000, km_cents=50, overrun_cents=600, breaks_paid=False)
LUNCH = Break("lunch", window("10:00", "11:00"), timedelta(minutes=30))
ORDERS = (
    order("pair", 1, collect=Collection(house(2), (window("09:30", "10:00"),), 60 * SECOND)),
    order("back", 1, kind=Kind.HAND_BACK, windows=[("09:00", "09:30")], max_late=7200 * SECOND,
          late_cents=900),
    order("late", 3, release=at("11:00")),
)  # fmt: skip
VAN = shift(breaks=(LUNCH,), reloads=1, costs=COSTS, loading=timedelta(minutes=10),
            hours=("09:00", "12:00"), overrun=timedelta(hours=2))  # fmt: skip
YARD = replace(depot(loading_min=10), hours=window("09:00", "15:00"))
DAY = problem(ORDERS, [VAN], at_depot=YARD)
STEPS = (
    Task("pair", Kind.PICK_UP), Task("pair"), Task("back", Kind.HAND_BACK),
    Pause("lunch"), Reload("depot"), Task("late"),
)  # fmt: skip
SOUND = plan_of_steps(DAY, {"s1": STEPS})
FETCHED, GIVEN, TAKEN, REST, LOADED, LAST = SOUND.routes[0].steps


def without(number: int) -> Plan:
    """The plan without one step, the rest as it was."""
    steps = SOUND.routes[0].steps
    return with_route(SOUND, steps=(*steps[:number], *steps[number + 1 :]))


def swapped(number: int) -> Plan:
    """The plan with a step and the one after it exchanged."""
    steps: list[TimedStep] = list(SOUND.routes[0].steps)
    steps[number : number + 2] = steps[number + 1], steps[number]
    return with_route(SOUND, steps=tuple(steps))


BREAKAGES = {
    "a break dropped": (without(3), "never takes lunch"),
    "a reload dropped": (without(4), "order late is loaded before its release"),
    "what is fetched dropped": (without(0), "pair is to be fetched"),
    "fetched after it is delivered": (swapped(0), "pair is to be fetched"),
    "a break begun early": (later(SOUND, 3, -SECOND), "the pause begins at"),
    "a break a second short": (
        with_step(SOUND, 3, departure=REST.departure - SECOND), "the pause does not take 0:30:00",
    ),
    "a break nobody has": (with_step(SOUND, 3, break_id="nap"), "cannot be the break 'nap'"),
    "a break on the road": (with_step(SOUND, 3, drive=SECOND), "leg"),
    "a break with a stop of its own": (with_step(SOUND, 3, stop_no=3), "calls stop 2 stop 3"),
    "a reload before the goods are there": (later(SOUND, 4, -SECOND), "late is loaded before"),
    "a reload later than need be": (later(SOUND, 4, SECOND), "loading again begins at"),
    "a reload too quick": (
        with_step(SOUND, 4, departure=LOADED.departure - SECOND), "loading again does not take",
    ),
    "a reload at the last order's stop": (with_step(SOUND, 4, stop_no=2), "calls stop 3 stop 2"),
    "fetched a second early": (later(SOUND, 0, -SECOND), "service at pair begins"),
    "fetched with the time of the delivery": (
        with_step(SOUND, 0, departure=FETCHED.service_start + ORDERS[0].service),
        "service at pair does not take 0:01:00",
    ),
    "a hand-back called a delivery": (
        with_step(SOUND, 2, kind=Kind.DELIVER), "a step of kind deliver cannot be for back",
    ),
    "a delivery fetched": (
        with_step(SOUND, 5, kind=Kind.PICK_UP), "a step of kind pickup cannot be for late",
    ),
    "unpaid breaks paid": (
        with_route(SOUND, cost_cents=SOUND.routes[0].cost_cents + 1000), "costs",
    ),
    "a cost a cent low": (with_route(SOUND, cost_cents=SOUND.routes[0].cost_cents - 1), "costs"),
    "a cost that is no number": (with_route(SOUND, cost_cents=float("nan")), "not nan"),
    "lateness that weighs nothing": (with_totals(SOUND, late_cents=0), "late_cents 0, not"),
    "late as allowed, called on time": (with_totals(SOUND, on_time=3), "on_time 3, not 2"),
    "fetching counted as service": (with_totals(SOUND, service=timedelta(0)), "service"),
}  # fmt: skip


def judged(plan: Plan, day: Problem = DAY) -> str:
    """All complaints, a line for each."""
    return "\n".join(complaints(day, plan))


def test_a_sound_plan_of_every_kind_of_step_passes() -> None:
    assert complaints(DAY, SOUND) == []
    assert SOUND.violations == ()
    assert [step.stop_no for step in SOUND.routes[0].steps] == [1, 2, 2, 2, 3, 4]


def test_what_the_sound_plan_costs_is_known_by_heart() -> None:
    # Loading from 09:00; fetched 09:30 to 09:31, given and taken back at 09:41 to 09:51, lunch
    # from 10:00, the depot at 10:40, loaded again at 11:00 with the last goods, back at 12:15.
    [route] = SOUND.routes
    assert (route.loading_start, route.return_) == (at("09:00"), at("12:15"))
    assert route.cost_cents == round(2000 * (195 - 30) / 60 + 600 * 15 / 60 + 50 * 10)
    assert SOUND.totals.late_cents == 900 * 16 // 60


@pytest.mark.parametrize("name", BREAKAGES)
def test_nothing_broken_passes(name: str) -> None:
    broken, words = BREAKAGES[name]
    assert words in judged(broken)


def test_a_route_leaves_as_late_as_delays_nothing() -> None:
    day = problem([order("a", 1, windows=[("10:00", "11:00")])])
    plan = plan_of_steps(day, {"s1": [Task("a")]})
    assert plan.routes[0].departure == at("09:50")
    always = problem([order("a", 1)])
    assert "too late for what could begin at" in judged(plan, always)
    [step] = plan.routes[0].steps
    early = replace(step, arrival=at("09:59"))
    sooner = with_route(plan, departure=at("09:49"), loading_start=at("09:49"), steps=(early,))
    assert "though later would do" in judged(sooner, day)


def test_a_shift_that_has_left_left_then() -> None:
    day = problem([order("a", 1, windows=[("10:00", "11:00")], release=at("09:30"))])
    gone = replace(day, held={"s1": Held((), at("08:45"), frozenset({"a"}))})
    plan = plan_of_steps(gone, {"s1": [Task("a")]})
    assert plan.routes[0].departure == at("08:45")
    assert complaints(gone, plan) == []
    later_gone = replace(day, held={"s1": Held((), at("08:46"), frozenset({"a"}))})
    assert "but has left at" in judged(plan, later_gone)
    assert "before the shift opens" in judged(plan, day)


def test_goods_not_there_yet_delay_only_the_trip_they_are_loaded_for() -> None:
    assert GIVEN.service_start < at("10:00") < LAST.service_start
    earlier = replace(DAY, orders=(*ORDERS[:2], replace(ORDERS[2], release=at("11:01"))))
    assert "order late is loaded before its release" in judged(SOUND, earlier)
    of_no_matter = replace(DAY, orders=(replace(ORDERS[0], release=at("12:00")), *ORDERS[1:]))
    assert judged(SOUND, of_no_matter) == ""
