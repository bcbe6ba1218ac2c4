"""A remedy taken: the day changed as it says, and the plan kept with the order on its route."""

from datetime import date as calendar_date
from datetime import datetime, timedelta

from dashboard.domain import (
    Assignment,
    Clock,
    Plan,
    PlannerError,
    Remedy,
    RemedyKind,
    Rule,
    TimeWindow,
    Violation,
    clock,
    schedule,
    violations,
)
from dashboard.domain.document_reasons import remedy_to_document
from dashboard.services import days, orders, plans
from dashboard.services.inputs import stored_inputs
from dashboard.services.orders import OrderView
from dashboard.services.planning import finished_plan, problem_of
from dashboard.services.roads import travel_for
from dashboard.solve.changes import changed_routes
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.solve.reasons import reasons
from dashboard.solve.remedies import with_remedies
from dashboard.store import Store


def take(store: Store, plan_id: str, revision: int, remedy: Remedy) -> tuple[str, int]:
    """
    Change the day as a remedy of this plan says, and keep the plan that follows; its ids.

    Nothing else is moved, but for orders that fit in now as well. Raises ``PlannerError``
    where the day has changed since the plan was made.
    """
    plan = plans.load(store, plan_id, revision)
    date = plan.day.date
    if stored_inputs(store, date).sha256 != plan.input_sha256:
        raise PlannerError(plans.CHANGED)
    _change_day(store, plan, remedy)
    after = _plan_after(store, plan, remedy)
    document = remedy_to_document(remedy, plan.day)
    return plans.keep(store, after, {"what": "remedy", "of": [plan_id, revision], **document})


def _plan_after(store: Store, plan: Plan, remedy: Remedy) -> Plan:
    travel, inputs = travel_for(store, stored_inputs(store, plan.day.date))
    problem = problem_of(inputs, travel)
    on = clock(problem)
    routes = complete(problem, changed_routes(plans.assignment_of(plan), remedy), on)
    why = with_remedies(problem, routes, reasons(problem, routes, on), spare=inputs.spare, on=on)
    return finished_plan(
        inputs, problem, routes, why,
        solver=plan.solver, seed=plan.seed, on=on,
        accepted=(*plan.violations, *_accepted(on, remedy)),
        budget=Budget(plan.budget_s, plan.budget_iterations),
    )  # fmt: skip


def _accepted(on: Clock, remedy: Remedy) -> list[Violation]:
    """What a remedy breaks by its own words: the window of the order that it serves late."""
    if remedy.kind is not RemedyKind.LATE:
        return []
    change = remedy.change
    routes = schedule(on.problem, Assignment({change.shift_id: change.steps}), on)
    found = violations(on.problem, routes)
    return [v for v in found if (v.rule, v.order_id) == (Rule.WINDOW, change.order_id)]


def _change_day(store: Store, plan: Plan, remedy: Remedy) -> None:
    date, change = plan.day.date, remedy.change
    if remedy.kind is RemedyKind.WINDOW and change.start and change.end:
        _widen(store, plan, change.order_id, TimeWindow(change.start, change.end))
    elif remedy.kind is RemedyKind.OVERTIME:
        days.save_overtime(store, date, change.shift_id, change.end)
    elif remedy.kind is RemedyKind.DRIVER:
        days.add_driver(store, date, change.class_name)
    elif remedy.kind is RemedyKind.TOMORROW:
        view = _view(store, date, change.order_id)
        orders.move(store, [view.key], date + timedelta(days=1))


def _widen(store: Store, plan: Plan, order_id: str, wanted: TimeWindow) -> None:
    """Give an order a window; raises ``PlannerError``, all as before, where it cannot be had."""
    date, view = plan.day.date, _view(store, plan.day.date, order_id)
    before = {name: view.text.get(name, "") for name in ("window", "window_start", "window_end")}
    end = wanted.end
    for _ in range(2):
        orders.set_windows(store, [view.key], _clock(plan, wanted.start), _clock(plan, end))
        order = _view(store, date, order_id).order
        if order is not None and order.windows == (wanted,):
            return
        if order is not None and len(order.windows) == 1:
            # A shop may write by when service has ended: its window is read as so much shorter.
            end += wanted.end - order.windows[0].end
    orders.edit(store, {view.key: before})
    raise PlannerError("This window cannot be given to the order: change it on the orders page.")


def _view(store: Store, date: calendar_date, order_id: str) -> OrderView:
    for view in orders.list_orders(store, date):
        if view.order_id == order_id and not view.excluded:
            return view
    raise PlannerError(plans.CHANGED)


def _clock(plan: Plan, at: datetime) -> str:
    return f"{plan.day.local(at):%H:%M}"
