"""What a driver class has beside count, hours and parcels: limits, places, breaks, costs."""

from dataclasses import replace

import streamlit as st

from dashboard.domain.fleet import DriverClass
from dashboard.domain.words import METRES_PER_MILE
from dashboard.services.days import DaySetup
from dashboard.ui import class_breaks, class_costs, class_places, fields, state
from dashboard.ui.class_fields import HOUR, MINUTE, Change, Keeps, in_unit, put, put_span

PROFILES = {"van": "Van or car", "bike": "Bicycle"}


def details(kind: DriverClass, key: str, keep: Keeps, setup: DaySetup) -> None:
    """All that most days leave as it is."""
    van, limits, places, breaks, costs = st.tabs(
        ["Vehicle", "Limits", "Start and end", "Breaks", "Costs"]
    )
    with van, st.grid(3, min_column_width=170):
        _vehicle(kind, key, keep)
    with limits, st.grid(3, min_column_width=170):
        _limits(kind, key, keep)
    with places, st.grid(3, min_column_width=170):
        class_places.show(kind, key, keep, setup)
    with breaks:
        class_breaks.show(kind, key, keep)
    with costs:
        st.caption("Used to compare plans, and shown with them. Blank costs are nothing.")
        class_costs.show(kind, key, keep)


def _vehicle(kind: DriverClass, key: str, keep: Keeps) -> None:
    fields.line(
        "Name",
        kind.name,
        keep(lambda kind, value: replace(kind, name=value.strip())),
        key=f"name_{key}",
    )
    fields.choice(
        "Drives a",
        kind.profile if kind.profile in PROFILES else "van",
        list(PROFILES),
        PROFILES.__getitem__,
        keep(put("profile")),
        key=f"profile_{key}",
    )
    fields.number(
        "Speed, % of the usual",
        kind.speed_percent,
        keep(put("speed_percent")),
        key=f"speed_{key}",
        least=10,
        most=200,
        step=5,
        help="100: as the map has it. 80 for slow vans, 120 for who knows every corner.",
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
        "Trips a day",
        kind.trips,
        keep(put("trips")),
        key=f"trips_{key}",
        least=1,
        most=20,
        help="2 and more: the van may come back to the depot and load again.",
    )
    fields.line(
        "Has",
        "; ".join(sorted(kind.skills)),
        keep(_put_skills),
        key=f"skills_{key}",
        placeholder="cooling; tail lift",
        help="What some orders need; several with “;” between.",
    )


def _limits(kind: DriverClass, key: str, keep: Keeps) -> None:
    is_miles = state.settings().units == "mi"
    per_unit_m = METRES_PER_MILE if is_miles else 1000.0
    fields.number(
        "Most stops",
        kind.max_stops,
        keep(put("max_stops")),
        key=f"stops_{key}",
        least=1,
        most=10_000,
        optional=True,
    )
    fields.number(
        "Most hours",
        in_unit(kind.max_duty, HOUR),
        keep(put_span("max_duty", HOUR)),
        key=f"max_hours_{key}",
        least=0.25,
        most=24,
        step=0.5,
        optional=True,
        help="From loading to the return, whenever the route begins.",
    )
    fields.number(
        f"Most {'miles' if is_miles else 'kilometres'}",
        None if kind.max_distance_m is None else round(kind.max_distance_m / per_unit_m, 2),
        keep(_put_distance(per_unit_m)),
        key=f"max_distance_{key}",
        least=1,
        most=2000,
        step=5.0,
        optional=True,
    )
    fields.number(
        "May run over by, minutes",
        kind.overrun / MINUTE,
        keep(put_span("overrun", MINUTE)),
        key=f"overrun_{key}",
        most=480,
        step=5,
        help="How late after the end of the shift a route may be back.",
    )
    if kind.overrun:
        class_costs.overrun(kind, key, keep)


def _put_skills(kind: DriverClass, value: str) -> DriverClass:
    parts = (part.strip().casefold() for part in value.split(";"))
    return replace(kind, skills=frozenset(filter(None, parts)))


def _put_kilograms(kind: DriverClass, value: float | None) -> DriverClass:
    weight_g = None if value is None else round(value * 1000)
    return replace(kind, capacity=replace(kind.capacity, weight_g=weight_g))


def _put_distance(per_unit_m: float) -> Change:
    def change(kind: DriverClass, value: float | None) -> DriverClass:
        metres = None if value is None else round(value * per_unit_m)
        return replace(kind, max_distance_m=metres)

    return change
