"""Engines that lie, crash and hang, as ``ENGINES`` names them; and a day on which lies matter."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from dashboard.domain import (
    Assignment,
    Break,
    Collection,
    Held,
    Kind,
    Pause,
    Pin,
    Problem,
    Reload,
    Step,
    Task,
    deliveries,
)
from dashboard.solve.engines import ENGINES, FALLBACK, Solved
from dashboard.solve.protocol import OnBetter
from dashboard.solve.traffic import plan_in_traffic
from tests.build import house, order, shift, street, window
from tests.build import problem as street_day

MINUTE = timedelta(minutes=1)
FOREVER_S = 3600

Fake = Callable[..., Any]
"""What ``Solver`` takes, and anything in return."""


def use(fake: str) -> None:
    """Let a fake stand in for both engines, in this process and for good."""
    for name in ("pyvrp", FALLBACK):
        ENGINES[name] = f"{__name__}:{fake}"


def day_of_lies() -> Problem:
    """A pair, a return, one that is pinned, a locked route, a break and a second trip: all fit."""
    rest = Break("s2/lunch", window("12:00", "13:00"), 30 * MINUTE)
    fleet = [
        shift("s1", 1, parcels=7),
        replace(shift("s2", 2, parcels=4), breaks=(rest,), reloads=1),
        shift("s3", 3, parcels=4),
    ]
    fetched = Collection(house(2), (window("09:00", "12:00"),), 5 * MINUTE)
    orders = [
        *street(4),
        order("pair", 3, collect=fetched),
        order("back", -1, kind=Kind.HAND_BACK),
        order("pinned", -2),
        order("only-1", 1, drivers=frozenset({"Driver 1"})),
        order("early", 2, windows=[("09:00", "11:00")]),
        *(order(f"locked-{k}", -k) for k in (1, 2)),
    ]
    held = Held((Task("locked-2"), Task("locked-1")))
    return replace(
        street_day(orders, fleet),
        pins=(Pin("pinned", "s2"),),
        held={"s3": held},
        locked=frozenset({"s3"}),
    )


def _all_on(day: Problem, shift_id: str) -> Assignment:
    return Assignment({shift_id: tuple(Task(one.id, one.kind) for one in day.orders)})


def empty(day: Problem, **_: Any) -> Assignment:
    """Nothing is served."""
    return Assignment()


def strangers(day: Problem, **_: Any) -> Assignment:
    """Orders and shifts that the day does not have."""
    return deliveries({day.shifts[0].id: ["ghost", day.orders[0].id], "nobody": ["o1"]})


def doubled(day: Problem, **_: Any) -> Assignment:
    """Every order by every shift, twice."""
    return deliveries({one.id: [o.id for o in day.orders] * 2 for one in day.shifts})


def half_pairs(day: Problem, **_: Any) -> Assignment:
    """Fetched by one, delivered by another, and the reverse."""
    return Assignment({"s1": (Task("pair"),), "s2": (Task("pair", Kind.PICK_UP),)})


def pairs_backwards(day: Problem, **_: Any) -> Assignment:
    """Delivered, then fetched."""
    return Assignment({"s1": (Task("pair"), Task("pair", Kind.PICK_UP))})


def loads_at_will(day: Problem, **_: Any) -> Assignment:
    """A shift that may not loads again between all stops, another at a depot that is none."""
    steps: list[Step] = []
    for one in day.orders:
        steps += [Task(one.id, one.kind), Reload("depot")]
    return Assignment({"s1": tuple(steps), "s2": (Reload("nowhere"), *steps, Reload("nowhere"))})


def rests_of_others(day: Problem, **_: Any) -> Assignment:
    """Breaks of somebody else, twice, and such as nobody has."""
    lunch = Pause("s2/lunch")
    return Assignment({"s1": (lunch, Task("o1"), lunch, Pause("nap")), "s2": (lunch, lunch)})


def rests_at_the_wrong_hour(day: Problem, **_: Any) -> Assignment:
    """A break before work, and on a route that is done long before it."""
    return Assignment({"s2": (Pause("s2/lunch"), Task("o1"), Pause("s2/lunch"))})


def wrong_drivers(day: Problem, **_: Any) -> Assignment:
    """What is pinned, and what is for one alone, with another."""
    return deliveries({"s1": ["pinned"], "s2": ["only-1"]})


def overloaded(day: Problem, **_: Any) -> Assignment:
    """Everything on one shift, in the wrong sequence."""
    return Assignment({"s1": _all_on(day, "s1").steps["s1"][::-1]})


def wrong_kinds(day: Problem, **_: Any) -> Assignment:
    """What is to be delivered taken back, and the reverse."""
    swapped = {Kind.DELIVER: Kind.HAND_BACK, Kind.HAND_BACK: Kind.DELIVER}
    return Assignment({"s1": tuple(Task(o.id, swapped[o.kind]) for o in day.orders)})


def unlocked(day: Problem, **_: Any) -> Assignment:
    """More on a locked route, and what is on it in another sequence and with others."""
    steps = (Task("locked-1"), Task("o1"), Task("locked-2"))
    return Assignment({"s3": steps, "s1": (Task("locked-1"), Task("o2"))})


def gibberish(day: Problem, *, seed: int, **_: Any) -> Assignment:
    """Any steps at all, by chance."""
    dice = Random(seed)
    steps: list[Step] = [*day.steps, Task("ghost"), Reload("nowhere"), Pause("nap")]
    return Assignment(
        {one.id: tuple(dice.choices(steps, k=dice.randint(0, 12))) for one in day.shifts}
    )


LIES: dict[str, Fake] = {
    fake.__name__: fake
    for fake in (
        *(empty, strangers, doubled, half_pairs, pairs_backwards, loads_at_will, rests_of_others),
        *(rests_at_the_wrong_hour, wrong_drivers, overloaded, wrong_kinds, unlocked, gibberish),
    )
}
"""What answers with routes that do not hold."""


def nothing(day: Problem, **_: Any) -> None:
    """No answer at all."""


def a_word(day: Problem, **_: Any) -> str:
    """An answer of another kind."""
    return "routes"


def steps_of_nothing(day: Problem, **_: Any) -> Assignment:
    """A route without steps to go through."""
    return Assignment({day.shifts[0].id: None})  # type: ignore[dict-item]


def stumble(day: Problem, **_: Any) -> Assignment:
    """Fail as only a mistake in a program does."""
    raise KeyError("stumbled")


def leave(day: Problem, **_: Any) -> Assignment:
    """End the program in an orderly way."""
    sys.exit(0)


def die(day: Problem, **_: Any) -> Assignment:
    """End the process at once."""
    os._exit(3)


CRASHES: dict[str, Fake] = {
    fake.__name__: fake for fake in (nothing, a_word, steps_of_nothing, stumble, leave, die)
}
"""What ends without an answer, or with one that is no routes."""


def hang(day: Problem, **_: Any) -> Assignment:
    """Never answer, whatever is said."""
    time.sleep(FOREVER_S)
    raise AssertionError


def hang_with_a_lie(day: Problem, *, on_better: OnBetter, **_: Any) -> Assignment:
    """Tell of routes that do not hold, and never answer."""
    on_better(overloaded(day))
    return hang(day)


def talk_forever(day: Problem, *, on_better: OnBetter, **_: Any) -> Assignment:
    """Tell of the same routes again and again, and never answer."""
    while True:
        on_better(_all_on(day, day.shifts[0].id))
        time.sleep(0.01)


HANGS = {"hang": 1, "hang_with_a_lie": 2, "talk_forever": 2}
"""What never answers and heeds no stop; how many plans are told of until then, the first too."""


def planned_with(fake: str, problem: Problem, **asked: Any) -> Solved:
    """In a process of its own: the planner's search with a fake for both engines."""
    use(fake)
    return plan_in_traffic(problem, **asked)


def __getattr__(name: str) -> Fake:
    """``with_hang`` and the like, as a search process loads its search by module and name."""
    if not name.startswith("with_"):
        raise AttributeError(name)
    return partial(planned_with, name.removeprefix("with_"))
