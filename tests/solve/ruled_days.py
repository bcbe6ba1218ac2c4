"""Very small days under the rules of real ones, each rule tight enough to matter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from dashboard.domain import (
    Break,
    Capacity,
    Collection,
    Costs,
    Depot,
    Kind,
    Load,
    Order,
    Pin,
    Priority,
    Problem,
    Shift,
    doors,
)
from tests.build import DAY, at, depot, house, line, order, shift, window

MINUTE = timedelta(minutes=1)


@dataclass
class Draft:
    """A day that rules are still being added to."""

    dice: Random
    orders: list[Order]
    shifts: list[Shift]
    depots: list[Depot]
    pins: list[Pin] = field(default_factory=list)

    def each_order(self, change: Callable[[Order], Order], count: int | None = None) -> None:
        """Change all orders, or so many of them."""
        for k in self.dice.sample(range(len(self.orders)), count or len(self.orders)):
            self.orders[k] = change(self.orders[k])

    def each_shift(self, **changes: object) -> None:
        """Change all shifts alike."""
        self.shifts = [replace(one, **changes) for one in self.shifts]  # type: ignore[arg-type]

    def costs(self, **changes: object) -> None:
        """Change what all shifts cost."""
        for k, one in enumerate(self.shifts):
            costs = replace(one.costs, **changes)  # type: ignore[arg-type]
            self.shifts[k] = replace(one, costs=costs)


def ruled_day(rules: Iterable[str], seed: int, shifts: int = 2) -> Problem:
    """Five orders and up to two shifts under these rules: the same for the same seed."""
    names = list(rules)
    dice = Random(f"{'+'.join(names)} {seed}")
    orders = [
        order(
            f"o{k}",
            dice.choice((-4, -3, -2, -1, 1, 2, 3, 4)),
            service_min=dice.choice((5, 10, 20)),
            priority=dice.choice((Priority.NORMAL, Priority.NORMAL, Priority.LOW, Priority.HIGH)),
        )
        for k in range(5)
    ]
    wages = Costs(
        shift_cents=dice.choice((0, 1500)), hour_cents=2000, km_cents=dice.choice((30, 60))
    )
    fleet = [
        shift("s1", 1, hours=("09:00", "13:00"), costs=wages),
        shift("s2", 2, hours=("09:00", "13:00"), costs=replace(wages, hour_cents=2400)),
    ]
    draft = Draft(dice, orders, fleet, [depot()])
    for name in names:
        RULES[name](draft)
    driving = tuple(draft.shifts[:shifts])
    places = doors(draft.orders, driving, draft.depots)
    return Problem(
        DAY, tuple(draft.orders), driving, tuple(draft.depots), places,
        {"van": line(places)}, pins=tuple(draft.pins),
    )  # fmt: skip


def _windows(day: Draft) -> None:
    spans = (
        [("09:00", "09:40")],
        [("09:10", "09:20"), ("11:00", "11:30")],
        [("10:00", "10:30"), ("12:00", "12:10")],
        [("10:30", "11:00")],
    )
    day.each_order(
        lambda o: replace(o, windows=tuple(window(*span) for span in day.dice.choice(spans))), 3
    )


def _load(day: Draft) -> None:
    day.each_order(lambda o: replace(o, load=Load(day.dice.randint(1, 3), day.dice.randint(0, 9))))
    day.each_shift(capacity=Capacity(parcels=4, weight_g=15))


def _stops(day: Draft) -> None:
    day.orders[0] = replace(day.orders[0], point=day.orders[1].point)
    day.shifts[0] = replace(day.shifts[0], max_stops=1)
    day.shifts[1] = replace(day.shifts[1], max_stops=2)


def _overtime(day: Draft) -> None:
    factor = day.dice.choice((1.5, 2.0))
    day.costs(overtime_after=day.dice.choice((60, 90)) * MINUTE, overtime_factor=factor)


def _max_duty(day: Draft) -> None:
    day.each_shift(max_duty=day.dice.choice((80, 110)) * MINUTE)


def _max_distance(day: Draft) -> None:
    day.each_shift(max_distance_m=day.dice.choice((6000, 8000)))


def _break(day: Draft) -> None:
    span = day.dice.choice((window("09:40", "10:10"), window("10:00", "10:30")))
    rest = Break("lunch", span, 30 * MINUTE, day.dice.choice((0, 90)) * MINUTE)
    day.shifts[0] = replace(day.shifts[0], breaks=(rest,))
    day.costs(breaks_paid=day.dice.random() < 0.5)


def _skill(day: Draft) -> None:
    day.each_order(lambda o: replace(o, skills=frozenset({"lift"})), 2)
    day.each_order(lambda o: replace(o, driver_class="Bike"), 1)
    day.shifts[0] = replace(day.shifts[0], skills=frozenset({"lift", "cooling"}))
    day.shifts[1] = replace(day.shifts[1], class_name="Bike")


def _driver(day: Draft) -> None:
    day.each_order(lambda o: replace(o, drivers=frozenset({"Driver 1", "Ann"})), 1)
    day.each_order(lambda o: replace(o, not_drivers=frozenset({"1"})), 2)


def _depots(day: Draft) -> None:
    yard = replace(day.depots[0], loading=10 * MINUTE, hours=window("09:30", "11:30"))
    barn = Depot("barn", house(3), "Barn", 5 * MINUTE, window("08:00", "12:00"))
    day.depots = [yard, barn]
    first, second = day.shifts
    start, end = (barn.point if at == house(0) else at for at in (second.start, second.end))
    day.shifts = [
        replace(first, loading=yard.loading),
        replace(second, depot_id="barn", loading=barn.loading, start=start, end=end),
    ]
    day.each_order(lambda o: replace(o, depot="barn"), 1)


def _release(day: Draft) -> None:
    times = ("09:20", "10:00", "10:40")
    day.each_order(lambda o: replace(o, release=at(day.dice.choice(times))), 2)


def _reload(day: Draft) -> None:
    first, second = day.shifts
    two = Capacity(2, first.capacity.weight_g)
    day.shifts = [replace(first, capacity=two, reloads=1), replace(second, capacity=two)]


def _hand_back(day: Draft) -> None:
    day.each_order(lambda o: replace(o, kind=Kind.HAND_BACK, collect=None), 2)
    day.each_shift(capacity=Capacity(parcels=2, weight_g=15))


def _pair(day: Draft) -> None:
    fetched = Collection(
        house(day.dice.choice((-5, 3, 5))), (window("09:00", "11:00"),), 5 * MINUTE
    )
    day.each_order(lambda o: replace(o, kind=Kind.DELIVER, collect=fetched), 1)


def _open_end(day: Draft) -> None:
    day.shifts[0] = replace(day.shifts[0], end=None)
    day.shifts[1] = replace(day.shifts[1], start=None, end=house(-2))


def _pin_driver(day: Draft) -> None:
    free = [o.id for o in day.orders if o.id not in {pin.order_id for pin in day.pins}]
    day.pins += [Pin(name, day.dice.choice(("s1", "s2"))) for name in free[:2]]


def _pin_position(day: Draft) -> None:
    free = [o for o in day.orders if o.id not in {pin.order_id for pin in day.pins}]
    *_, near, far = sorted(free, key=lambda o: o.point or house(0))
    day.pins += [Pin(far.id, "s1", day.dice.choice((1, 2))), Pin(near.id, "s1", -1)]


def _soft_window(day: Draft) -> None:
    span = (window("09:00", "09:40"),)
    day.each_order(
        lambda o: replace(
            o,
            windows=o.windows or span,
            max_late=day.dice.choice((20, 60)) * MINUTE,
            late_cents=day.dice.choice((300, 3000)),
        )
    )


def _overrun(day: Draft) -> None:
    day.each_shift(hours=window("09:00", "10:15"), overrun=30 * MINUTE)
    day.costs(overrun_cents=day.dice.choice((600, 6000)))


RULES: dict[str, Callable[[Draft], None]] = {
    "windows": _windows,
    "load": _load,
    "stops": _stops,
    "overtime": _overtime,
    "max duty": _max_duty,
    "max distance": _max_distance,
    "break": _break,
    "skill": _skill,
    "driver": _driver,
    "depots": _depots,
    "release": _release,
    "reload": _reload,
    "hand-back": _hand_back,
    "pair": _pair,
    "open end": _open_end,
    "pin to driver": _pin_driver,
    "pin to position": _pin_position,
    "soft window": _soft_window,
    "overrun": _overrun,
}
