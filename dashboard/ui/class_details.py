"""What a driver class has beside count, hours and parcels: limits, places, costs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import streamlit as st

from dashboard.domain import Point
from dashboard.domain.fleet import ANYWHERE, DEPOT, HOME, DriverClass
from dashboard.domain.words import METRES_PER_MILE
from dashboard.ui import fields, state
from dashboard.ui.places import EXAMPLE, HELP, parse_place, place_words

Change = Callable[[DriverClass, Any], DriverClass]
Keeps = Callable[[Change], fields.Keep]

PROFILES = {"van": "Van or car", "bike": "Bicycle"}
_OWN_PLACE = "place"
_ENDS = {
    "start": {DEPOT: "The depot", HOME: "The driver's home", ANYWHERE: "The first stop"},
    "end": {DEPOT: "The depot", HOME: "The driver's home", ANYWHERE: "The last stop"},
}


def details(kind: DriverClass, key: str, keep: Keeps) -> None:
    """All that most days leave as it is."""
    with st.grid(3, min_column_width=170):
        fields.line(
            "Name",
            kind.name,
            keep(lambda kind, value: replace(kind, name=value.strip())),
            key=f"name_{key}",
        )
        fields.number(
            "Kilograms that fit",
            None if kind.capacity.weight_g is None else kind.capacity.weight_g / 1000,
            keep(_put_kilograms),
            key=f"kg_{key}",
            most=100_000,
            step=1.0,
            optional=True,
        )
        fields.number(
            "Most stops",
            kind.max_stops,
            keep(lambda kind, value: replace(kind, max_stops=value)),
            key=f"stops_{key}",
            least=1,
            most=10_000,
            optional=True,
        )
        fields.choice(
            "Drives a",
            kind.profile if kind.profile in PROFILES else "van",
            list(PROFILES),
            PROFILES.__getitem__,
            keep(lambda kind, value: replace(kind, profile=value)),
            key=f"profile_{key}",
        )
        fields.line(
            "Has",
            "; ".join(sorted(kind.skills)),
            keep(_put_skills),
            key=f"skills_{key}",
            placeholder="cooling; tail lift",
            help="What some orders need; several with “;” between.",
        )
        _place("Starts at", "start", kind.start, key, keep)
        _place("Ends at", "end", kind.end, key, keep)
    st.markdown("**Costs**")
    st.caption("Used to compare plans, and shown with them. Blank costs are nothing.")
    _costs(kind, key, keep)


def _place(label: str, side: str, stored: str | Point, key: str, keep: Keeps) -> None:
    words = {**_ENDS[side], _OWN_PLACE: "A place of its own"}
    own = f"own_{side}_{key}"
    is_own = isinstance(stored, Point) or bool(st.session_state.get(own))

    def put(kind: DriverClass, value: str | Point) -> DriverClass:
        return replace(kind, start=value) if side == "start" else replace(kind, end=value)

    def choose(value: str) -> None:
        st.session_state[own] = value == _OWN_PLACE
        if value != _OWN_PLACE:
            keep(put)(value)

    with st.container(gap="xsmall"):
        current = _OWN_PLACE if is_own else str(stored)
        fields.choice(
            label, current, list(words), words.__getitem__, choose, key=f"{side}_kind_{key}"
        )
        if is_own:
            fields.line(
                "Position",
                place_words(stored) if isinstance(stored, Point) else "",
                lambda text: keep(put)(parse_place(text)),
                key=f"{side}_point_{key}",
                placeholder=EXAMPLE,
                help=HELP,
            )


def _costs(kind: DriverClass, key: str, keep: Keeps) -> None:
    currency, units = state.settings().currency, state.settings().units
    per_unit = METRES_PER_MILE / 1000 if units == "mi" else 1.0
    costs = kind.costs
    amounts = (
        ("shift_cents", "Per shift", 1.0),
        ("hour_cents", "Per hour", 1.0),
        ("km_cents", "Per mile" if units == "mi" else "Per km", per_unit),
        ("stop_cents", "Per stop", 1.0),
        ("min_guarantee_cents", "At least, for a shift", 1.0),
    )
    with st.grid(3, min_column_width=170):
        for name, label, factor in amounts:
            fields.number(
                f"{label}, {currency}",
                round(getattr(costs, name) * factor / 100, 2),
                keep(_put_money(name, factor)),
                key=f"{name}_{key}",
                most=1_000_000,
                step=0.5,
            )
        fields.number(
            "Overtime after, hours",
            None if costs.overtime_after is None else costs.overtime_after / timedelta(hours=1),
            keep(_put_overtime),
            key=f"overtime_{key}",
            most=24,
            step=0.5,
            optional=True,
        )
        fields.number(
            "Overtime costs times",
            costs.overtime_factor,
            keep(lambda kind, v: replace(kind, costs=replace(kind.costs, overtime_factor=v))),
            key=f"factor_{key}",
            least=1,
            most=10,
            step=0.1,
        )
    fields.tick(
        "Paid also when not sent out",
        kind.paid_when_idle,
        keep(lambda kind, value: replace(kind, paid_when_idle=value)),
        key=f"idle_{key}",
        help="Then the cost per shift, or the least for a shift, is owed all the same.",
    )


def _put_money(name: str, factor: float) -> Change:
    def put(kind: DriverClass, value: float) -> DriverClass:
        cents: dict[str, Any] = {name: round(value * 100 / factor)}
        return replace(kind, costs=replace(kind.costs, **cents))

    return put


def _put_overtime(kind: DriverClass, value: float | None) -> DriverClass:
    after = None if value is None else timedelta(hours=value)
    return replace(kind, costs=replace(kind.costs, overtime_after=after))


def _put_skills(kind: DriverClass, value: str) -> DriverClass:
    parts = (part.strip().casefold() for part in value.split(";"))
    return replace(kind, skills=frozenset(filter(None, parts)))


def _put_kilograms(kind: DriverClass, value: float | None) -> DriverClass:
    weight_g = None if value is None else round(value * 1000)
    return replace(kind, capacity=replace(kind.capacity, weight_g=weight_g))
