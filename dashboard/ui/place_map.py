"""A map with the streets around a place, to put a pin on."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import streamlit as st

from dashboard.domain import Point, great_circle_m
from dashboard.services import extracts, map_ground
from dashboard.ui import pins, state
from dashboard.ui.pin_map import Mark, pin_map, place_fields

_HOUSES_M, _MOST_HOUSES = 250, 150


def place_map(
    point: Point | None,
    *,
    key: str,
    alt: str,
    candidates: Sequence[Mark] = (),
    around: Sequence[Point] = (),
    depot: Point | None = None,
    height: int = 380,
) -> Point | None:
    """Where the person put the pin, on the map or in figures; None while it is untouched."""
    middles = [mark.point for mark in candidates] or [p for p in (point or depot,) if p]
    put = pins.follow(key, point).put
    if put and all(great_circle_m(put, middle) > _HOUSES_M for middle in middles):
        middles = [*middles, put]
    folder = state.store().folder
    known = extracts.fingerprint(folder)
    pin_map(
        point,
        key=key,
        theme=state.theme(),
        alt=alt,
        candidates=candidates,
        style_url=map_ground.address(folder, state.theme()) if extracts.grounds(folder) else None,
        house_numbers=_houses(folder, known, tuple(middles)),
        around=around,
        depot=depot,
        area=_area(folder),
        units=state.settings().units,
        height=height,
    )
    return place_fields(point, key)


# `known` tells the maps apart: another text where other ones are ready.
@st.cache_data(max_entries=32, show_spinner=False)
def _houses(folder: Path, known: str, middles: tuple[Point, ...]) -> list[Mark]:
    """The nearest houses by their numbers, each once."""
    houses = (
        house
        for middle, index in product(middles, extracts.indexes(folder))
        for house in index.houses_near(middle, _HOUSES_M, _MOST_HOUSES)
    )
    # A house of many entrances is one number.
    nearest = {(house.street, house.number): Mark(house.point, house.number) for house in houses}
    return list(nearest.values())


def _area(folder: Path) -> list[Point]:
    """South-west and north-east of all maps together; none without a map."""
    corners = [index.bounds for index in extracts.indexes(folder)]
    if not corners:
        return []
    west, south, east, north = zip(*corners, strict=True)
    return [Point(min(west), min(south)), Point(max(east), max(north))]
