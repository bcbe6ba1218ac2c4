"""`bench day`: one real day, the shortest way in a given time, beside the peers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

from dashboard.bench.peers import CapacityDay, Metres, Search, ortools, stock_pyvrp, timed
from dashboard.domain import (
    Capacity,
    Costs,
    Day,
    Depot,
    Load,
    Order,
    Point,
    Problem,
    Shift,
    TimeWindow,
    TravelMatrix,
)
from dashboard.intake.columns import guess_columns, order_values
from dashboard.intake.orders import parse_order
from dashboard.services.reading import table_of
from dashboard.solve.engines import plan_routes
from dashboard.solve.protocol import Budget
from dashboard.travel.estimates import Estimate, great_circles_km

CIRCLE_FACTOR = 1.4
MATRICES = ("estimate", "circle")
_METRES_PER_SECOND = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Metres of all seeds of one search, shortest first, with its routes and slowest run."""

    name: str
    metres: tuple[int, ...]
    routes: int
    slowest_s: float


def read_stops(path: Path) -> list[tuple[Point, int]]:
    """Every row's position and parcels; a repeated row is a delivery of its own here."""
    table = table_of(path)
    columns, day = guess_columns(table.headings), Day(date(2026, 1, 5))
    stops = []
    for number, row in enumerate(table.rows):
        values = {**order_values(columns, dict(zip(table.headings, row, strict=False)))}
        order, problems = parse_order({**values, "order_id": str(number)}, day)
        if order is None or order.point is None:
            raise ValueError(f"row {number + table.first_row}: {problems}")
        stops.append((order.point, order.load.parcels))
    return stops


def metres_between(points: Sequence[Point], matrix: str) -> Metres:
    """One matrix for everybody, int64: our estimate, or the great circle times 1.4."""
    if matrix == "circle":
        degrees = np.array(points)
        return np.rint(great_circles_km(degrees, degrees) * 1000 * CIRCLE_FACTOR).astype(np.int64)
    return Estimate().matrix(points, "van").distances_m.astype(np.int64)


def ours() -> Search:
    """Roundsman's search on the same matrix: kilometres are all that costs, vans are unlimited."""

    def search(day: CapacityDay, seconds: float, seed: int) -> list[list[int]]:
        problem = _problem(day)
        solved = plan_routes(problem, budget=Budget(seconds, workers=2), seed=seed, solver="pyvrp")
        return [
            [int(step.order_id) for step in steps]  # type: ignore[union-attr]
            for steps in solved.assignment.steps.values()
        ]

    return search


def compare(
    path: Path, depot: Point, capacity: int, *, seconds: float, seeds: int, matrix: str
) -> list[Figures]:
    """All searches, seed by seed in turn, so that a busy machine is as busy for each."""
    stops = read_stops(path)
    points = [depot, *(point for point, _ in stops)]
    day = CapacityDay(metres_between(points, matrix), tuple(n for _, n in stops), capacity)
    searches = {"Roundsman": ours(), "PyVRP as it comes": stock_pyvrp, "OR-Tools": ortools}
    runs: dict[str, list[tuple[int, int, float]]] = {name: [] for name in searches}
    for seed in range(1, seeds + 1):
        for name, search in searches.items():
            # OR-Tools' routing knows no seed: it would say the same five times.
            if name != "OR-Tools" or seed == 1:
                runs[name].append(timed(search, day, seconds, seed))
    return [
        Figures(name, tuple(sorted(m for m, _, _ in run)), min(run)[1], max(s for _, _, s in run))
        for name, run in runs.items()
    ]


def table(found: Sequence[Figures]) -> str:
    """The figures side by side."""
    best = min(figures.metres[0] for figures in found)
    lines = ["search                  best m  median m   worst m    worst  routes      s"]
    for one in found:
        over = one.metres[-1] / best - 1
        lines.append(
            f"{one.name:<20}{one.metres[0]:>10}{round(median(one.metres)):>10}"
            f"{one.metres[-1]:>10}{over:>+9.2%}{one.routes:>8}{one.slowest_s:>7.1f}"
        )
    return "\n".join([*lines, f"worst: above the best of this run, {best} m"])


def _problem(capacity_day: CapacityDay) -> Problem:
    """
    Places one by one as the peers see them, also where two share a door.

    Vans without limit: three times as many as the parcels need at least.
    """
    day = Day(date(2026, 1, 5))
    # A hundred-thousandth of a degree apart, so that no two rows become one place.
    places = tuple(Point(k / 1000, 0.0) for k in range(len(capacity_day.metres)))
    depot = Depot("depot", places[0])
    hours = TimeWindow(day.instant(0), day.instant(20 * 86_400))
    vans = 3 * -(-sum(capacity_day.parcels) // capacity_day.capacity) + 3
    shifts = tuple(
        Shift(
            f"van-{k}", k, f"van-{k}", "van", depot.id, depot.point, depot.point, hours,
            capacity=Capacity(capacity_day.capacity), costs=Costs(km_cents=100),
        )
        for k in range(1, vans + 1)
    )  # fmt: skip
    orders = tuple(
        Order(str(k), place, load=Load(parcels))
        for k, (place, parcels) in enumerate(
            zip(places[1:], capacity_day.parcels, strict=True), start=1
        )
    )
    metres = capacity_day.metres.astype(np.int32)
    travel = TravelMatrix((metres // _METRES_PER_SECOND)[np.newaxis], metres, kind="bench")
    return Problem(day, orders, shifts, (depot,), places, {"van": travel})
