"""The zones of a business: kept, read from files, and what is in them."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain import PlannerError, Point
from dashboard.domain.zones import EVERY_DAY as EVERY_DAY
from dashboard.domain.zones import Zone as Zone
from dashboard.intake.zone_files import MAX_ZONE_BYTES as MAX_ZONE_BYTES
from dashboard.intake.zone_files import ZoneFile as ZoneFile
from dashboard.intake.zone_files import read_zone_file as read_zone_file
from dashboard.services.zone_areas import zone_at
from dashboard.store import Store, get_settings, save_settings

MAX_ZONES = 200

_ZONES = "delivery_zones"
_MAX_BYTES = 2_000_000
"""Of all areas, as they are kept."""


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """Where a business delivers: of zones that overlap the first counts."""

    zones: tuple[Zone, ...] = ()
    is_limit: bool = False
    """Whether what lies outside all zones is out of the area."""

    @property
    def limits(self) -> bool:
        """Whether anything lies outside: without zones there is no limit."""
        return self.is_limit and bool(self.zones)

    def zone_at(self, point: Point | None) -> Zone | None:
        """The zone that counts at a place; None outside all of them."""
        return zone_at(point, self.zones)


EVERYWHERE = ServiceArea()
"""No zones."""


def get_area(store: Store) -> ServiceArea:
    """The zones as they are kept, in their sequence."""
    kept: dict[str, Any] = get_settings(store).get(_ZONES) or {}
    zones = tuple(_from_document(document) for document in kept.get("zones", ()))
    return ServiceArea(zones, bool(kept.get("is_limit")))


def save_area(store: Store, area: ServiceArea) -> None:
    """Keep the zones; raises ``PlannerError`` for what cannot be."""
    names = [zone.name.casefold() for zone in area.zones]
    if twice := [zone.name for zone in area.zones if names.count(zone.name.casefold()) > 1]:
        raise PlannerError(f"Two zones are called “{twice[0]}”: give one of them another name.")
    if len(area.zones) > MAX_ZONES:
        raise PlannerError(f"At most {MAX_ZONES} zones are kept: delete some, or join small ones.")
    if sum(len(zone.area) for zone in area.zones) > _MAX_BYTES:
        raise PlannerError("The zones have too many corners in all: simplify or delete some.")
    zones = [_to_document(zone) for zone in area.zones]
    save_settings(store, **{_ZONES: {"zones": zones, "is_limit": area.is_limit}})


def named(file: ZoneFile, column: str, taken: Sequence[str] = ()) -> list[Zone]:
    """
    The areas of a file as zones, called as a column has it, or numbered without one.

    A name that is ``taken``, or comes again, gets a number.
    """
    known = {name.casefold() for name in taken}
    zones = []
    for number, (area, texts) in enumerate(zip(file.areas, file.texts, strict=True), start=1):
        name = free_name(texts.get(column, "") or f"Zone {number}", known)
        known.add(name.casefold())
        zones.append(Zone(name, area))
    return zones


def free_name(wish: str, taken: set[str]) -> str:
    """The wish, with a number where it is ``taken`` (in lower case) already."""
    name, number = wish, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wish} ({number})"
    return name


def _to_document(zone: Zone) -> dict[str, Any]:
    return {
        "name": zone.name,
        "area": base64.b64encode(zone.area).decode(),
        "fee_cents": zone.fee_cents,
        "driver_class": zone.driver_class,
        "weekdays": sorted(zone.weekdays),
    }


def _from_document(document: dict[str, Any]) -> Zone:
    area, weekdays = base64.b64decode(document["area"]), frozenset(document["weekdays"])
    return Zone(**{**document, "area": area, "weekdays": weekdays})
