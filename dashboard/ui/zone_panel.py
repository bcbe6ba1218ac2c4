"""What stands beside the map of zones: the zone in hand, or the ways to a new one."""

import streamlit as st

from dashboard.services.zones import ServiceArea
from dashboard.ui import rule_effects, zone_corners, zone_form, zone_upload, zones
from dashboard.ui.sketches import Sketch

_USES = (
    "Draw one on the map, or bring a file. Then each order shows in which zone it lies and what "
    "delivery costs there, and only those who serve the zone are sent there."
)
_LIMIT = "zones_are_limit"


def show() -> None:
    """The one or the other."""
    rule_effects.show(zones.SECTION)
    sketch = zones.sketch()
    if sketch.zone is None:
        _ways_to_one(zones.area())
    elif sketch.is_drawing:
        _drawing(sketch)
    else:
        zone_form.show(sketch)


def _ways_to_one(area: ServiceArea) -> None:
    if area.zones:
        _limit(area)
    else:
        st.markdown("**No zones yet**")
        st.text(_USES)
    st.button(
        "Draw a zone",
        type="secondary" if area.zones else "primary",
        icon=":material/draw:",
        on_click=zones.begin_new,
    )
    zone_upload.show(area)


def _limit(area: ServiceArea) -> None:
    st.session_state[_LIMIT] = area.is_limit
    st.toggle(
        "Deliver only inside these zones",
        key=_LIMIT,
        on_change=lambda: zones.set_limit(st.session_state[_LIMIT]),
        help="Orders outside are named and not planned. Without it, the distance of the settings "
        "is the only limit.",
    )


def _drawing(sketch: Sketch) -> None:
    st.markdown("**A new zone**")
    st.text("Click its corners on the map, all around, and close it by a double click.")
    st.button("Cancel", on_click=zones.put_down, key="put_down_zone")
    zone_corners.editor(sketch)
