"""Orders placed by a map that belongs to no workspace: for the command line and notebooks."""

import tempfile
from collections.abc import Collection, Mapping, Sequence
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
    lost |= {o.collect.address for o in orders if o.collect and o.collect.point is None}
    found = _look_up(lost, extract, depot) if lost else {}
    sure, doubtful = [], []
    for order in orders:
        at_door, why = _at_door(order, found)
        if why is None:
            at_door, why = _fetched(at_door, found)
        if why is None:
            sure.append(at_door)
        else:
            doubtful.append((at_door, why))
    return tuple(sure), tuple(doubtful)


def _at_door(order: Order, found: Mapping[str, Found]) -> tuple[Order, Unassigned | None]:
    answer = found.get(order.address)
    if order.point is not None or answer is None:
        return order, None
    if answer.state == "accepted" and answer.best is not None:
        return replace(order, point=answer.best.point), None
    return order, _why(order, answer)


def _fetched(order: Order, found: Mapping[str, Found]) -> tuple[Order, Unassigned | None]:
    if order.collect is None or order.collect.point is not None:
        return order, None
    answer = found[order.collect.address]
    if answer.state == "accepted" and answer.best is not None:
        return replace(order, collect=replace(order.collect, point=answer.best.point)), None
    return order, _why(order, answer, "Where it is fetched: ")


def _look_up(addresses: Collection[str], extract: Path, depot: Depot) -> dict[str, Found]:
    with tempfile.TemporaryDirectory(prefix="roundsman-") as folder:
        file = Path(folder) / "index.sqlite"
        build_index(extract, file)
        index = open_index(file)
        return {text: index.find(text, near=depot.point) for text in sorted(addresses)}


def _why(order: Order, answer: Found, about: str = "") -> Unassigned:
    if answer.best is None:
        return Unassigned(order.id, Reason.ADDRESS_UNPARSED, f"{about}{answer.reason}")
    words = f"{about}{answer.reason} Nearest: {answer.best.label}."
    return Unassigned(order.id, Reason.ADDRESS_AMBIGUOUS, words)
