"""Builders: days in a small town whose map is there, planned along its streets."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain import Assignment, Plan, Point, clock
from dashboard.services import days, extracts, order_files
from dashboard.services.extract_child import make_ready
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import plan_so_far, problem_of
from dashboard.services.roads import travel_for
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.store import Store
from tests.intake.build_tables import csv_bytes
from tests.services.ready import DATE, ZONE, van
from tests.travel.grid_town import corner, write_town

HEADINGS = (
    "order_id", "latitude", "longitude", "customer", "type", "pickup_latitude", "pickup_longitude",
)  # fmt: skip
DEPOT = corner(1, 1)
IN_TOWN = corner(0.5, 2)
TOO_FAR, ALONE, ON_FOOT = corner(1.5, -3), corner(9.1, 0.5), corner(1.5, 6.3)
"""Nowhere near a street, on one that leads nowhere, on a footpath."""
BACKYARD = corner(1.5, 3 + 150 / 222.4)
"""150 m north of the last street."""


def row(name: str, place: Point, *more: str) -> list[str]:
    """An order to this place."""
    return [name, str(place.lat), str(place.lon), *more]


def street_day(store: Store, *rows: Sequence[str]) -> None:
    """A day of these orders, with a depot in the middle of the town and one driver."""
    days.get_setup(store, DATE, ZONE)
    days.save_depot(store, DATE, point=DEPOT, name="Shop")
    days.save_classes(store, DATE, [replace(van(), count=1)])
    file = extracts.folder_of(store.folder) / "town.osm"
    write_town(file)
    make_ready(store.folder, file)
    padded = ([*one, *[""] * len(HEADINGS)][: len(HEADINGS)] for one in rows)
    order_files.import_file(store, DATE, csv_bytes(HEADINGS, *padded), "orders.csv")


def street_plan(store: Store) -> Plan:
    """The day's plan by plain insertion, on whatever the day travels on."""
    travel, inputs = travel_for(store, stored_inputs(store, DATE))
    problem = problem_of(inputs, travel)
    found = complete(problem, Assignment(), on := clock(problem))
    return plan_so_far(inputs, problem, found, seed=0, budget=Budget(None, 1), on=on)
