"""Who takes part: Roundsman as it plans a day, and its peers as a stranger would run them."""

from importlib.util import find_spec

from dashboard.bench.instance_peers import ortools, stock_pyvrp, vroom
from dashboard.bench.instance_problem import problem_of, routes_of
from dashboard.bench.instances import Instance, Routes
from dashboard.bench.searches import Complete, Effort, Search
from dashboard.domain import Assignment
from dashboard.solve.engines import plan_routes
from dashboard.solve.protocol import Budget

ROUNDSMAN, PYVRP, ORTOOLS, VROOM = "Roundsman", "PyVRP", "OR-Tools", "VROOM"

NOT_INSTALLED = "VROOM: not installed (pip install -r dashboard/requirements/bench.txt)"


def roundsman(instance: Instance, effort: Effort, complete: Complete) -> Routes:
    """The planner's own call; what it leaves out is missing in the routes."""
    stops = len(instance.clients)

    def heard(better: Assignment) -> None:
        if len(list(better.order_ids())) == stops:
            complete()

    budget = Budget(effort.seconds, workers=effort.workers)
    solved = plan_routes(problem_of(instance), budget=budget, seed=effort.seed, on_better=heard)
    return routes_of(solved.assignment)


SEARCHES: dict[str, Search] = {
    ROUNDSMAN: roundsman,
    PYVRP: stock_pyvrp,
    ORTOOLS: ortools,
    VROOM: vroom,
}

SEEDLESS = (ORTOOLS, VROOM)
"""They would say the same for every seed."""


def installed() -> tuple[str, ...]:
    """The entrants that can take part here."""
    return tuple(name for name in SEARCHES if name != VROOM or find_spec("vroom"))
