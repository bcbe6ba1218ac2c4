"""The list of zones: their rules at a glance, how many orders they hold, where they overlap."""

from calendar import day_abbr
from collections import Counter
from collections.abc import Iterator

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
    for words in _overlaps(area):
        st.caption(words)


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


def _overlaps(area: ServiceArea) -> Iterator[str]:
    found = zone_areas.overlaps(area.zones)
    for first, second in found[:_MOST_OVERLAPS]:
        names = escape(first.name), escape(second.name)
        yield f"“{names[0]}” and “{names[1]}” overlap: orders in both belong to “{names[0]}”."
    if len(found) > _MOST_OVERLAPS:
        yield f"So it is with {len(found) - _MOST_OVERLAPS} more pairs: the upper one counts."
