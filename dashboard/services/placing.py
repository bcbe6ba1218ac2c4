"""Orders placed by a map that belongs to no workspace: for the command line and notebooks."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.domain import Depot, Order, PlannerError, Reason, Unassigned
from dashboard.places import Found, build_index, open_index

Doubtful = tuple[tuple[Order, Unassigned], ...]


def placed(
    orders: Sequence[Order], extract: Path, depot: Depot
) -> tuple[tuple[Order, ...], Doubtful]:
    """
    Those with a point, also where the map is sure of their address; the others, each with why.

    Raises ``PlannerError`` where the file is no map.
    """
    if not extract.is_file():
        raise PlannerError(f"{extract} cannot be opened: check its name.")
    lost = {order.address for order in orders if order.point is None}
    found = _look_up(lost, extract, depot) if lost else {}
    sure, doubtful = [], []
    for order in orders:
        answer = found.get(order.address)
        if order.point is not None or answer is None:
            sure.append(order)
        elif answer.state == "accepted" and answer.best is not None:
            sure.append(replace(order, point=answer.best.point))
        else:
            doubtful.append((order, _why(order, answer)))
    return tuple(sure), tuple(doubtful)


def _look_up(addresses: Collection[str], extract: Path, depot: Depot) -> dict[str, Found]:
    with tempfile.TemporaryDirectory(prefix="roundsman-") as folder:
        file = Path(folder) / "index.sqlite"
        build_index(extract, file)
        index = open_index(file)
        return {text: index.find(text, near=depot.point) for text in sorted(addresses)}


def _why(order: Order, answer: Found) -> Unassigned:
    if answer.best is None:
        return Unassigned(order.id, Reason.ADDRESS_UNPARSED, answer.reason)
    words = f"{answer.reason} Nearest: {answer.best.label}."
    return Unassigned(order.id, Reason.ADDRESS_AMBIGUOUS, words)
