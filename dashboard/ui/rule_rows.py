"""Rules as rows of their table: how they are shown, and how they are read again."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain import Priority
from dashboard.services import sources
from dashboard.services.sources import OrderRule
from dashboard.ui import tables

COUNT = "count"
_FIELDS = tuple(OrderRule.__slots__)
SEQUENCE = (*_FIELDS[:2], COUNT, *_FIELDS[2:])
_TICKS = ("leave_out", "own_stop")
_TEXTS = ("where", "words", "priority", "skill", "driver_class")

_WHERE = {
    sources.ANYWHERE: "Anywhere",
    sources.PRODUCT: "Product",
    sources.TAG: "Tag",
    sources.METHOD: "Shipping method",
    sources.ATTRIBUTE: "Further details",
}
_WORDS_HELP = "A tag or shipping method must be just these words; elsewhere others may be beside."


def frame(rules: Sequence[OrderRule], counts: Sequence[int]) -> pd.DataFrame:
    """A row for each rule, with the number of its orders; any cell may be emptied."""
    rows = [
        {name: getattr(rule, name) for name in _FIELDS} | {COUNT: count}
        for rule, count in zip(rules, counts, strict=True)
    ]
    kinds = dict.fromkeys(_TEXTS, "str") | dict.fromkeys(_TICKS, "boolean")
    kinds |= {"service_min": "Float64", COUNT: "Int64"}
    return pd.DataFrame(rows, columns=list(SEQUENCE)).astype(kinds)


def read_rules(rows: Sequence[Mapping[Any, Any]]) -> list[OrderRule]:
    """The rules in the table's rows; rows in which nothing was written are none."""
    rules = [_rule(row) for row in rows]
    return [rule for rule in rules if rule != OrderRule(rule.where, "")]


def columns(classes: Sequence[str]) -> dict[str, Any]:
    """Headings and choices, given the driver classes to choose from."""
    config = st.column_config
    return {
        "where": config.SelectboxColumn(
            "When", options=list(_WHERE), format_func=lambda where: _WHERE[str(where)], width=125,
            default=sources.ANYWHERE, required=True, help="Where to look for the words.",
        ),
        "words": config.TextColumn("has the words", width=115, help=_WORDS_HELP),
        COUNT: config.NumberColumn(
            "Orders", disabled=True, width=65, help="Of this day, by the rule as it is saved.",
        ),
        "service_min": config.NumberColumn(
            "Minutes", min_value=0, max_value=480, format="%g", width=90,
            help="At the door, handing over.",
        ),
        "priority": config.SelectboxColumn(
            "Priority", options=[one.name.lower() for one in Priority], width=85,
        ),
        "skill": config.TextColumn(
            "Needs", width=85, help="What the van must have, as in cooling; several with “;”.",
        ),
        "driver_class": config.SelectboxColumn(
            "Kind of driver", options=list(classes), width=120, help="The only one to take it.",
        ),
        "leave_out": config.CheckboxColumn(
            "Leave out", default=False, width=90, help="It stays in the table, but is not planned.",
        ),
        "own_stop": config.CheckboxColumn(
            "Own stop", default=False, width=85, help="Not together with others to that door.",
        ),
    }  # fmt: skip


def _rule(row: Mapping[Any, Any]) -> OrderRule:
    minutes = tables.text(row, "service_min")
    return OrderRule(
        where=tables.text(row, "where") or sources.ANYWHERE,
        words=tables.text(row, "words"),
        service_min=float(minutes) if minutes else None,
        priority=tables.text(row, "priority"),
        skill=tables.text(row, "skill").casefold(),
        driver_class=tables.text(row, "driver_class"),
        leave_out=tables.is_ticked(row, "leave_out"),
        own_stop=tables.is_ticked(row, "own_stop"),
    )
