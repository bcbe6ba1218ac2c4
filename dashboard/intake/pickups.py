"""Where the goods of an order are fetched first, from the cells that say so."""

from datetime import timedelta

from dashboard.domain import Collection
from dashboard.intake import order_points, order_windows
from dashboard.intake.cells import CellProblem, parse_service
from dashboard.intake.order_cells import OrderCells
from dashboard.intake.order_types import OrderType
from dashboard.intake.order_windows import Clocks

_FIELDS = (
    "pickup_address", "pickup_latitude", "pickup_longitude", "pickup_from", "pickup_to",
    "pickup_minutes",
)  # fmt: skip


def collection_in(cells: OrderCells, clocks: Clocks, kind: OrderType) -> Collection | None:
    """None for what comes from the depot, as for all that is no delivery."""
    given = next((name for name in _FIELDS if cells[name]), None)
    if given is None:
        return None
    if kind is not OrderType.DELIVERY:
        cells.problems.append(
            CellProblem(
                given,
                cells[given],
                "Only what is delivered can be fetched somewhere first.",
                "Leave this blank, or write delivery as the type.",
            )
        )
        return None
    service = cells.parse("pickup_minutes", parse_service, timedelta(0))
    return Collection(
        point=order_points.point_in(cells, order_points.PICKUP),
        windows=order_windows.windows_in(cells, clocks, service, order_windows.PICKUP),
        service=service,
        address=cells["pickup_address"],
    )
