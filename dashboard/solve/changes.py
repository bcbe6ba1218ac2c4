"""Remedies carried out: on a problem, and on the routes at hand."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain import (
    Assignment,
    Order,
    Problem,
    Remedy,
    RemedyKind,
    Shift,
    TimeWindow,
)


def changed_problem(problem: Problem, remedy: Remedy, spare: Sequence[Shift] = ()) -> Problem:
    """The day as a remedy makes it; the driver more is one of ``spare``."""
    change = remedy.change
    if remedy.kind is RemedyKind.WINDOW:
        orders = [_rewindowed(o, remedy) if o.id == change.order_id else o for o in problem.orders]
        return replace(problem, orders=tuple(orders))
    if remedy.kind is RemedyKind.OVERTIME:
        shifts = [_longer(s, remedy) if s.id == change.shift_id else s for s in problem.shifts]
        return replace(problem, shifts=tuple(shifts))
    if remedy.kind is RemedyKind.DRIVER:
        more = [shift for shift in spare if shift.id == change.shift_id]
        return replace(problem, shifts=(*problem.shifts, *more))
    if remedy.kind is RemedyKind.TOMORROW:
        kept = [order for order in problem.orders if order.id != change.order_id]
        return replace(problem, orders=tuple(kept))
    return problem


def changed_routes(assignment: Assignment, remedy: Remedy) -> Assignment:
    """The routes with the order where the remedy puts it, nothing else moved."""
    change = remedy.change
    if remedy.kind is RemedyKind.TOMORROW:
        return assignment
    return Assignment({**assignment.steps, change.shift_id: change.steps})


def _rewindowed(order: Order, remedy: Remedy) -> Order:
    start, end = remedy.change.start, remedy.change.end
    if start is None or end is None:
        return order
    return replace(order, windows=(TimeWindow(start, end),))


def _longer(shift: Shift, remedy: Remedy) -> Shift:
    end = remedy.change.end
    return shift if end is None else replace(shift, hours=TimeWindow(shift.hours.start, end))
