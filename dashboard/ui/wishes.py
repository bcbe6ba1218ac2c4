"""What is wished of the day's routes beside low cost, and what that has cost."""

from dataclasses import replace

import streamlit as st

from dashboard.domain import NO_AIMS, Aims, Balance, Formats, Plan, money_words
from dashboard.services import wishes
from dashboard.ui import fields, keeping, state

_BALANCE = {
    Balance.OFF: "Off",
    Balance.STOPS: "Even stops",
    Balance.HOURS: "Even hours",
    Balance.ALL: "Everybody drives",
}
_APART = {0: "As it comes", 25: "A little", 50: "Clearly", 75: "Much", 100: "Strongly"}
_AREAS = "areas kept apart"


def popover() -> None:
    """The wishes, behind a button that names them."""
    aims = _aims()
    label = f"Wishes: {words(aims)}" if aims != NO_AIMS else "Wishes"
    with st.popover(label, icon=":material/balance:"):
        _fields(aims)
        keeping.kept()


def words(aims: Aims) -> str:
    """Such as "even hours, areas kept apart"; empty for none."""
    parts = [_BALANCE[aims.balance].lower()] if aims.balance is not Balance.OFF else []
    return ", ".join([*parts, _AREAS] if aims.apart else parts)


def cost_words(plan: Plan, formats: Formats) -> str:
    """Such as "Even hours: that costs 12.40 € more."; empty where nothing is wished or compared."""
    if plan.aims == NO_AIMS or plan.aims_cents is None:
        return ""
    said = words(plan.aims).replace(", ", " and ")
    what = f"{said[:1].upper()}{said[1:]}"
    if plan.aims_cents <= 0:
        return f"{what}: that costs nothing here."
    return f"{what}: that costs {money_words(plan.aims_cents, formats, exact=True)} more."


def _fields(aims: Aims) -> None:
    day = state.day()
    fields.segments(
        "Balance",
        aims.balance.value,
        {balance.value: name for balance, name in _BALANCE.items()},
        lambda value: _save(replace(_aims(), balance=Balance(value))),
        key=f"balance_{day}",
        help="Even stops or hours: among those who drive. Everybody drives: all who may drive "
        "get about as much work.",
    )
    steps = _APART if aims.apart in _APART else {**_APART, aims.apart: f"{aims.apart} of 100"}
    fields.scale(
        "Keep areas apart",
        aims.apart,
        dict(sorted(steps.items())),
        lambda value: _save(replace(_aims(), apart=value)),
        key=f"apart_{day}",
        help="Each driver stays in an area of their own, as far as that can be.",
    )
    st.caption("Routes may cost more so. The plan says how much.")


def _aims() -> Aims:
    return wishes.get_aims(state.store(), state.day())


def _save(aims: Aims) -> None:
    wishes.save_aims(state.store(), state.day(), aims)
