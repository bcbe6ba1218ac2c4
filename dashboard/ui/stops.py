"""The stops of a plan as a table."""

from collections.abc import Collection, Iterator
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard.domain import (
    Formats,
    Kind,
    Order,
    Plan,
    Shift,
    TimedStep,
    clock_words,
    duration_words,
    window_words,
)
from dashboard.domain.tasks import windows_of
from dashboard.figures.palette import SIGNS, Status
from dashboard.services import downloads
from dashboard.ui import selection

_HEADINGS = (
    *("Order", "Driver", "Stop", "Planned", "Window", "Customer", "Address"),
    *("Parcels", "Status", "Notes"),
)
_NOTHING = ("", None, "", "")
"""In the last columns, for a step that serves no order."""


def stop_table(plan: Plan, formats: Formats, shift_ids: Collection[str] = ()) -> pd.DataFrame:
    """
    Every step of these shifts (of none named: of all) and every order left out.

    "Order" is the id of the order, empty for a break or a reload.
    """
    rows = list(_step_rows(plan, shift_ids, formats))
    rows += [_left_row(plan, left.order_id, left.text, formats) for left in plan.unassigned]
    return pd.DataFrame(rows, columns=list(_HEADINGS)).astype({"Stop": "Int64", "Parcels": "Int64"})


def put_first(table: pd.DataFrame, order_id: str | None) -> pd.DataFrame:
    """The table with the row of this order, if any, before all others."""
    is_first = table["Order"] == order_id
    return pd.concat([table[is_first], table[~is_first]], ignore_index=True)


def show_table(table: pd.DataFrame) -> None:
    """The table, whose selected row is the chosen order."""
    st.dataframe(
        table,
        key=selection.TABLE,
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * max(len(table), 1), 390),
        placeholder="–",
        column_config={
            "Order": None,
            "Driver": st.column_config.TextColumn(width=120),
            "Stop": st.column_config.NumberColumn(width=60, format="%d"),
            "Planned": st.column_config.TextColumn(width=80),
            "Window": st.column_config.TextColumn(width=120),
            "Parcels": st.column_config.NumberColumn(width=75),
        },
        alt="All stops with driver, planned time, window, customer and address",
    )


def driver_words(shift: Shift) -> str:
    """Number and name, which tell a driver everywhere."""
    return f"{shift.number} {shift.driver}"


def status_words(order: Order, step: TimedStep) -> str:
    """A sign and words: on time, or by how much it is late and whether it may be."""
    windows = windows_of(order, step)
    if not windows or any(span.start <= step.service_start <= span.end for span in windows):
        sign = SIGNS[Status.ON_TIME]
        return f"{sign.shape} {sign.word}"
    late = step.service_start - windows[-1].end
    allowed = order.max_late if step.kind is not Kind.PICK_UP else timedelta(0)
    words = f"{SIGNS[Status.LATE].shape} {duration_words(late)} late"
    return f"{words}, as it may be" if late <= allowed else words


def _step_rows(
    plan: Plan, shift_ids: Collection[str], formats: Formats
) -> Iterator[tuple[object, ...]]:
    for route, one in zip(plan.routes, downloads.lists(plan, formats), strict=True):
        if shift_ids and route.shift_id not in shift_ids:
            continue
        shift = plan.shift_by_id[route.shift_id]
        for step, row in zip(route.steps, one.rows, strict=True):
            planned = clock_words(step.service_start, plan.day, formats)
            if step.order_id is None:
                yield ("", driver_words(shift), row.stop_no, planned, "", row.task, *_NOTHING)
                continue
            order = plan.order_by_id[step.order_id]
            yield (
                order.id,
                driver_words(shift),
                row.stop_no,
                planned,
                window_words(windows_of(order, step), plan.day, formats),
                " · ".join(part for part in (row.task, row.customer) if part),
                order.address if step.kind is not Kind.PICK_UP else row.address,
                order.load.parcels,
                status_words(order, step),
                order.notes,
            )


def _left_row(plan: Plan, order_id: str, reason: str, formats: Formats) -> tuple[object, ...]:
    order = plan.order_by_id[order_id]
    window = window_words(order.windows, plan.day, formats)
    status = f"not scheduled: {reason}"
    return (
        *(order.id, "none", None, "", window, order.customer, order.address),
        *(order.load.parcels, status, order.notes),
    )
