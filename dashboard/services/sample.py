"""The sample day: sixty-one orders in Helsinki's centre and three drivers."""

from dataclasses import replace
from datetime import date as calendar_date
from pathlib import Path

from dashboard.domain import Capacity, Driver, Point
from dashboard.services import days, demo, extracts, lookups, order_files
from dashboard.services.extract_child import make_ready
from dashboard.store import Store

_DATA = Path(__file__).resolve().parents[2] / "data"
FILE, SHOPIFY = _DATA / "sample_day.csv", _DATA / "sample_shopify.csv"
DEPOT = Point(24.9212, 60.1676)
DEPOT_NAME = "Flower market"
DRIVERS = ("Sanna", "Mikko", "Aleksi")
ZONE = "Europe/Helsinki"


def load(store: Store, date: calendar_date) -> order_files.ImportOutcome:
    """Put the sample day's depot, drivers and orders into a day; a day set up keeps its own."""
    _set_up(store, date)
    return order_files.import_file(store, date, FILE.read_bytes(), FILE.name)


def load_shopify(store: Store, date: calendar_date, extract: Path) -> order_files.ImportOutcome:
    """The same orders as a shop exports them, with addresses that the extract knows."""
    _set_up(store, date)
    file = extracts.folder_of(store.folder) / extracts.bring(store.folder, extract, demo.NAME)
    make_ready(store.folder, file)
    outcome = order_files.import_file(store, date, SHOPIFY.read_bytes(), SHOPIFY.name)
    lookups.begin(store, date)
    return outcome


def _set_up(store: Store, date: calendar_date) -> None:
    setup = days.get_setup(store, date, ZONE)
    if setup.depot is not None:
        return
    days.save_zone(store, date, ZONE)
    days.save_depot(
        store, date, point=DEPOT, name=DEPOT_NAME, address="Salmisaarenkatu 4, Helsinki",
        loading_min=15,
    )  # fmt: skip
    van = replace(days.OWN_VAN, count=len(DRIVERS), capacity=Capacity(parcels=50))
    others = [kind for kind in setup.classes if kind.name != van.name]
    days.save_classes(store, date, [van, *others])
    days.save_drivers(store, date, [Driver(name, van.name) for name in DRIVERS])
