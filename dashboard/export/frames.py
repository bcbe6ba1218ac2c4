"""A plan as tables: the columns of the files and of the notebook, for programs to read."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pandas as pd

from dashboard.domain import (
    Day,
    Kind,
    Order,
    Plan,
    Route,
    TimedStep,
    TimeWindow,
    Unassigned,
    is_on_time,
    total_load,
)
from dashboard.domain.tasks import windows_of

STOP_COLUMNS = (
    "route_id",
    "driver",
    "stop_no",
    "order_id",
    "lat",
    "lon",
    "window_start",
    "window_end",
    "arrival",
    "service_start",
    "departure",
    "drive_s",
    "distance_m",
    "parcels",
)
ROUTE_COLUMNS = (
    "route_id",
    "driver",
    "class",
    "stops",
    "orders",
    "departure",
    "return",
    "drive_s",
    "wait_s",
    "service_s",
    "duty_s",
    "distance_m",
    "parcels",
    "weight_g",
    "cost_cents",
    "driver_no",
    "shift_id",
    "loading_start",
    "volume_cm3",
    "late_orders",
    "estimated",
    "reloads",
    "break_s",
)
UNASSIGNED_COLUMNS = ("order_id", "reason_code", "reason_text", "remedy", "extra_cents")
REJECTED_COLUMNS = ("file", "row", "column", "value", "reason", "remedy")


def stops_frame(plan: Plan) -> pd.DataFrame:
    """
    One row for each scheduled order, route by route in sequence.

    Where an order is fetched first, or a driver loads or rests, is in the driver lists.
    Times are ISO 8601 with the offset of the day's zone; the window is the one served
    in, empty where the order has none.
    """
    rows = [_stop(plan, route, step) for route in plan.routes for step in route.served]
    return _frame(rows, STOP_COLUMNS)


def routes_frame(plan: Plan) -> pd.DataFrame:
    """One row for each route."""
    return _frame([_route(plan, route) for route in plan.routes], ROUTE_COLUMNS)


def unassigned_frame(plan: Plan) -> pd.DataFrame:
    """One row for each order on no route, with the reason and the cheapest remedy if any."""
    rows = [(o.order_id, o.reason.value, o.text, *_cheapest(o)) for o in plan.unassigned]
    return _frame(rows, UNASSIGNED_COLUMNS).astype({"extra_cents": "Int64"})


def rejected_frame(plan: Plan) -> pd.DataFrame:
    """One row for each row of a file that did not become an order; row 0 is the whole file."""
    rows = [(p.file, p.row, p.column, p.value, p.reason, p.remedy) for p in plan.rejected]
    return _frame(rows, REJECTED_COLUMNS)


def served_window(order: Order, step: TimedStep) -> TimeWindow | None:
    """The window in which service begins; for a late visit the one just missed; None without."""
    windows = windows_of(order, step)
    opened = [window for window in windows if window.start <= step.service_start]
    if opened:
        return opened[-1]
    return windows[0] if windows else None


def iso(instant: datetime, day: Day) -> str:
    """ISO 8601 to the second, with the offset of the day's zone."""
    return day.local(instant).isoformat(timespec="seconds")


def _stop(plan: Plan, route: Route, step: TimedStep) -> tuple[object, ...]:
    order = plan.order_by_id[step.order_id or ""]
    window = served_window(order, step)
    return (
        route.route_id,
        plan.shift_by_id[route.shift_id].driver,
        step.stop_no,
        order.id,
        order.point.lat if order.point else None,
        order.point.lon if order.point else None,
        iso(window.start, plan.day) if window else "",
        iso(window.end, plan.day) if window else "",
        iso(step.arrival, plan.day),
        iso(step.service_start, plan.day),
        iso(step.departure, plan.day),
        _seconds(step.drive),
        step.distance_m,
        order.load.parcels,
    )


def _route(plan: Plan, route: Route) -> tuple[object, ...]:
    shift = plan.shift_by_id[route.shift_id]
    served = [(plan.order_by_id[step.order_id or ""], step) for step in route.served]
    load = total_load(order.load for order, _ in served)
    return (
        route.route_id,
        shift.driver,
        shift.class_name,
        route.stop_count,
        len(served),
        iso(route.departure, plan.day),
        iso(route.return_, plan.day),
        _seconds(route.drive),
        _seconds(sum((step.wait for step in route.visits), timedelta(0))),
        _seconds(sum(map(_length, route.visits), timedelta(0))),
        _seconds(route.duty),
        route.distance_m,
        load.parcels,
        load.weight_g,
        route.cost_cents,
        shift.number,
        shift.id,
        iso(route.loading_start, plan.day),
        load.volume_cm3,
        sum(not is_on_time(order, step) for order, step in served),
        plan.travel.estimated,
        sum(step.kind is Kind.RELOAD for step in route.steps),
        _seconds(sum(map(_length, _breaks(route)), timedelta(0))),
    )


def _cheapest(left: Unassigned) -> tuple[str, int | None]:
    for remedy in left.remedies:
        return remedy.words, remedy.extra_cents
    return "", None


def _breaks(route: Route) -> list[TimedStep]:
    return [step for step in route.steps if step.kind is Kind.PAUSE]


def _length(step: TimedStep) -> timedelta:
    return step.departure - step.service_start


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())


def _frame(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns))
