"""What a day travels on: streets where a map of them is there, a server, or estimates."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.domain import (
    Depot,
    Plan,
    PlannerError,
    Point,
    Reason,
    Route,
    TravelError,
    TravelProvider,
    Unassigned,
)
from dashboard.domain.shifts import profile_and_speed
from dashboard.export.shapes import route_points
from dashboard.services import extracts, routing
from dashboard.services.day_inputs import DayInputs
from dashboard.services.street_doors import OFF_STREET, doors_of
from dashboard.store import Store
from dashboard.travel import calibration
from dashboard.travel.estimates import Calibration, Estimate
from dashboard.travel.graph import graph_key
from dashboard.travel.graph_building import build_graph
from dashboard.travel.streets import Streets, open_streets

CACHE = "ROUNDSMAN_CACHE"

Line = Callable[[Sequence[Point], str], list[Point]]
"""The way through points in their order, for a profile."""


def travel_for(store: Store, inputs: DayInputs) -> tuple[TravelProvider, DayInputs]:
    """
    The provider for a day of a workspace, and the day without what it cannot reach.

    The server that is set up, else streets where a map has the depot on them, else estimates.
    Orders that are on no street are left over, each with why.
    """
    if (server := routing.provider(store)) is not None:
        return server, inputs
    streets = streets_for(store, inputs.depots)
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
    try:
        return {} if line is None else lines_along(plan, line)
    except TravelError:  # A server that does not answer: straight lines are better than no map.
        return {}


def lines_along(plan: Plan, line: Line) -> dict[str, list[Point]]:
    """The way of each route as its van or bike drives it, by route id; raises ``TravelError``."""
    return {
        route.route_id: line(route_points(plan, route), profile_of(plan, route))
        for route in plan.routes
    }


def profile_of(plan: Plan, route: Route) -> str:
    """What a route is driven with, as providers call it."""
    return profile_and_speed(plan.shift_by_id[route.shift_id].profile)[0]


def streets_of_plan(store: Store, plan: Plan) -> Streets | None:
    """What a plan was made along; None for one that was not, or where its map is gone."""
    if plan.travel.kind != Streets.kind:
        return None
    return streets_at(store.folder, _depot_points(plan.depots))


def streets_for(store: Store, depots: Sequence[Depot]) -> Streets | None:
    """What a day from these depots is driven along; None for a server, or for estimates."""
    if not depots or routing.provider(store) is not None:
        return None
    return streets_at(store.folder, _depot_points(depots))


def map_of(store: Store, plan: Plan) -> str:
    """The file of the map along whose streets a plan was made; empty where it has none now."""
    is_on_streets = plan.travel.kind == Streets.kind
    found = _map_at(store.folder, _depot_points(plan.depots)) if is_on_streets else None
    return found[0].name.rpartition(".graph-")[0] if found else ""


def streets_at(folder: Path, points: Sequence[Point]) -> Streets | None:
    """The first map of a workspace with all these points on its streets; None without one."""
    found = _map_at(folder, points)
    return found[1] if found else None


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
    places = [[point for point in order.points if point is not None] for order in inputs.orders]
    doors = doors_of(places, inputs.shifts, streets)
    left = [
        (order, Unassigned(order.id, Reason.UNREACHABLE, ": ".join(OFF_STREET[door.reason])))
        for order, door in zip(inputs.orders, doors, strict=True)
        if door.reason
    ]
    if not left:
        return inputs
    gone = {order.id for order, _ in left}
    kept = tuple(order for order in inputs.orders if order.id not in gone)
    whole = inputs.sha256
    return replace(inputs, orders=kept, whole_sha256=whole).with_left_over(left)


def _line_of(store: Store, plan: Plan) -> Line | None:
    if plan.travel.estimated:
        return None
    if plan.travel.kind == Streets.kind:
        streets = streets_of_plan(store, plan)
        return None if streets is None else streets.line
    server = routing.provider(store)
    return None if server is None else server.line


def _map_at(folder: Path, points: Sequence[Point]) -> tuple[Path, Streets] | None:
    """That map's file with its streets; nothing is read where there are no points."""
    for file in extracts.graphs(folder) if points else ():
        cache = str(extracts.street_cache(folder))
        streets = open_streets(str(file), file.stat().st_mtime_ns, cache)
        if not any(streets.snap(points).reasons):
            return file, streets
    return None


def _depot_points(depots: Sequence[Depot]) -> list[Point]:
    return [depot.point for depot in depots]


def _check_ends(inputs: DayInputs, streets: Streets) -> None:
    for who, point in _ends(inputs):
        [reason] = streets.snap([point]).reasons
        if reason:
            raise PlannerError(f"{who} is on no street: {': '.join(OFF_STREET[reason])}.")


def _ends(inputs: DayInputs) -> Iterator[tuple[str, Point]]:
    known: dict[Point, str] = {depot.point: depot.name for depot in inputs.depots}
    for shift in inputs.shifts:
        for point in (shift.start, shift.end):
            if point is not None:
                known.setdefault(point, f"The start or end of {shift.driver}")
    yield from ((who, point) for point, who in known.items())


def _own_cache() -> Path:
    """A folder of the user's own, for what is made of maps on the command line."""
    base = Path(os.environ.get(CACHE) or Path.home() / ".cache" / "roundsman")
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="roundsman-"))
    return base
