"""The sample day: sixty-one orders in Helsinki's centre and three drivers."""

from dataclasses import replace
from datetime import date as calendar_date
from pathlib import Path

from dashboard.domain import Capacity, Driver, Point
from dashboard.services import days, orders
from dashboard.store import Store

FILE = Path(__file__).resolve().parents[2] / "data" / "sample_day.csv"
DEPOT = Point(24.9212, 60.1676)
DEPOT_NAME = "Flower market"
DRIVERS = ("Sanna", "Mikko", "Aleksi")
ZONE = "Europe/Helsinki"


def load(store: Store, date: calendar_date) -> orders.ImportOutcome:
    """Put the sample day's depot, drivers and orders into a day; a day set up keeps its own."""
    setup = days.get_setup(store, date, ZONE)
    if setup.depot is None:
        days.save_zone(store, date, ZONE)
        days.save_depot(
            store, date, point=DEPOT, name=DEPOT_NAME, address="Salmisaarenkatu 4, Helsinki",
            loading_min=15,
        )  # fmt: skip
        van = replace(days.OWN_VAN, count=len(DRIVERS), capacity=Capacity(parcels=50))
        others = [kind for kind in setup.classes if kind.name != van.name]
        days.save_classes(store, date, [van, *others])
        days.save_drivers(store, date, [Driver(name, van.name) for name in DRIVERS])
    return orders.import_file(store, date, FILE.read_bytes(), FILE.name)
