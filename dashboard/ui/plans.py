"""A finished plan on the page: verdict, figures, drivers, and the day's other plans."""

import pandas as pd
import streamlit as st

from dashboard.domain import (
    Formats,
    Plan,
    clock_words,
    distance_words,
    duration_words,
    money_words,
    verdict,
)
from dashboard.domain.travel import BY_THE_HOUR, ONE_FACTOR
from dashboard.figures.charts import timeline_svg, timeline_text
from dashboard.services import plans
from dashboard.services.plans import PlanRow
from dashboard.services.searches import BROKEN_OFF, BROKEN_OFF_WORDS
from dashboard.ui import earlier, keeping, live, maps, state, wishes
from dashboard.ui.look import escape
from dashboard.ui.steps import PAGES
from dashboard.ui.stops import driver_words

_MOST_LANES = 12
_TRAFFIC = {
    BY_THE_HOUR: "The times count with traffic by the hour, as the settings have it.",
    ONE_FACTOR: "The times count with traffic by the hour, as the settings have it; the day is too "
    "large to look at each drive, so that all drives of an hour are slowed alike.",
}


def shown_row() -> PlanRow | None:
    """The plan that is looked at; None while the day has none."""
    ref = state.plan_ref()
    rows = plans.list_plans(state.store(), state.day())
    return next((row for row in rows if (row.plan_id, row.revision) == ref), None)


def load(row: PlanRow) -> Plan:
    """The plan of a row."""
    return plans.load(state.store(), row.plan_id, row.revision)


def warn_if_stale(row: PlanRow) -> None:
    """Say so where orders or drivers have changed since the plan was made."""
    if plans.is_stale(state.store(), row):
        st.warning(
            "Orders, drivers or wishes have changed since this plan was made. "
            "Plan again to take the changes in.",
            icon=":material/update:",
        )


def show_verdict(row: PlanRow, plan: Plan) -> None:
    """What the plan means in words, how it differs from the one before, and a few figures."""
    formats = state.formats()
    st.subheader(escape(verdict(plan, formats)), anchor=False)
    if words := earlier.against_previous(row, plan):
        st.text(words)
    if words := wishes.cost_words(plan, formats):
        st.text(words)
    if plan.solver == BROKEN_OFF:
        st.warning(BROKEN_OFF_WORDS, icon=":material/warning:")
    totals, estimate = plan.totals, " (estimate)" if plan.travel.estimated else ""
    figures = {
        "Drivers": str(totals.drivers),
        "On time": f"{totals.on_time} of {totals.orders}",
        f"Driving{estimate}": duration_words(totals.driving),
        f"Distance{estimate}": distance_words(totals.distance_m, formats),
        "Cost": money_words(totals.cost_cents, formats),
    }
    with st.container(horizontal=True, gap="medium"):
        for label, words in figures.items():
            st.metric(label, words, width="content")


def show_map(row: PlanRow, plan: Plan) -> None:
    """The routes on a map that only looks: stops are chosen on the map's own page."""
    ref = (row.plan_id, row.revision)
    deck = maps.plan_deck(plan, plans.records(state.store(), *ref), ref=ref)
    maps.show(deck, key=live.MAP, alt="The plan's routes on a map; the lists hold the same stops")
    st.caption(maps.travel_words(plan))
    if plan.travel.traffic:
        st.caption(_TRAFFIC.get(plan.travel.traffic, _TRAFFIC[BY_THE_HOUR]))
    with st.container(horizontal=True):
        st.page_link(
            PAGES["map"],
            label="Look at the stops on the map",
            icon=":material/map:",
            query_params=state.address(),
        )
        st.page_link(
            PAGES["lists"],
            label="Go to the driver lists",
            icon=":material/list_alt:",
            query_params=state.address(),
        )


def show_drivers(plan: Plan) -> None:
    """Figures for each driver, and their day along the clock."""
    if not plan.routes:
        return
    formats = state.formats()
    st.subheader("Drivers", anchor=False)
    st.dataframe(
        driver_table(plan, formats),
        hide_index=True,
        column_config={"No.": st.column_config.NumberColumn(width=50)},
        alt="Figures for each driver",
    )
    driving = {route.shift_id for route in plan.routes}
    if idle := [driver_words(shift) for shift in plan.shifts if shift.id not in driving]:
        st.text(f"Not needed: {', '.join(idle)}.")
    keeping.routes(plan)
    words = timeline_text(plan, formats)
    with st.expander("The day along the clock", expanded=len(plan.routes) <= _MOST_LANES):
        st.image(timeline_svg(plan, state.theme(), formats), width=620, alt=words)
    with st.expander("The same in words"):
        st.text(words)


def driver_table(plan: Plan, formats: Formats) -> pd.DataFrame:
    """A row for each driver who drives."""
    estimate = " (estimate)" if plan.travel.estimated else ""
    rows = []
    for route in plan.routes:
        shift = plan.shift_by_id[route.shift_id]
        orders = [plan.order_by_id[step.order_id or ""] for step in route.served]
        rows.append(
            (
                shift.number,
                shift.driver,
                route.stop_count,
                len(orders),
                sum(order.load.parcels for order in orders),
                clock_words(route.departure, plan.day, formats),
                clock_words(route.return_, plan.day, formats),
                duration_words(route.drive),
                distance_words(route.distance_m, formats),
                money_words(route.cost_cents, formats),
            )
        )
    return pd.DataFrame(
        rows,
        columns=[
            *("No.", "Driver", "Stops", "Orders", "Parcels", "Leaves", "Back"),
            *(f"Driving{estimate}", f"Distance{estimate}", "Cost"),
        ],
    )
