"""A depot as a person says it, whatever the day: where it is, and the hours of its clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

from dashboard.domain import Day, Depot, Order, PlannerError, Point, TimeWindow, is_on_earth
from dashboard.domain.needs import plain

MAIN = "depot"
"""The id of a day's first depot."""
_MOST_LOADING_MIN = 480


@dataclass(frozen=True, slots=True)
class DepotPlace:
    """
    Where routes load. ``id`` is empty for one that is not kept yet.

    ``hours`` are opening and closing on the local clock, the closing on the next day where
    it is the earlier; None: always open. Loading begins and routes return within them.
    """

    point: Point
    name: str = "Depot"
    address: str = ""
    loading_min: float = 0
    hours: tuple[time, time] | None = None
    id: str = ""

    def on(self, day: Day) -> Depot:
        """The depot of one day."""
        loading = timedelta(minutes=self.loading_min)
        return Depot(self.id, self.point, self.name, loading, self._open(day))

    def _open(self, day: Day) -> TimeWindow | None:
        if self.hours is None:
            return None
        opens, closes = self.hours
        opening = day.at(opens)
        closing = day.at(closes, last=True, days=int(closes < opens))
        # On the night when clocks skip an hour, an opening within it moves behind it.
        return TimeWindow(opening, max(opening, closing))


def checked(place: DepotPlace) -> DepotPlace:
    """The place with its texts trimmed; raises ``PlannerError`` for an impossible one."""
    point = place.point
    if not is_on_earth(point) or point == (0, 0):
        raise PlannerError(
            f"There is no place at {point.lat}, {point.lon}: latitude lies between -90 and 90,"
            " longitude between -180 and 180."
        )
    if not 0 <= place.loading_min <= _MOST_LOADING_MIN:
        raise PlannerError(f"Minutes of loading must lie between 0 and {_MOST_LOADING_MIN}.")
    if place.hours is not None and place.hours[0] == place.hours[1]:
        raise PlannerError("The depot closes when it opens: give it a later closing time.")
    return replace(place, name=place.name.strip() or "Depot", address=place.address.strip())


def depot_named(depots: Sequence[Depot], name: str) -> Depot | None:
    """The depot that a text means, by its name or id in any case; None where there is none."""
    meant = plain(name)
    return next((one for one in depots if meant in (plain(one.name), plain(one.id))), None)


def at_its_depot(order: Order, depots: Sequence[Depot]) -> Order | None:
    """
    The order with the id of the depot that it names; None where there is no such depot.

    Where all load at one depot, its name need not be told.
    """
    if not order.depot or not depots:
        return order
    if len(depots) == 1:
        return replace(order, depot="")
    depot = depot_named(depots, order.depot)
    return None if depot is None else replace(order, depot=depot.id)


def depot_names(depots: Sequence[Depot]) -> str:
    """What may be written instead of a depot that there is not."""
    return ", ".join(depot.name for depot in depots)


def place_to_document(place: DepotPlace) -> dict[str, Any]:
    """As a day's set-up keeps it."""
    document: dict[str, Any] = {
        "id": place.id,
        "lon": place.point.lon,
        "lat": place.point.lat,
        "name": place.name,
        "address": place.address,
        "loading_min": place.loading_min,
    }
    if place.hours is not None:
        document["hours"] = [f"{clock:%H:%M}" for clock in place.hours]
    return document


def places_of(data: Mapping[str, Any]) -> tuple[DepotPlace, ...]:
    """The depots of a day's set-up, the main one first; an older one has but one."""
    kept = data.get("depots") or ([data["depot"]] if data.get("depot") else [])
    return tuple(_place(document) for document in kept)


def _place(document: Mapping[str, Any]) -> DepotPlace:
    hours = document.get("hours")
    return DepotPlace(
        point=Point(document["lon"], document["lat"]),
        name=document["name"],
        address=str(document.get("address", "")),
        loading_min=float(document.get("loading_min", 0)),
        hours=None if hours is None else (_clock(hours[0]), _clock(hours[1])),
        id=str(document.get("id", MAIN)),
    )


def _clock(text: str) -> time:
    return time.fromisoformat(text)
