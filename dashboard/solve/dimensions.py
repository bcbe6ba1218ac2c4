"""Everything a vehicle can be full of, as whole-number dimensions of one kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

from dashboard.domain import Need, Order, Problem, Shift
from dashboard.domain.needs import PIN
from dashboard.solve.carriers import Carrier, room_for

_TYPICAL = 500  # Penalties are priced per unit: an average order should weigh about as much as
# the seconds of a leg, or the search happily buys the violation.
_UNLIMITED = 2**40


@dataclass(frozen=True, slots=True)
class Dimension:
    """
    What each order takes up and each shift has room for.

    ``taken`` goes with the problem's orders, ``room`` with its shifts; both are
    scaled alike. A need is a dimension in which shifts that lack it have no room.
    """

    name: str
    taken: tuple[int, ...]
    room: tuple[int, ...]
    is_load: bool = False
    """Whether a delivery leaves room behind it, and a return fills it."""


def dimensions(problem: Problem) -> list[Dimension]:
    """Only those that limit some shift: stops, loads, and one or few for each thing asked for."""
    found = [
        _limited(problem, "stops", lambda order: 1, lambda shift: shift.max_stops),
        _limited(problem, "parcels", lambda o: o.load.parcels, lambda s: s.capacity.parcels),
        _limited(problem, "weight_g", lambda o: o.load.weight_g, lambda s: s.capacity.weight_g),
        _limited(problem, "volume", lambda o: o.load.volume_cm3, lambda s: s.capacity.volume_cm3),
    ]
    found += [_needed(problem, need) for need in sorted(problem.all_needs) if need.kind != PIN]
    found += [*_pins(problem), *_carried(problem), _aboard(problem)]
    return [dimension for dimension in found if dimension is not None]


def _limited(
    problem: Problem, name: str, taken: Callable[[Order], int], room: Callable[[Shift], int | None]
) -> Dimension | None:
    limits = [room(shift) for shift in problem.shifts]
    takes = [taken(order) for order in problem.orders]
    if all(limit is None for limit in limits) or not any(takes):
        return None
    scale = max(1, round(_TYPICAL * len(takes) / sum(takes)))
    return Dimension(
        name,
        tuple(scale * take for take in takes),
        tuple(_UNLIMITED if limit is None else scale * limit for limit in limits),
        is_load=name != "stops",
    )


def _needed(problem: Problem, need: Need) -> Dimension:
    return Dimension(
        f"{need.kind} {need.name}",
        tuple(_TYPICAL * (need in needs) for needs in problem.needs),
        tuple(_UNLIMITED * shift.meets(need) for shift in problem.shifts),
    )


def _pins(problem: Problem) -> Iterator[Dimension]:
    """
    Which shift orders are kept with, in as few dimensions as tell the shifts apart.

    Each shift has room in as many dimensions as any other and not in the same ones, so that
    an order which takes up those of its shift fits into no other.
    """
    shifts = sorted({pin.name for pin in problem.all_needs if pin.kind == PIN})
    code = dict(zip(shifts, _codes(len(shifts)), strict=False))
    mine = [{pin.name for pin in needs if pin.kind == PIN} for needs in problem.needs]
    for column in sorted(set().union(*code.values())):
        yield Dimension(
            f"pin {column}",
            tuple(_TYPICAL * any(column in code[name] for name in names) for names in mine),
            tuple(_UNLIMITED * (column in code.get(shift.id, ())) for shift in problem.shifts),
        )


def _codes(count: int) -> list[tuple[int, ...]]:
    """So many sets of numbers, all of one size and none the same."""
    width = 1
    while comb(width, width // 2) < count:
        width += 1
    return list(islice(combinations(range(width), max(1, width // 2)), count))


def _carried(problem: Problem) -> Iterator[Dimension]:
    """Breaks that orders carry: of each kind a shift takes as many as it owes."""
    rests = [order.rest if isinstance(order, Carrier) else None for order in problem.orders]
    for rest in dict.fromkeys(rest for rest in rests if rest is not None):
        yield Dimension(
            f"break from {rest.window.start} to {rest.window.end}",
            tuple(_TYPICAL * (one == rest) for one in rests),
            tuple(_TYPICAL * room_for(shift, rest) for shift in problem.shifts),
        )


def _aboard(problem: Problem) -> Dimension | None:
    """What is at the depot, which those who have left and do not come back cannot take."""
    gone = {shift: held for shift, held in problem.held.items() if held.left is not None}
    if not gone:
        return None
    aboard = {order for held in gone.values() for order in held.aboard}
    stays = [shift.id in gone and not shift.reloads for shift in problem.shifts]
    return Dimension(
        "aboard",
        tuple(_TYPICAL * (order.is_loaded and order.id not in aboard) for order in problem.orders),
        tuple(0 if stay else _UNLIMITED for stay in stays),
    )
