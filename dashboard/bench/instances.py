"""Published routing problems in whole numbers, and the naive check that every answer must pass."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Lengths = npt.NDArray[np.int32]
Coordinates = npt.NDArray[np.float64]
Routes = Sequence[Sequence[int]]
"""The clients of each route in their sequence, numbered from 1; the depot is 0 and not in it."""

TENTHS = 10
"""Solomon's and Homberger's lengths are cut to one decimal, so all their times count in tenths."""

_LONGEST = 2**30  # Half of what int32 holds: a leg and a service may be added.


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """
    One problem; row 0 of every list is the depot, and the aim is the least total length.

    ``lengths`` are what driving costs and how long it takes, in the units of ``windows`` and
    ``services``, ``scale`` of which are 1 in the published cost. ``windows`` None: no hours.
    """

    name: str
    kind: str
    """The class of work: "ortec", "solomon", "homberger", "cvrp" or "days"."""
    lengths: Lengths
    demands: tuple[int, ...]
    capacity: int
    vehicles: int
    windows: tuple[tuple[int, int], ...] | None = None
    services: tuple[int, ...] = ()
    scale: int = 1
    coordinates: Coordinates | None = None
    """Where the places are, ``(n, 2)``, on a plane of any unit; the lengths need not follow."""

    def __post_init__(self) -> None:
        places = len(self.demands)
        timed = self.windows is not None
        if places < 2 or self.lengths.shape != (places, places):
            raise ValueError(f"{places} demands and lengths of {self.lengths.shape}")
        if timed and not len(self.windows or ()) == len(self.services) == places:
            raise ValueError("windows and services are not as many as the places")
        if self.coordinates is not None and self.coordinates.shape != (places, 2):
            raise ValueError(f"{places} places and coordinates of {self.coordinates.shape}")
        if (
            int(self.lengths.min()) < 0
            or min(self.demands) < 0
            or min(self.services, default=0) < 0
        ):
            raise ValueError("a length, demand or service is negative")
        if max(self.demands) > self.capacity or self.vehicles < 1:
            raise ValueError("an order fits into no vehicle")

    @property
    def clients(self) -> range:
        """Every number that must occur in the routes."""
        return range(1, len(self.demands))


def published(cost: int, scale: int) -> str:
    """The cost as it is printed: a decimal only where the lengths have one."""
    return str(cost) if scale == 1 else f"{cost / scale:.1f}"


def rounded(coordinates: Coordinates) -> Lengths:
    """Straight lines to the nearest whole number, as the capacity instances are published."""
    return _whole(np.floor(np.sqrt(_squares(coordinates)) + 0.5))


def cut_to_tenths(coordinates: Coordinates) -> Lengths:
    """Straight lines cut, not rounded, to one decimal, in tenths: the DIMACS convention."""
    return _whole(np.floor(np.sqrt(_squares(coordinates) * TENTHS**2)))


def enough_vehicles(demands: Sequence[int], capacity: int) -> int:
    """
    As many as nobody needs more of.

    With more than twice the least number, two of the routes would fit into one vehicle.
    """
    return 2 * max(1, -(-sum(demands) // max(capacity, 1)))


def checked_cost(instance: Instance, routes: Routes) -> int:
    """
    Total length of the routes, in the instance's units; ``ValueError`` names a broken rule.

    Shares no code with any search: it walks each route and adds up.
    """
    met = sorted(client for route in routes for client in route)
    if met != list(instance.clients):
        lost = set(instance.clients) - set(met)
        raise ValueError(
            f"{len(lost)} stops are missing" if lost else "a stop is doubled or unknown"
        )
    used = [route for route in routes if route]
    if len(used) > instance.vehicles:
        raise ValueError(f"{len(used)} routes, and only {instance.vehicles} vehicles")
    return sum(_route_cost(instance, route) for route in used)


def _route_cost(instance: Instance, route: Sequence[int]) -> int:
    if sum(instance.demands[client] for client in route) > instance.capacity:
        raise ValueError("a route carries too much")
    cost, at = 0, 0
    clock = instance.windows[0][0] if instance.windows else 0
    for place in [*route, 0]:
        length = int(instance.lengths[at, place])
        cost += length
        if instance.windows:
            opens, closes = instance.windows[place]
            clock = max(clock + length, opens)
            if clock > closes:
                raise ValueError(f"place {place} is reached {clock - closes} too late")
            clock += instance.services[place]
        at = place
    return cost


def _squares(coordinates: Coordinates) -> npt.NDArray[np.float64]:
    # Differences and not a product of matrices, whose error would move a length across a cut.
    across, along = coordinates.T
    squares: npt.NDArray[np.float64] = np.subtract.outer(across, across) ** 2
    squares += np.subtract.outer(along, along) ** 2
    return squares


def _whole(lengths: npt.NDArray[np.float64]) -> Lengths:
    if not lengths.max() < _LONGEST:
        raise ValueError("the places lie too far apart")
    return lengths.astype(np.int32)
