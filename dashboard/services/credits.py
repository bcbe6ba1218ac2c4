"""Whom the files of a plan name for the streets and positions that they took from a map."""

from dashboard.domain import Plan, Point
from dashboard.figures.ground_style import CREDIT as CREDIT
from dashboard.places.online import OWN_SERVER
from dashboard.services import addresses
from dashboard.services.addresses import BY_MAP
from dashboard.store import AddressRecord, Store
from dashboard.travel.streets import Streets

_FROM_OPENSTREETMAP = {BY_MAP, OWN_SERVER, "nominatim", "photon", "opencage"}
"""Who says where addresses are after OpenStreetMap."""


def credit_of(store: Store, plan: Plan) -> str:
    """The contributors of the map; empty where neither ways nor positions come from one."""
    return credit_of_ways(plan) or (CREDIT if _is_placed_by_map(store, plan) else "")


def credit_of_ways(plan: Plan) -> str:
    """The same for the ways alone."""
    return CREDIT if plan.travel.kind == Streets.kind else ""


def is_from_map(record: AddressRecord | None, point: Point | None) -> bool:
    """Whether a point is the one that a map gave for its address."""
    is_mapped = record is not None and record.by in _FROM_OPENSTREETMAP
    return is_mapped and point is not None and addresses.point_of(record) == point


def _is_placed_by_map(store: Store, plan: Plan) -> bool:
    places = [(order.address, order.point) for order in plan.orders]
    places += [(o.collect.address, o.collect.point) for o in plan.orders if o.collect]
    known = addresses.known(store, [text for text, _ in places if text])
    return any(is_from_map(known.get(addresses.key_of(text)), point) for text, point in places)
