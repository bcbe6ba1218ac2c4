"""Everything a vehicle can be full of, as whole-number dimensions of one kind."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.domain import Need, Order, Problem, Shift

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


def dimensions(problem: Problem) -> list[Dimension]:
    """Only those that some shift limits; at most stops, three loads and one for each need."""
    found = [
        _limited(problem, "stops", lambda order: 1, lambda shift: shift.max_stops),
        _limited(problem, "parcels", lambda o: o.load.parcels, lambda s: s.capacity.parcels),
        _limited(problem, "weight_g", lambda o: o.load.weight_g, lambda s: s.capacity.weight_g),
        _limited(problem, "volume", lambda o: o.load.volume_cm3, lambda s: s.capacity.volume_cm3),
    ]
    asked = {need for order in problem.orders for need in order.needs}
    found += [_needed(problem, need) for need in sorted(asked)]
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
    )


def _needed(problem: Problem, need: Need) -> Dimension:
    return Dimension(
        f"{need.kind} {need.name}",
        tuple(_TYPICAL * (need in order.needs) for order in problem.orders),
        tuple(_UNLIMITED * (need in shift.offers) for shift in problem.shifts),
    )
