"""The rules of the zone in hand."""

from calendar import day_abbr
from dataclasses import replace

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.services import zone_areas
from dashboard.services.zones import EVERY_DAY, Zone, free_name
from dashboard.ui import state, zone_corners, zones
from dashboard.ui.look import escape
from dashboard.ui.sketches import Sketch

_ANYBODY = "Anyone"
_MOST_FEE = 100_000.0
_FIXED = "This zone is in pieces or has many corners: its border stays as its file has it."


def show(sketch: Sketch) -> None:
    """All of it in one form, saved by its button; its corners and its end below."""
    kept = zones.area().zones
    now = kept[sketch.zone] if sketch.zone is not None and sketch.zone >= 0 else None
    names = {zone.name.casefold() for zone in kept}
    with st.form(f"zone_{sketch.turn}"):
        name = st.text_input(
            "Name", now.name if now else free_name(f"Zone {len(kept) + 1}", names), max_chars=80
        )
        left, right = st.columns(2)
        with left:
            fee_cents = _fee(now)
        with right:
            served_by = _served_by(now)
        weekdays = st.pills(
            "Delivery days",
            sorted(EVERY_DAY),
            selection_mode="multi",
            default=sorted(now.weekdays if now else EVERY_DAY),
            format_func=day_abbr.__getitem__,
            help="An order there on another day is named, so that you can move it.",
        )
        asked = st.form_submit_button("Save the zone", type="primary")
    if asked:
        _save(sketch, now, name.strip(), fee_cents, served_by, frozenset(weekdays))
    _acts(sketch, now)
    if sketch.given is None:
        st.caption(_FIXED)
    else:
        zone_corners.editor(sketch)


def _fee(now: Zone | None) -> int:
    fee = st.number_input(
        f"Delivery costs, {state.settings().currency}",
        0.0,
        _MOST_FEE,
        (now.fee_cents if now else 0) / 100,
        step=0.5,
        help="What the customer pays. It stands with each order, and changes no route.",
    )
    return round(fee * 100)


def _served_by(now: Zone | None) -> str:
    """The driver class that alone serves it; empty for any."""
    chosen = now.driver_class if now else ""
    kinds = ["", *(kind.name for kind in state.setup().classes), chosen]
    names = list(dict.fromkeys(kinds))
    return st.selectbox(
        "Served by",
        names,
        names.index(chosen),
        lambda name: name or _ANYBODY,
        help="For orders that name no kind of driver of their own.",
    )


def _save(
    sketch: Sketch,
    now: Zone | None,
    name: str,
    fee_cents: int,
    served_by: str,
    weekdays: frozenset[int],
) -> None:
    area = zones.area()
    try:
        if not name:
            raise PlannerError("The zone needs a name.")
        if not weekdays:
            raise PlannerError("Choose at least one delivery day.")
        is_drawn = now is None or sketch.is_changed
        shape = zone_areas.area_of(sketch.corners) if is_drawn or now is None else now.area
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    zone = Zone(name, shape, fee_cents, served_by, weekdays)
    kept = list(area.zones)
    if now is None:
        kept.append(zone)
    else:
        kept[kept.index(now)] = zone
    zones.keep(replace(area, zones=tuple(kept)), f"“{name}” is saved.")


def _acts(sketch: Sketch, now: Zone | None) -> None:
    with st.container(horizontal=True):
        words = "Discard" if now is None or sketch.is_changed else "Close"
        st.button(words, on_click=zones.put_down, key="put_down_zone")
        if now is None or sketch.zone is None:
            return
        first, last = sketch.zone == 0, sketch.zone == len(zones.area().zones) - 1
        for by, icon, words, is_off in (
            (-1, "arrow_upward", "Let it count before the one above, where they overlap", first),
            (1, "arrow_downward", "Let it count after the one below, where they overlap", last),
        ):
            st.button(
                "",
                icon=f":material/{icon}:",
                help=words,
                key=f"move_zone_{by}",
                disabled=is_off or sketch.is_changed,
                on_click=zones.move,
                args=(by,),
            )
        if st.button("Delete", icon=":material/delete:", key="delete_zone"):
            _confirm_delete(now.name)


@st.dialog("Delete this zone?")
def _confirm_delete(name: str) -> None:
    st.text(f"{name} and its rules are deleted. Its orders stay.")
    if st.button("Delete it", type="primary", key="confirm_delete_zone", on_click=zones.delete):
        st.rerun()
