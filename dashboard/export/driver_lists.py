"""What each driver takes along, in words: the same rows on the page, in CSV, XLSX and PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.domain import (
    Formats,
    Kind,
    Plan,
    Route,
    Shift,
    clock_words,
    count_words,
    distance_words,
    duration_words,
    total_load,
)
from dashboard.export.drives import place_words
from dashboard.export.list_rows import ListRow, list_rows, loading_rows, weight_words

LIST_COLUMNS = (
    "Driver no.",
    "Driver",
    "Stop",
    "Planned",
    "Window",
    "Customer",
    "Address",
    "Phone",
    "Parcels",
    "Weight",
    "Notes",
    "Task",
    "Late",
    "Order",
    "Navigation",
)


@dataclass(frozen=True, slots=True)
class DriverList:
    """One driver's day; ``loading`` holds the rows as they go in: the last stop first."""

    number: int
    driver: str
    class_name: str
    route_id: str
    date: str
    hours: str
    """Such as ``09:00–12:40``: from the start of loading to the return."""
    start: str
    end: str
    stops: int
    orders: int
    parcels: int
    """Brought to customers."""
    weight: str
    taken_back: int
    """Parcels."""
    distance: str
    driving: str
    estimated: bool
    rows: tuple[ListRow, ...]
    loading: tuple[ListRow, ...]

    @property
    def summary(self) -> str:
        """Such as ``12 stops, 14 orders, 20 parcels, 35 kg. 41 km, 1 h 50 of driving.``"""
        back = f"{count_words(self.taken_back, 'parcel')} to take back" if self.taken_back else ""
        counts = [
            count_words(self.stops, "stop"),
            count_words(self.orders, "order"),
            count_words(self.parcels, "parcel"),
            *filter(None, (self.weight, back)),
        ]
        estimate = " (estimated)" if self.estimated else ""
        return f"{', '.join(counts)}. {self.distance}, {self.driving} of driving{estimate}."


def driver_lists(plan: Plan, formats: Formats) -> tuple[DriverList, ...]:
    """The list of every driver who drives, in the order of the routes."""
    return tuple(_driver_list(plan, route, formats) for route in plan.routes)


def lists_frame(lists: Sequence[DriverList]) -> pd.DataFrame:
    """All lists in one table, for people: see ``LIST_COLUMNS``."""
    rows = [
        (
            one.number,
            one.driver,
            row.stop_no,
            row.planned,
            row.window,
            row.customer,
            row.address,
            row.phone,
            row.parcels,
            row.weight,
            row.notes,
            row.task,
            row.late,
            row.order_id,
            row.navigation,
        )
        for one in lists
        for row in one.rows
    ]
    return pd.DataFrame(rows, columns=list(LIST_COLUMNS)).astype({"Stop": "Int64"})


def _driver_list(plan: Plan, route: Route, formats: Formats) -> DriverList:
    shift, day = plan.shift_by_id[route.shift_id], plan.day
    served = [(plan.order_by_id[step.order_id or ""], step) for step in route.served]
    load = total_load(order.load for order, step in served if step.kind is Kind.DELIVER)
    back = total_load(order.load for order, step in served if step.kind is Kind.HAND_BACK)
    rows = tuple(list_rows(plan, route, formats))
    leaves, returns = (clock_words(t, day, formats) for t in (route.loading_start, route.return_))
    return DriverList(
        number=shift.number,
        driver=shift.driver,
        class_name=shift.class_name,
        route_id=route.route_id,
        date=f"{day.date:%A}, {day.date.day} {day.date:%B %Y}",
        hours=f"{leaves}–{returns}",
        start=_start_words(plan, route, shift, formats),
        end=_end_words(plan, route, shift, formats),
        stops=route.stop_count,
        orders=len(served),
        parcels=load.parcels,
        weight=weight_words(load.weight_g),
        taken_back=back.parcels,
        distance=distance_words(route.distance_m, formats),
        driving=duration_words(route.drive),
        estimated=plan.travel.estimated,
        rows=rows,
        loading=tuple(loading_rows(rows)),
    )


def _start_words(plan: Plan, route: Route, shift: Shift, formats: Formats) -> str:
    leaves = clock_words(route.departure, plan.day, formats)
    if shift.start is None:
        return f"Start at the first stop at {leaves}"
    return f"Leave {place_words(plan, shift.start)} at {leaves}"


def _end_words(plan: Plan, route: Route, shift: Shift, formats: Formats) -> str:
    returns = clock_words(route.return_, plan.day, formats)
    if shift.end is None:
        return f"Done at the last stop at {returns}"
    return f"Back at {place_words(plan, shift.end)} at {returns}"
