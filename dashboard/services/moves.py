"""Orders of a plan moved by hand: priced places, the move as a new revision, and the way back."""

from datetime import date as calendar_date
from functools import lru_cache
from typing import Any

from dashboard.domain import Assignment, Clock, Plan, PlannerError, clock
from dashboard.domain.violation_words import violation_words
from dashboard.services import plans
from dashboard.services.day_inputs import DayInputs
from dashboard.services.held import Held
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import finished_plan, problem_of
from dashboard.services.roads import travel_for
from dashboard.solve.moves import Place as Place
from dashboard.solve.moves import best_places
from dashboard.solve.protocol import Budget
from dashboard.solve.renewal import renewed
from dashboard.store import Store

_MOVE, _UNDO = "move", "undo"


def places_for(
    store: Store,
    plan_id: str,
    revision: int,
    order_id: str,
    most: int = 8,
    shift_id: str = "",
) -> list[Place]:
    """
    Where an order of a plan is, if anywhere, and the best places for it; see ``best_places``.

    Raises ``PlannerError`` where the day has changed since the plan was made.
    """
    plan = plans.load(store, plan_id, revision)
    _, on = _day_of(store, plan)
    return best_places(on, plan, order_id, most=most, shift_id=shift_id)


def move(
    store: Store,
    plan_id: str,
    revision: int,
    order_id: str,
    place: Place,
    *,
    force: bool = False,
) -> tuple[str, int]:
    """
    Keep the plan with an order at one of its places as the next revision; its ids.

    Nothing else is moved. Raises ``PlannerError`` where the day or the plan has changed, and,
    unless ``force`` says that somebody wants it so, where the place breaks a rule.
    """
    plan = plans.load(store, plan_id, revision)
    inputs, on = _day_of(store, plan)
    if place.broken and not force:
        broken = "; ".join(violation_words(plan, one) for one in place.broken)
        raise PlannerError(f"That breaks a rule: {broken}. Choose it again if you want it anyway.")
    after = _plan_after(inputs, on, plan, place)
    command = {"what": _MOVE, "order": order_id, "shift": place.shift_id, "forced": force}
    return plans.follow(store, plan_id, revision, after, command)


def before(store: Store, plan_id: str, revision: int) -> int | None:
    """The revision from which the last move was made; None where nothing was moved."""
    command = plans.command_of(store, plan_id, revision)
    if command["what"] == _UNDO:
        return before(store, plan_id, command["to"])
    return revision - 1 if command["what"] == _MOVE else None


def moved_order(store: Store, plan_id: str, revision: int) -> str | None:
    """The order that a revision has moved; None where it was made by anything else."""
    command = plans.command_of(store, plan_id, revision)
    return command["order"] if command["what"] == _MOVE else None


def undo(store: Store, plan_id: str, revision: int) -> tuple[str, int]:
    """
    Keep the plan as it was before the last move as the next revision; its ids.

    The move before that can be taken back after it. Raises ``PlannerError`` where there is
    nothing to take back, or the plan has changed.
    """
    to = before(store, plan_id, revision)
    if to is None:
        raise PlannerError("Nothing was moved by hand in this plan: there is nothing to undo.")
    command: dict[str, Any] = {"what": _UNDO, "to": to}
    return plans.follow(store, plan_id, revision, plans.load(store, plan_id, to), command)


def _plan_after(inputs: DayInputs, on: Clock, plan: Plan, place: Place) -> Plan:
    problem = on.problem
    routes = Assignment({**plans.assignment_of(plan).steps, **place.routes})
    why = renewed(on, plan.unassigned, routes, place.routes.keys(), spare=inputs.spare)
    return finished_plan(
        inputs, problem, routes, why,
        solver=plan.solver, seed=plan.seed, on=on,
        accepted=(*plan.violations, *place.broken),
        budget=Budget(plan.budget_s, plan.budget_iterations),
    )  # fmt: skip


def _day_of(store: Store, plan: Plan) -> tuple[DayInputs, Clock]:
    """The day that a plan was made from; raises ``PlannerError`` where it is another one now."""
    version = plans.version_of(store, plan.day.date)
    inputs, on = _stored_day(Held(store), str(store.folder), plan.day.date, version)
    if inputs.sha256 != plan.input_sha256:
        raise PlannerError(plans.CHANGED)
    return inputs, on


@lru_cache(maxsize=2)
def _stored_day(
    held: Held, folder: str, date: calendar_date, version: object
) -> tuple[DayInputs, Clock]:
    """Somebody who moves one order moves more: matrices of large days take their time."""
    inputs = stored_inputs(held.store, date)
    travel, inputs = travel_for(held.store, inputs)
    return inputs, clock(problem_of(inputs, travel))
