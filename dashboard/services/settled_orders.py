"""An order with what only the day knows: its depot, and where its goods are fetched."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain import Depot, Order
from dashboard.intake.cells import CellProblem
from dashboard.services import addresses
from dashboard.services.depot_places import at_its_depot, depot_names
from dashboard.store import AddressRecord

Problems = tuple[CellProblem, ...]


def settled(
    order: Order, depots: Sequence[Depot], fetch_place: AddressRecord | None
) -> tuple[Order | None, Problems]:
    """
    The order with its depot's id and the point where it is fetched, or what is wrong with these.

    One whose own place is still to be found waits for that first.
    """
    at_depot = at_its_depot(order, depots)
    if at_depot is None:
        reason, remedy = (
            "No depot of this day is called so.",
            f"Write one of {depot_names(depots)}.",
        )
        return None, (CellProblem("depot", order.depot, reason, remedy),)
    collect = at_depot.collect
    if collect is None or collect.point is not None:
        return at_depot, ()
    point = addresses.point_of(fetch_place)
    if point is None and order.point is not None:
        reason = fetch_place.reason if fetch_place else "It is not known where this is."
        remedy = "Give its latitude and longitude, or write the address anew."
        return None, (CellProblem("pickup_address", collect.address, reason, remedy),)
    return replace(at_depot, collect=replace(collect, point=point)), ()
