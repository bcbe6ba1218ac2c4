"""The zones on their page: the map of them, and the one that is in hand."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import streamlit as st

from dashboard.domain import PlannerError, Point
from dashboard.services import orders, zone_areas
from dashboard.services import zones as zones_service
from dashboard.services.zones import ServiceArea, Zone
from dashboard.ui import maps, notices, rule_effects, sketches, state
from dashboard.ui.look import escape
from dashboard.ui.sketches import NEW, Sketch
from dashboard.ui.zone_map import zone_map

SECTION = "zones"
_SKETCH = "zone_sketch"
_FINISH_FIRST = "First save the zone that you are changing, or discard the changes."


class Shown(NamedTuple):
    """A zone as the map shows it."""

    name: str
    at: Point
    outlines: list[list[list[list[float]]]]


def show_map() -> None:
    """All zones over the day's orders, with the one in hand."""
    zones, setup = area().zones, state.setup()
    views = orders.list_orders(state.store(), state.day())
    near = [view for view in views if view.far_km is None and not view.excluded]
    zone_map(
        _shown(zones),
        sketch(),
        key="zones_map",
        theme=state.theme(),
        alt="Your zones and the orders of the day on a map",
        on_event=_hear,
        around=[view.order.point for view in near if view.order and view.order.point],
        depots=[depot.point for depot in setup.depots],
        units=state.settings().units,
        height=400 if maps.is_phone() else 520,
        style_url=maps.ground(),
    )


def area() -> ServiceArea:
    """The zones as they are kept."""
    return zones_service.get_area(state.store())


def sketch() -> Sketch:
    """What is in hand; nothing where the zone is gone meanwhile."""
    kept: Sketch = st.session_state.setdefault(_SKETCH, Sketch())
    if kept.zone is not None and kept.zone >= len(area().zones):
        put_down()
        return sketch()
    return kept


def write(corners: Sequence[Point]) -> None:
    """Give the zone in hand other corners."""
    st.session_state[_SKETCH] = sketches.written(sketch(), corners)


def begin_new() -> None:
    """Draw a new zone."""
    st.session_state[_SKETCH] = sketches.looking_at(sketch(), NEW)


def take(number: int) -> None:
    """Take one of the zones in hand, unless another is being changed."""
    if sketch().is_changed:
        notices.warn(_FINISH_FIRST)
        return
    corners = zone_areas.corners_of(area().zones[number].area)
    st.session_state[_SKETCH] = sketches.looking_at(sketch(), number, corners)


def put_down() -> None:
    """Have none in hand; what was drawn and not saved is forgotten."""
    st.session_state[_SKETCH] = sketches.looking_at(st.session_state[_SKETCH], None)


def keep(wanted: ServiceArea, words: str) -> None:
    """Save the zones, and tell what it did to the day's orders; then none is in hand."""
    try:
        _save(wanted, words)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    put_down()
    st.rerun()


def delete() -> None:
    """Delete the zone in hand."""
    known, number = area(), sketch().zone
    left = tuple(zone for place, zone in enumerate(known.zones) if place != number)
    _save(replace(known, zones=left), "The zone is deleted.")
    put_down()


def move(by: int) -> None:
    """Let the zone in hand count before (-1) or after (1) its neighbour in the list."""
    kept, number = list(area().zones), sketch().zone
    if number is None or not 0 <= number + by < len(kept):
        return
    kept[number], kept[number + by] = kept[number + by], kept[number]
    zones_service.save_area(state.store(), replace(area(), zones=tuple(kept)))
    st.session_state[_SKETCH] = replace(sketch(), zone=number + by)


def set_limit(is_limit: bool) -> None:
    """Deliver only inside the zones, or wherever the settings allow."""
    words = "Orders outside the zones are not planned." if is_limit else "The limit is taken away."
    _save(replace(area(), is_limit=is_limit), words)


def _save(wanted: ServiceArea, words: str) -> None:
    with rule_effects.telling(SECTION, words):
        zones_service.save_area(state.store(), wanted)


def _hear(kind: str, event: object) -> None:
    if kind == "drawn":
        st.session_state[_SKETCH] = sketches.drawn(sketch(), event)
        return
    number = sketches.picked(sketch(), event, len(area().zones))
    if number is not None:
        take(number)


@lru_cache(maxsize=2)
def _shown(zones: tuple[Zone, ...]) -> list[Shown]:
    return [
        Shown(zone.name, zone_areas.middle_of(zone.area), zone_areas.outlines_of(zone.area))
        for zone in zones
    ]
