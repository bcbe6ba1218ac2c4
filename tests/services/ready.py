"""Builders: days in a workspace that can be planned."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain import DriverClass, Point
from dashboard.services import days, order_files
from dashboard.services.order_files import ImportOutcome
from dashboard.store import Store
from tests.intake.build_tables import csv_bytes

DATE = dt.date(2026, 3, 10)
ZONE = "Europe/Helsinki"
DEPOT = Point(24.92, 60.17)
HEADINGS = ("order_id", "customer", "latitude", "longitude", "window_start", "window_end", "notes")


def row(number: int | str, *, window: tuple[str, str] = ("", ""), notes: str = "") -> list[str]:
    """A row of an order file; whole numbers lie along a street away from the depot."""
    step = number if isinstance(number, int) else 1
    lat, lon = f"{60.17 + step * 0.002:.4f}", "24.9300"
    return [f"A{number}", f"Customer {number}", lat, lon, *window, notes]


def file_of(*rows: Sequence[str]) -> bytes:
    """An order file with these rows."""
    return csv_bytes(HEADINGS, *rows)


def take_in(store: Store, *rows: Sequence[str], date: dt.date = DATE) -> ImportOutcome:
    """Import a file of these rows."""
    return order_files.import_file(store, date, file_of(*rows), "orders.csv")


def ready_day(store: Store, count: int = 6, *, drivers: int = 2, date: dt.date = DATE) -> None:
    """A day in Helsinki with a depot, drivers and orders A1 to An."""
    days.get_setup(store, date, ZONE)
    days.save_depot(store, date, point=DEPOT, name="Yard")
    days.save_classes(store, date, [replace(van(), count=drivers)])
    if count:
        take_in(store, *(row(number) for number in range(1, count + 1)), date=date)


def van() -> DriverClass:
    """An own van for forty parcels."""
    return replace(days.OWN_VAN, paid_when_idle=False)
