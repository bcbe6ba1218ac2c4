"""Why orders are left out once a route or two have changed, within the time of a click."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboard.domain import Assignment, Clock, Reason, Shift, Unassigned
from dashboard.solve.board import Board, board
from dashboard.solve.fits import best_fit
from dashboard.solve.reason_words import together_words
from dashboard.solve.reasons import reasons
from dashboard.solve.remedies import with_remedies
from dashboard.solve.routes import routes_of

MOST_ANEW = 20
"""With so many left out each is looked at from the start, which takes a second on large days."""


def renewed(
    on: Clock,
    before: Sequence[Unassigned],
    routes: Assignment,
    changed: Collection[str],
    *,
    spare: Sequence[Shift] = (),
) -> tuple[Unassigned, ...]:
    """
    The orders that the routes leave out, each with its reason and remedies.

    ``before`` has the reasons as they were, ``changed`` the shifts whose routes are others now.
    Where many are left out, a reason stands unless one of these shifts has room for the order
    now, and so do the remedies with other shifts.
    """
    problem, served = on.problem, set(routes.order_ids())
    known = {one.order_id: one for one in before}
    left = [order.id for order in problem.orders if order.id not in served]
    anew = [name for name in left if len(left) <= MOST_ANEW or name not in known]
    why = with_remedies(
        problem, routes, reasons(problem, routes, on, only=anew), spare=spare, on=on
    )
    new = {one.order_id: one for one in why}
    shifts = [shift for shift in problem.shifts if shift.id in changed]
    where = board(on, routes_of(problem, routes), shifts)
    return tuple(new.get(name) or _as_it_stands(where, known[name]) for name in left)


def _as_it_stands(where: Board, left: Unassigned) -> Unassigned:
    problem, changed = where.on.problem, {shift.id for shift in where.shifts}
    if best_fit(where, problem.order_index[left.order_id]) is not None:
        words = together_words(problem.order_by_id[left.order_id], (), problem.day)
        return Unassigned(left.order_id, Reason.NOT_WORTH_PENALTY, words)
    standing = tuple(one for one in left.remedies if one.change.shift_id not in changed)
    return replace(left, remedies=standing)
