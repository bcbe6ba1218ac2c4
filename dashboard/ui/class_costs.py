"""What the drivers of a class cost."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.domain.fleet import DriverClass
from dashboard.domain.words import METRES_PER_MILE
from dashboard.ui import fields, state
from dashboard.ui.class_fields import HOUR, Change, Keeps, in_unit, put, put_cost

_MOST = 1_000_000


def show(kind: DriverClass, key: str, keep: Keeps) -> None:
    """Rates, overtime and what is paid for nothing."""
    with st.grid(3, min_column_width=170):
        _rates(kind, key, keep)
        fields.number(
            "Overtime after, hours",
            in_unit(kind.costs.overtime_after, HOUR),
            keep(_put_overtime),
            key=f"overtime_{key}",
            most=24,
            step=0.5,
            optional=True,
        )
        fields.number(
            "Overtime costs times",
            kind.costs.overtime_factor,
            keep(put_cost("overtime_factor")),
            key=f"factor_{key}",
            least=1,
            most=10,
            step=0.1,
        )
    fields.tick(
        "Paid also when not sent out",
        kind.paid_when_idle,
        keep(put("paid_when_idle")),
        key=f"idle_{key}",
        help="Then the cost per shift, or the least for a shift, is owed all the same.",
    )


def overrun(kind: DriverClass, key: str, keep: Keeps) -> None:
    """What an hour behind the end of the shift costs besides."""
    fields.number(
        f"Costs more then, {state.settings().currency} an hour",
        kind.costs.overrun_cents / 100,
        keep(_put_money("overrun_cents", 1.0)),
        key=f"overrun_cents_{key}",
        most=_MOST,
        step=0.5,
        help="Beside the pay of that hour.",
    )


def _rates(kind: DriverClass, key: str, keep: Keeps) -> None:
    currency, units = state.settings().currency, state.settings().units
    per_unit = METRES_PER_MILE / 1000 if units == "mi" else 1.0
    amounts = (
        ("shift_cents", "Per shift", 1.0),
        ("hour_cents", "Per hour", 1.0),
        ("km_cents", "Per mile" if units == "mi" else "Per km", per_unit),
        ("stop_cents", "Per stop", 1.0),
        ("min_guarantee_cents", "At least, for a shift", 1.0),
    )
    for name, label, factor in amounts:
        fields.number(
            f"{label}, {currency}",
            round(getattr(kind.costs, name) * factor / 100, 2),
            keep(_put_money(name, factor)),
            key=f"{name}_{key}",
            most=_MOST,
            step=0.5,
        )


def _put_money(name: str, factor: float) -> Change:
    def change(kind: DriverClass, value: float) -> DriverClass:
        cents: dict[str, Any] = {name: round(value * 100 / factor)}
        return replace(kind, costs=replace(kind.costs, **cents))

    return change


def _put_overtime(kind: DriverClass, value: float | None) -> DriverClass:
    after = None if value is None else value * HOUR
    return replace(kind, costs=replace(kind.costs, overtime_after=after))
