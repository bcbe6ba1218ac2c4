"""The list of zones: their rules at a glance, how many orders they hold, where they overlap."""

from calendar import day_abbr
from collections import Counter

import pandas as pd
import streamlit as st

from dashboard.domain import money_words
from dashboard.services import orders, zone_areas
from dashboard.services.zones import EVERY_DAY, ServiceArea, Zone
from dashboard.ui import state, zones
from dashboard.ui.look import escape

_MOST_OVERLAPS = 5
_ROW, _TALL = 35, 320


def table() -> None:
    """A row for each zone, to take one in hand; nothing where there are none."""
    area = zones.area()
    if not area.zones:
        return
    key = f"zone_list_{zones.sketch().turn}"
    st.dataframe(
        frame(area),
        key=key,
        hide_index=True,
        height=min(_TALL, _ROW * (len(area.zones) + 1) + 3),
        on_select=lambda: _take(key),
        selection_mode="single-row",
        placeholder="–",
        alt="Your zones, in the sequence in which they count",
    )
    if words := _overlaps(area):
        st.caption(escape(words))


def frame(area: ServiceArea) -> pd.DataFrame:
    """Name, fee, days, who serves it, and the orders of the day in it."""
    views = orders.list_orders(state.store(), state.day())
    counts = Counter(view.zone.name for view in views if view.zone and not view.excluded)
    formats = state.formats()
    rows = [
        (
            zone.name,
            money_words(zone.fee_cents, formats, exact=True) if zone.fee_cents else None,
            days_words(zone),
            zone.driver_class or "anyone",
            counts[zone.name],
        )
        for zone in area.zones
    ]
    return pd.DataFrame(rows, columns=["Zone", "Fee", "Days", "Served by", "Orders"])


def days_words(zone: Zone) -> str:
    """Such as "Mon, Thu"."""
    if zone.weekdays == EVERY_DAY:
        return "every day"
    return ", ".join(day_abbr[day] for day in sorted(zone.weekdays))


def _take(key: str) -> None:
    if rows := st.session_state[key]["selection"]["rows"]:
        zones.take(rows[0])


def _overlaps(area: ServiceArea) -> str:
    """Such as "Where zones overlap, the upper one counts: North before Centre."; empty for none."""
    found = zone_areas.overlaps(area.zones)
    if not found:
        return ""
    pairs = [f"{first.name} before {second.name}" for first, second in found[:_MOST_OVERLAPS]]
    more = f" and {len(found) - len(pairs)} more" if len(found) > len(pairs) else ""
    return f"Where zones overlap, the upper one counts: {', '.join(pairs)}{more}."
