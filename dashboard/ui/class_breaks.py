"""The breaks that the drivers of a class are owed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import streamlit as st

from dashboard.domain.fleet import BreakRule, DriverClass
from dashboard.ui import fields, notices
from dashboard.ui.class_fields import HOUR, MINUTE, Keeps, put_cost

ChangeBreak = Callable[[BreakRule, Any], BreakRule]

_MOST = 4
_NOON = BreakRule(time(11), time(13), timedelta(minutes=30), timedelta(hours=6))


def show(kind: DriverClass, key: str, keep: Keeps) -> None:
    """Each break in a row of fields, the way to add one, and whether they are paid."""
    st.caption("Each is taken on the way, where the plan finds the best moment in its hours.")
    for number, rule in enumerate(kind.breaks):
        _break(rule, number, key, keep)
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(kind.breaks) < _MOST:
            _button("Add a break", f"add_break_{key}", keep(_add), icon=":material/add:")
        if kind.breaks:
            fields.tick(
                "Breaks are paid",
                kind.costs.breaks_paid,
                keep(put_cost("breaks_paid")),
                key=f"breaks_paid_{key}",
            )


def _break(rule: BreakRule, number: int, key: str, keep: Keeps) -> None:
    name = f"{number}_{key}"

    def put(change: ChangeBreak) -> fields.Keep:
        return keep(lambda kind, value: _changed(kind, number, change, value))

    with st.grid(4, min_column_width=112):
        fields.clock(
            "Begins from",
            rule.start,
            put(lambda rule, value: replace(rule, start=value)),
            key=f"break_from_{name}",
        )
        fields.clock(
            "Until",
            rule.end,
            put(lambda rule, value: replace(rule, end=value)),
            key=f"break_until_{name}",
        )
        fields.number(
            "Minutes",
            rule.length / MINUTE,
            put(lambda rule, value: replace(rule, length=value * MINUTE)),
            key=f"break_min_{name}",
            least=5,
            most=240,
            step=5,
        )
        fields.number(
            "Days over, hours",
            rule.after / HOUR,
            put(lambda rule, value: replace(rule, after=value * HOUR)),
            key=f"break_after_{name}",
            most=24,
            step=0.5,
            help="Only who is on duty longer is owed this break. 0: everybody.",
        )
    _button("Remove this break", f"break_remove_{name}", keep(_without(number)))


def _button(label: str, key: str, act: fields.Keep, *, icon: str | None = None) -> None:
    def do() -> None:
        with notices.warning():
            act(None)

    st.button(label, key=key, icon=icon, on_click=do)


def _changed(kind: DriverClass, number: int, change: ChangeBreak, value: Any) -> DriverClass:
    rules = list(kind.breaks)
    rules[number] = change(rules[number], value)
    return replace(kind, breaks=tuple(rules))


def _add(kind: DriverClass, _: object) -> DriverClass:
    return replace(kind, breaks=(*kind.breaks, _NOON))


def _without(number: int) -> Callable[[DriverClass, object], DriverClass]:
    def change(kind: DriverClass, _: object) -> DriverClass:
        return replace(kind, breaks=kind.breaks[:number] + kind.breaks[number + 1 :])

    return change
