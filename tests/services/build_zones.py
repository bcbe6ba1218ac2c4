"""Builders: zones around the orders of the tests' day, which lie along a street to the north."""

from shapely.geometry import box

from dashboard.domain.zones import EVERY_DAY, Zone
from dashboard.services.zones import ServiceArea, save_area
from dashboard.store import Store


def zone(
    name: str = "South",
    first: float = 1,
    last: float = 3,
    *,
    fee_cents: int = 0,
    driver_class: str = "",
    weekdays: frozenset[int] = EVERY_DAY,
) -> Zone:
    """A zone that holds the orders from A-first to A-last."""
    area = box(24.92, 60.169 + first * 0.002, 24.94, 60.171 + last * 0.002)
    return Zone(name, area.wkb, fee_cents, driver_class, weekdays)


def keep_zones(store: Store, *zones: Zone, is_limit: bool = False) -> None:
    """Make these the zones of the business."""
    save_area(store, ServiceArea(zones, is_limit))
