"""What a day travels on: streets where a map of them is there, a server, or estimates."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.domain import (
    Order,
    Plan,
    PlannerError,
    Point,
    Reason,
    Shift,
    TravelError,
    TravelProvider,
    Unassigned,
)
from dashboard.domain.shifts import profile_and_speed
from dashboard.export.shapes import route_points
from dashboard.services import extracts, routing
from dashboard.services.day_inputs import DayInputs
from dashboard.store import Store
from dashboard.travel import calibration
from dashboard.travel.estimates import Calibration, Estimate
from dashboard.travel.graph import graph_key
from dashboard.travel.graph_building import build_graph
from dashboard.travel.snapping import NO_ACCESS, TOO_FAR, UNREACHABLE_PART
from dashboard.travel.streets import Streets, open_streets

CACHE = "ROUNDSMAN_CACHE"
_WORDS = {
    TOO_FAR: "over 300 m from any street of the map: check its position, or bring a larger map",
    UNREACHABLE_PART: "on the map, no way leads from its street to the others: check its position",
    NO_ACCESS: "on the map, nobody may drive where it is: check its position",
}


def travel_for(store: Store, inputs: DayInputs) -> tuple[TravelProvider, DayInputs]:
    """
    The provider for a day of a workspace, and the day without what it cannot reach.

    The server that is set up, else streets where a map has the depot on them, else estimates.
    Orders that are on no street are left over, each with why.
    """
    if (server := routing.provider(store)) is not None:
        return server, inputs
    streets = streets_at(store.folder, [depot.point for depot in inputs.depots])
    if streets is None:
        return Estimate(_calibration(store.folder)), inputs
    return streets, on_streets(inputs, streets)


def _calibration(folder: Path) -> Calibration | None:
    """That of the first map: the depot lies off it, but in the same part of the world."""
    found = (calibration.load(file) for file in extracts.calibrations(folder))
    return next((one for one in found if one is not None), None)


def lines_of(store: Store, plan: Plan) -> dict[str, list[Point]]:
    """The way of each route along the streets, by route id; none for a plan on estimates."""
    line = _line_of(store, plan)
    if line is None:
        return {}
    profile = {s.id: profile_and_speed(s.profile)[0] for s in plan.shifts}
    try:
        return {
            route.route_id: line(route_points(plan, route), profile[route.shift_id])
            for route in plan.routes
        }
    except TravelError:  # A server that does not answer: straight lines are better than no map.
        return {}


def _line_of(store: Store, plan: Plan) -> Callable[[Sequence[Point], str], list[Point]] | None:
    if plan.travel.estimated:
        return None
    if plan.travel.kind == Streets.kind:
        streets = streets_at(store.folder, [depot.point for depot in plan.depots])
        return None if streets is None else streets.line
    server = routing.provider(store)
    return None if server is None else server.line


def streets_at(folder: Path, points: Sequence[Point]) -> Streets | None:
    """The first map of a workspace with all these points on its streets; None without one."""
    for file in extracts.graphs(folder):
        cache = str(extracts.street_cache(folder))
        streets = open_streets(str(file), file.stat().st_mtime_ns, cache)
        if points and not any(streets.snap(points).reasons):
            return streets
    return None


def streets_of(extract: Path) -> Streets:
    """
    The streets of a map that belongs to no workspace; read once, then kept.

    Raises ``PlannerError`` for what is no map.
    """
    if not extract.is_file():
        raise PlannerError(f"{extract} cannot be opened: check its name.")
    folder = _own_cache()
    file = folder / f"{graph_key(extract)}.npz"
    if not file.exists():
        build_graph(extract).save(file)
    return open_streets(str(file), file.stat().st_mtime_ns, str(folder))


def on_streets(inputs: DayInputs, streets: Streets) -> DayInputs:
    """
    The day without the orders that are on no street, which are left over with the reason.

    Raises ``PlannerError`` for a depot, or the start or end of a shift, that is on none.
    """
    _check_ends(inputs, streets)
    profiles = _profiles(inputs.shifts)
    reasons = [_reasons(inputs.orders, streets, profile) for profile in profiles]
    left = [
        (order, why[0]) for order, *why in zip(inputs.orders, *reasons, strict=True) if all(why)
    ]
    if not left:
        return inputs
    gone = {order.id for order, _ in left}
    kept = tuple(order for order in inputs.orders if order.id not in gone)
    unassigned = [
        (order, Unassigned(order.id, Reason.UNREACHABLE, _WORDS[why])) for order, why in left
    ]
    whole = inputs.sha256
    return replace(inputs, orders=kept, whole_sha256=whole).with_left_over(unassigned)


def _check_ends(inputs: DayInputs, streets: Streets) -> None:
    for who, point in _ends(inputs):
        [reason] = streets.snap([point]).reasons
        if reason:
            raise PlannerError(f"{who} is on no street: {_WORDS[reason]}.")


def _ends(inputs: DayInputs) -> Iterator[tuple[str, Point]]:
    known: dict[Point, str] = {depot.point: depot.name for depot in inputs.depots}
    for shift in inputs.shifts:
        for point in (shift.start, shift.end):
            if point is not None:
                known.setdefault(point, f"The start or end of {shift.driver}")
    yield from ((who, point) for point, who in known.items())


def _profiles(shifts: Sequence[Shift]) -> list[str]:
    names = dict.fromkeys(profile_and_speed(shift.profile)[0] for shift in shifts)
    return list(names) or ["van"]


def _reasons(orders: Sequence[Order], streets: Streets, profile: str) -> list[str]:
    """Why each order is on no street for a profile; "" where all its places are on one."""
    points = [point for order in orders for point in order.points if point is not None]
    found = iter(streets.snap(points, profile).reasons)
    return [next(filter(None, [next(found) for _ in order.points]), "") for order in orders]


def _own_cache() -> Path:
    """A folder of the user's own, for what is made of maps on the command line."""
    base = Path(os.environ.get(CACHE) or Path.home() / ".cache" / "roundsman")
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="roundsman-"))
    return base
