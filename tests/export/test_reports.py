"""What was read from files, as files."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.domain import Collection, RowProblem
from dashboard.export.reports import ORDER_COLUMNS, Rows, write_report
from dashboard.services.order_text import order_row
from dashboard.services.orders import OrderView
from tests.build import DAY, house, order, window


@dataclass
class Report:
    """Orders that were read, and nothing wrong with them."""

    orders: Rows
    review: Rows = field(default_factory=list)
    others: Rows = field(default_factory=list)
    rejected: list[RowProblem] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)


def test_nothing_that_is_known_of_an_order_is_lost(tmp_path: Path) -> None:
    fetched = Collection(house(3), (window("09:00", "10:00"),), timedelta(minutes=10), "Road 3")
    late = timedelta(minutes=5)
    one = order("a", collect=fetched, drivers=frozenset({"Ann"}), max_late=late)
    view = OrderView(("file", "a"), "a", {"depot": "Shop"}, one, (), False, {}, None)
    known: dict[str, Any] = dict(order_row(view, DAY))
    write_report(Report([known]), tmp_path)
    assert set(known) <= set(ORDER_COLUMNS)
    [row] = pd.read_csv(tmp_path / "orders.csv", dtype=str).to_dict("records")
    assert (row["pickup_address"], row["pickup_from"], row["drivers"]) == ("Road 3", "09:00", "Ann")
    assert (row["depot"], row["max_late_min"]) == ("Shop", "5")
