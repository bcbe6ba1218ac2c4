"""Two clocks, one answer: whatever steps are dealt out, timetable and checker say the same."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from dashboard.domain import (
    Assignment,
    Break,
    Collection,
    Costs,
    Depot,
    Held,
    Kind,
    Load,
    Order,
    Pause,
    Pin,
    Plan,
    Problem,
    Reason,
    Reload,
    Rule,
    Shift,
    Step,
    Task,
    TravelMatrix,
    Unassigned,
    complaints,
    doors,
    make_plan,
    never_overtaking,
)
from tests.build import DAY, at, house, line, order, shift, window

YARDS = (
    Depot("depot", house(0), loading=timedelta(minutes=10), hours=window("08:30", "11:00")),
    Depot("barn", house(4), loading=timedelta(minutes=5)),
)


@pytest.mark.parametrize("seed", range(80))
def test_a_plan_of_any_steps_passes_with_the_rules_it_names(seed: int) -> None:
    day, plan = dealt(seed)
    assert complaints(day, plan) == []


def test_the_days_dealt_out_break_every_rule() -> None:
    broken = {v.rule for seed in range(80) for v in dealt(seed)[1].violations}
    assert broken == set(Rule) - {Rule.OTHERS}


def dealt(seed: int) -> tuple[Problem, Plan]:
    """A day under every rule, and a plan that keeps to none: all steps by chance."""
    dice = Random(seed)
    orders = [_order(dice, f"o{k}") for k in range(8)]
    fleet = [_shift(dice, number) for number in (1, 2, 3)]
    places = doors(orders, fleet, YARDS)
    bare = Problem(DAY, tuple(orders), tuple(fleet), YARDS, places, {"van": _travel(dice, places)})
    routes = {one.id: _steps(dice, one, bare) for one in fleet}
    held = {one: Held(steps[:1]) for one, steps in routes.items() if dice.random() < 0.3}
    if routes["s3"]:
        aboard = frozenset({"o1", "o2"})
        held["s3"] = Held(routes["s3"][: dice.choice((1, 2))], at("08:50"), aboard)
    if dice.random() < 0.3:
        held["s2"] = Held((Task("o1"), Reload("depot")))
    pins = tuple(
        Pin(one.id, dice.choice(fleet).id, dice.choice((None, 1, 2, -1)))
        for one in orders
        if dice.random() < 0.3
    )
    day = replace(bare, pins=pins, held=held, locked=frozenset({"s2"}) & held.keys())
    return day, _plan(day, routes)


def _plan(day: Problem, routes: dict[str, tuple[Step, ...]]) -> Plan:
    served = set(Assignment(routes).order_ids())
    left = [Unassigned(o.id, Reason.FLEET_FULL_TIME, "") for o in day.orders if o.id not in served]
    return make_plan(day, Assignment(routes), unassigned=left)


def _order(dice: Random, name: str) -> Order:
    made = order(
        name,
        dice.choice((-3, -1, 0, 1, 1, 2, 4, 5)),
        windows=dice.choice(([], [("09:00", "09:40")], [("09:00", "09:10"), ("10:00", "10:30")])),
        service_min=dice.choice((0, 5, 12)),
        own_stop=dice.random() < 0.2,
        skills=frozenset(dice.sample(("cooling", "lift"), dice.choice((0, 0, 1, 2)))),
        driver_class=dice.choice(("", "", " VAN", "Bike")),
        drivers=frozenset(dice.choice(((), (), (" ",), ("driver 1", "2"), ("s3 ",)))),
        not_drivers=frozenset(dice.choice(((), (), ("1", "Driver 1"), ("S2",)))),
        depot=dice.choice(("", "", "depot", "barn")),
        release=dice.choice((None, None, at("09:30"), at("10:45"))),
        max_late=timedelta(minutes=dice.choice((0, 0, 30))),
        late_cents=dice.choice((0, 999)),
    )
    load = Load(dice.randint(0, 3), dice.choice((0, 800)), dice.choice((0, 500)))
    kind = dice.choice((Kind.DELIVER, Kind.DELIVER, Kind.HAND_BACK))
    fetched = Collection(
        house(dice.choice((0, 2, 3))),
        dice.choice(((), (window("09:00", "09:50"),))),
        timedelta(minutes=dice.choice((0, 4))),
    )
    is_pair = kind is Kind.DELIVER and dice.random() < 0.4
    return replace(made, load=load, kind=kind, collect=fetched if is_pair else None)


def _shift(dice: Random, number: int) -> Shift:
    yard = dice.choice(YARDS)
    costs = Costs(
        shift_cents=1500, hour_cents=2345, km_cents=37, stop_cents=451,
        overtime_after=dice.choice((None, timedelta(hours=2))), overtime_factor=1.37,
        min_guarantee_cents=dice.choice((0, 6000)), overrun_cents=dice.choice((0, 777)),
        breaks_paid=dice.random() < 0.5,
    )  # fmt: skip
    rests = [
        Break(f"s{number}/1", window("10:00", "10:20"), timedelta(minutes=30), timedelta(hours=1)),
        Break(f"s{number}/2", window("09:00", "11:00"), timedelta(minutes=10)),
    ]
    made = shift(
        f"s{number}",
        number,
        hours=("09:00", dice.choice(("10:30", "12:00"))),
        start=dice.choice((yard.point, yard.point, None, house(2))),
        end=dice.choice((yard.point, yard.point, None, house(3))),
        parcels=dice.choice((None, 3, 5)),
        weight_g=dice.choice((None, 1000)),
        max_stops=dice.choice((None, 3)),
        costs=costs,
        skills=frozenset(dice.choice(((), ("lift",), ("cooling", "lift")))),
        loading=yard.loading,
        breaks=tuple(rests[: dice.randint(0, 2)]),
        max_duty=dice.choice((None, timedelta(hours=2))),
        max_distance_m=dice.choice((None, 9000)),
        reloads=dice.choice((0, 1)),
        overrun=timedelta(minutes=dice.choice((0, 45))),
    )
    capacity = replace(made.capacity, volume_cm3=dice.choice((None, 900)))
    return replace(
        made, depot_id=yard.id, class_name=dice.choice(("Van", "Bike")), capacity=capacity
    )


def _steps(dice: Random, one: Shift, day: Problem) -> tuple[Step, ...]:
    """Some steps of every kind, each order's by one shift most of the time."""
    mine = [o for k, o in enumerate(day.orders) if k % len(day.shifts) == one.number - 1]
    steps: list[Step] = [Task(o.id, o.kind) for o in mine if dice.random() < 0.8]
    dice.shuffle(steps)
    for pair in (o for o in mine if o.collect and dice.random() < 0.9):
        steps.insert(dice.randint(0, len(steps) // 2), Task(pair.id, Kind.PICK_UP))
    if not steps:
        return ()
    more: list[Step] = [Reload(one.depot_id)] * dice.choice((0, 1, 1, 2))
    more += [Pause(rest.id) for rest in one.breaks if dice.random() < 0.8]
    more += [Pause(rest.id) for rest in day.shifts[0].breaks if dice.random() < 0.1]
    for step in more:
        steps.insert(dice.randint(0, len(steps)), step)
    return tuple(steps)


def _travel(dice: Random, places: tuple) -> TravelMatrix:  # type: ignore[type-arg]
    """A street with a slow hour, and now and then without some way."""
    flat, slots = line(places), (9 * 3600, 10 * 3600, 11 * 3600)
    durations = flat.durations_s.repeat(3, axis=0)
    durations[1] = durations[1] * 7 // 5
    distances = flat.distances_m.copy()
    if dice.random() < 0.3:
        row, column = dice.sample(range(len(places)), 2)
        durations[:, row, column] = distances[row, column] = -1
    return TravelMatrix(never_overtaking(durations, slots), distances, slots)
