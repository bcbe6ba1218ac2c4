"""One order moved by hand: where else it could stand, at what price, and what that breaks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.domain import (
    Assignment,
    Clock,
    Kind,
    Plan,
    Route,
    Shift,
    Step,
    Violation,
    schedule,
    violations,
)
from dashboard.domain.money import day_cost_cents
from dashboard.domain.violations import step_of, worse
from dashboard.solve.board import board
from dashboard.solve.insertion import resettled
from dashboard.solve.openings import best_openings
from dashboard.solve.routes import Routes, assignment_of, routes_of, without_order
from dashboard.solve.soundness import done_by


@dataclass(frozen=True, slots=True)
class Place:
    """
    A place for an order in a plan, and what taking it would mean.

    ``after`` is the order visited before it, None where it comes first; ``fetched`` when the
    vehicle is there to fetch it, None where nothing is fetched.
    """

    shift_id: str
    stop_no: int
    after: str | None
    arrival: datetime
    fetched: datetime | None
    extra_cents: int
    """Against the plan as it is."""
    broken: tuple[Violation, ...]
    """What the plan does not break already, or by less."""
    routes: Mapping[str, tuple[Step, ...]]
    """The steps that shifts would have instead of theirs; none where the order is now."""

    @property
    def is_here(self) -> bool:
        """Whether it is where the order is now."""
        return not self.routes


@dataclass(frozen=True, slots=True)
class _Case:
    """An order of a plan, the routes that there are, and those without it; ``left`` is timed."""

    on: Clock
    plan: Plan
    order: int
    routes: Mapping[str, tuple[Step, ...]]
    without: Routes
    origin: Shift | None = None
    left: tuple[Route, ...] = ()
    left_broken: tuple[Violation, ...] = ()

    @property
    def order_id(self) -> str:
        return self.on.problem.orders[self.order].id


def best_places(
    on: Clock, plan: Plan, order_id: str, *, most: int, shift_id: str = ""
) -> list[Place]:
    """
    Where an order of the plan is, and at ``most`` so many places for it.

    The best of each driver, then the next best; those that keep all rules before those that do
    not. With ``shift_id`` those of one driver. For what is locked or done there is only the
    place where it is, for an order that cannot be planned none.
    """
    problem = on.problem
    if order_id not in problem.order_index:
        return []
    case = _case_of(on, plan, problem.order_index[order_id])
    here = [_here(case, case.origin)] if case.origin else []
    if case.origin and _is_fast(case, case.origin):
        return here
    shifts = [s for s in problem.shifts if s.id not in problem.locked and shift_id in ("", s.id)]
    openings = best_openings(board(on, case.without, shifts), case.order, most)
    found = [_place(case, shifts[shift], route) for shift, route in openings]
    return here + _in_turn([place for place in found if not place.is_here])


def _case_of(on: Clock, plan: Plan, order: int) -> _Case:
    problem = on.problem
    steps = {route.shift_id: _steps(plan, route) for route in plan.routes}
    routes = routes_of(problem, Assignment(steps))
    for shift in problem.shifts:
        if order in (route := routes.get(shift.id, [])):
            rest = resettled(on, shift, without_order(problem, route, order))
            left = schedule(problem, assignment_of(problem, {shift.id: rest}), on)
            without, broken = {**routes, shift.id: rest}, violations(problem, left)
            return _Case(on, plan, order, steps, without, shift, left, broken)
    return _Case(on, plan, order, steps, routes)


def _in_turn(found: Sequence[Place]) -> list[Place]:
    """Without those that are the same once breaks and loads are settled, in their sequence."""
    once = {tuple(place.routes.items()): place for place in reversed(found)}
    by_price = sorted(once.values(), key=lambda one: (bool(one.broken), one.extra_cents))
    had: Counter[str] = Counter()
    turn: list[tuple[bool, int, int]] = []
    for place in by_price:
        turn.append((bool(place.broken), had[place.shift_id], len(turn)))
        had[place.shift_id] += 1
    return [by_price[k] for *_, k in sorted(turn)]


def _is_fast(case: _Case, origin: Shift) -> bool:
    """Whether the order must stay where it is."""
    return origin.id in case.on.problem.locked or case.order in done_by(case.on.problem, origin)


def _here(case: _Case, origin: Shift) -> Place:
    route = next(route for route in case.plan.routes if route.shift_id == origin.id)
    return _told(case, route, 0, (), {})


def _place(case: _Case, shift: Shift, route: Sequence[int]) -> Place:
    """The place that an order has in a route, which is timed and judged as the plan would be."""
    problem, origin = case.on.problem, case.origin
    routes = {shift.id: resettled(case.on, shift, route)}
    timed = schedule(problem, assignment_of(problem, routes), case.on)
    broken, all_timed = violations(problem, timed), timed
    if origin is not None and origin.id != shift.id:
        routes[origin.id] = case.without[origin.id]
        broken, all_timed = broken + case.left_broken, timed + case.left
    shifts = [problem.shift_by_id[name] for name in routes]
    before = [one for one in case.plan.routes if one.shift_id in routes]
    steps = {name: tuple(problem.steps[k] for k in line) for name, line in routes.items()}
    return _told(
        case,
        timed[0],
        day_cost_cents(shifts, all_timed) - day_cost_cents(shifts, before),
        worse(broken, case.plan.violations),
        {} if all(case.routes.get(name) == line for name, line in steps.items()) else steps,
    )


def _told(
    case: _Case,
    route: Route,
    extra_cents: int,
    broken: Sequence[Violation],
    steps: Mapping[str, tuple[Step, ...]],
) -> Place:
    own = [step for step in route.visits if step.order_id == case.order_id]
    before = route.visits[: route.visits.index(own[-1])]
    others = [step.order_id for step in before if step.order_id != case.order_id]
    return Place(
        shift_id=route.shift_id,
        stop_no=own[-1].stop_no,
        after=others[-1] if others else None,
        arrival=own[-1].arrival,
        fetched=own[0].arrival if own[0].kind is Kind.PICK_UP else None,
        extra_cents=extra_cents,
        broken=tuple(broken),
        routes=steps,
    )


def _steps(plan: Plan, route: Route) -> tuple[Step, ...]:
    shift = plan.shift_by_id[route.shift_id]
    return tuple(step_of(step, shift) for step in route.steps)
