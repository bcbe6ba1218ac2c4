"""The map's own page: routes, filter by driver, and the chosen stop beside them."""

from base64 import b64encode

import pandas as pd
import streamlit as st

from dashboard.domain import Formats, Plan
from dashboard.figures.palette import COLOURS, driver_colour
from dashboard.services import plans
from dashboard.services.plans import PlanRow
from dashboard.ui import keeping, maps, moves, selection, state, stop_details, stops
from dashboard.ui.look import escape

ALL = ""
_ALL_DRIVERS = "All drivers"
_FILTER = "map_driver"


@st.fragment
def show(row: PlanRow, plan: Plan) -> None:
    """Map, chosen stop and table; a click runs nothing else of the page."""
    formats = state.formats()
    shift_id = _driver_filter(plan)
    if shift_id:
        keeping.route(plan, shift_id)
    shift_ids = [shift_id] if shift_id else []
    order_id = selection.settle()
    ref = (row.plan_id, row.revision)
    # No row can be scrolled to: the one that was clicked on the map stands first.
    table = stops.put_first(_table(ref, formats, shift_id, plan), selection.clicked_on_map())
    selection.mark(list(table["Order"]))
    on_map, beside = st.columns([3, 1], gap="medium")
    with on_map:
        _map(ref, plan, shift_ids, order_id)
    with beside, st.container(border=True):
        stop_details.show(plan, order_id, formats)
        if order_id:
            keeping.order(plan, order_id)
    if order_id is not None and order_id in plan.order_by_id:
        moves.order(row, plan, order_id)
    stops.show_table(table)


def _driver_filter(plan: Plan) -> str:
    """The shift to show, or all."""
    shifts = {
        route.shift_id: stops.driver_words(plan.shift_by_id[route.shift_id])
        for route in plan.routes
    }
    if len(shifts) < 2:
        return ALL
    if len(shifts) > COLOURS:
        return st.selectbox(
            "Driver",
            [ALL, *shifts],
            format_func=lambda shift_id: shifts.get(shift_id, _ALL_DRIVERS),
            key=_FILTER,
            width=420,
        )
    chosen = st.pills(
        "Driver",
        [ALL, *shifts],
        format_func=lambda shift_id: _label(plan, shift_id) if shift_id else _ALL_DRIVERS,
        default=ALL,
        required=True,
        key=_FILTER,
    )
    return chosen or ALL


def _map(ref: maps.PlanRef, plan: Plan, shift_ids: list[str], order_id: str | None) -> None:
    deck = maps.plan_deck(
        plan,
        plans.records(state.store(), *ref),
        ref=ref,
        chosen_shifts=shift_ids,
        order_id=order_id,
        turn=selection.turn(),
    )
    alt = "The routes on a map, each stop with its number; the table below holds the same stops"
    maps.show(deck, key=selection.MAP, alt=alt, selectable=True)
    st.caption(maps.travel_words(plan))


@st.cache_data(max_entries=16, show_spinner=False)
def _table(ref: maps.PlanRef, formats: Formats, shift_id: str, _plan: Plan) -> pd.DataFrame:
    """The stops of a stored revision, which never changes."""
    return stops.stop_table(_plan, formats, [shift_id] if shift_id else [])


def _label(plan: Plan, shift_id: str) -> str:
    """Number and name with the driver's colour before them, as a drawing that fetches nothing."""
    shift = plan.shift_by_id[shift_id]
    svg = _dot_svg(shift.number)
    return f"![]({svg}) {escape(stops.driver_words(shift))}"


def _dot_svg(number: int) -> str:
    colour = driver_colour(number, state.theme())
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
        f'<circle cx="8" cy="8" r="7" fill="{colour}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
