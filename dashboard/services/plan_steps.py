"""The steps of a finished plan without their times."""

from dashboard.domain import Assignment, Kind, Pause, Plan, Reload, Route, Step, Task


def assignment_of(plan: Plan) -> Assignment:
    """The steps of all routes, to begin a search at."""
    return Assignment({route.shift_id: steps_of(plan, route) for route in plan.routes})


def steps_of(plan: Plan, route: Route) -> tuple[Step, ...]:
    """The steps of one route in sequence."""
    steps: list[Step] = []
    for step in route.steps:
        if step.order_id is not None:
            steps.append(Task(step.order_id, step.kind))
        elif step.kind is Kind.RELOAD:
            steps.append(Reload(plan.shift_by_id[route.shift_id].depot_id))
        else:
            steps.append(Pause(step.break_id))
    return tuple(steps)
