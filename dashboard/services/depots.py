"""The depots of a day: kept, changed and taken away."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.domain import PlannerError, Point
from dashboard.domain.needs import plain
from dashboard.services.day_records import begun, change
from dashboard.services.depot_places import (
    MAIN,
    DepotPlace,
    checked,
    place_to_document,
    places_of,
)
from dashboard.store import Store, get_classes, save_classes


def save(store: Store, date: dt.date, place: DepotPlace) -> str:
    """
    Keep a depot, one more if its id is empty; its id.

    Raises ``PlannerError`` for an impossible place, and for a name that another depot has.
    """
    places = list(places_of(begun(store, date).data))
    place = checked(replace(place, id=place.id or _new_id(places)))
    if any(one.id != place.id and plain(one.name) == plain(place.name) for one in places):
        raise PlannerError(f"Two depots are called {place.name!r}: name them apart.")
    ids = [one.id for one in places]
    if place.id in ids:
        places[ids.index(place.id)] = place
    else:
        places.append(place)
    _keep(store, date, places)
    return place.id


def save_depot(
    store: Store,
    date: dt.date,
    *,
    point: Point,
    name: str,
    address: str = "",
    loading_min: float = 0,
) -> None:
    """Say where the day's main depot is; its hours stay as they are."""
    known = next(iter(places_of(begun(store, date).data)), DepotPlace(point))
    save(
        store, date,
        replace(known, point=point, name=name, address=address, loading_min=loading_min),
    )  # fmt: skip


def remove(store: Store, date: dt.date, depot_id: str) -> None:
    """
    Take a depot away; classes that loaded there load at the main one.

    Raises ``PlannerError`` for the last one: routes must load somewhere.
    """
    places = places_of(begun(store, date).data)
    left = [place for place in places if place.id != depot_id]
    if not left:
        raise PlannerError("Routes must load somewhere: change this depot instead.")
    rows = get_classes(store, date)
    save_classes(store, date, [_elsewhere(row, depot_id) for row in rows])
    _keep(store, date, left)


def _keep(store: Store, date: dt.date, places: Sequence[DepotPlace]) -> None:
    change(store, date, depots=[place_to_document(place) for place in places], depot=None)


def _new_id(places: Sequence[DepotPlace]) -> str:
    taken = {place.id for place in places}
    names = [MAIN, *(f"{MAIN}-{number}" for number in range(2, len(places) + 2))]
    return next(name for name in names if name not in taken)


def _elsewhere(row: Mapping[str, Any], depot_id: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if (name, value) != ("depot", depot_id)}
