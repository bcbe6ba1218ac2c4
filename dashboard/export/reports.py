"""What was read from files, as files: for people to mend and for programs to go on with."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from dashboard.domain import RowProblem
from dashboard.export.annex import NOTICE_FILE, notice
from dashboard.export.files import write_whole
from dashboard.export.frames import REJECTED_COLUMNS
from dashboard.export.safe import csv_bytes

ORDER_COLUMNS = (
    "order_id", "customer", "address", "latitude", "longitude", "window_start", "window_end",
    "service_min", "parcels", "weight_kg", "volume_l", "priority", "phone", "email", "notes",
    "skills", "release", "geocode_quality", "source_row", "date", "type", "pickup_address",
    "pickup_latitude", "pickup_longitude", "pickup_from", "pickup_to", "pickup_minutes", "drivers",
    "not_drivers", "depot", "max_late_min", "late_price",
)  # fmt: skip
REVIEW_COLUMNS = (
    "order_id", "address", "reason", "candidate", "score", "latitude", "longitude",
)  # fmt: skip
OTHER_COLUMNS = ("order_id", "status", "date", "customer", "address", "source_row", "file")

Rows = list[dict[str, Any]]


class Report(Protocol):
    """What was read."""

    orders: Rows
    review: Rows
    others: Rows
    rejected: list[RowProblem]
    summary: dict[str, Any]


def write_report(report: Report, directory: Path) -> list[Path]:
    """
    Write ``orders.csv``, ``review.csv``, ``rejected.csv``, ``others.csv`` and ``summary.json``.

    ``others.csv`` holds the orders that nobody drives to, so that nothing is lost.
    """
    directory.mkdir(parents=True, exist_ok=True)
    rejected = [asdict(problem) for problem in report.rejected]
    contents = {
        "orders.csv": _table(report.orders, ORDER_COLUMNS),
        "review.csv": _table(report.review, REVIEW_COLUMNS),
        "rejected.csv": _table(rejected, REJECTED_COLUMNS),
        "others.csv": _table(report.others, OTHER_COLUMNS),
        "summary.json": json.dumps(report.summary, ensure_ascii=False, indent=1).encode() + b"\n",
    }
    written = []
    for name, content in contents.items():
        write_whole(directory / name, content)
        written.append(directory / name)
    return written


def write_notice(credit: str, directory: Path) -> Path:
    """Write whom to name for positions found in a map, beside the tables that hold them."""
    write_whole(directory / NOTICE_FILE, notice(credit))
    return directory / NOTICE_FILE


class Aside(Protocol):
    """An order that is no part of a plan."""

    @property
    def order_id(self) -> str:
        """Its number."""

    @property
    def why(self) -> str:
        """A date or a status."""


def write_set_aside(orders: Sequence[Aside], directory: Path) -> Path:
    """Write ``set-aside.csv``: the orders of a file that are no part of its plan."""
    rows = [{"order_id": order.order_id, "why": order.why} for order in orders]
    write_whole(directory / "set-aside.csv", _table(rows, ("order_id", "why")))
    return directory / "set-aside.csv"


def _table(rows: Rows, columns: tuple[str, ...]) -> bytes:
    return csv_bytes(pd.DataFrame(rows, columns=list(columns)))
