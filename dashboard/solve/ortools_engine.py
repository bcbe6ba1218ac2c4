"""The second search: OR-Tools' routing, for cross-checks and when the first one fails."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from dashboard.domain import UNREACHABLE, Assignment, Kind, Problem, SolveError, Task
from dashboard.domain.spans import seconds
from dashboard.solve.dimensions import dimensions
from dashboard.solve.prices import (
    FAR,
    Int64Array,
    arc_prices,
    opening_price,
    overtime_price,
    prizes,
    second_price,
)
from dashboard.solve.protocol import Budget, OnBetter, Stop
from dashboard.solve.routes import Routes, assignment_of

MOST_ORDERS = 1500
"""Beyond, its matrices alone take minutes and gigabytes."""

_LONGEST_S = 600  # It holds the interpreter: no call without a limit, whatever the budget says.


def solve_with_ortools(
    problem: Problem,
    *,
    budget: Budget,
    seed: int,
    start: Assignment | None,
    on_better: OnBetter,
    stop: Stop,
) -> Assignment:
    """
    See ``Solver``. An iteration is one better solution, and then the search ends at the first
    solution that no single move improves; the engine knows no seed.

    It knows windows, loads, needs and money. What it does not know, such as release times, second
    trips or breaks, the caller's mending sees to. Raises ``SolveError`` without a solution,
    which is not the same as an empty plan.
    """
    if not problem.orders or not problem.shifts:
        return Assignment()
    if len(problem.orders) > MOST_ORDERS:
        raise SolveError(f"The second search takes at most {MOST_ORDERS} orders.")
    model = _Model(problem)
    best_cost = [float("inf")]

    def at_solution() -> None:
        cost = model.routing.CostVar().Min()
        if cost < best_cost[0]:
            best_cost[0] = cost
            on_better(model.assignment(lambda index: model.routing.NextVar(index).Value()))
        if stop():
            model.routing.solver().FinishCurrentSearch()

    model.routing.AddAtSolutionCallback(at_solution)
    model.routing.CloseModelWithParameters(parameters := _parameters(budget))
    solution = model.solve(start, parameters)
    if solution is None:
        raise SolveError("The second search found no routes in its time.")
    return model.assignment(lambda index: solution.Value(model.routing.NextVar(index)))


class _Model:
    """The problem in OR-Tools' terms: one node for each order, start and end."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.shifts = problem, problem.shifts
        ends = [problem.row_of(p) for s in problem.shifts for p in (s.start, s.end)]
        node_of = {row: len(problem.orders) + k for k, row in enumerate(dict.fromkeys(ends))}
        self.rows = [*(int(row) for row in problem.order_rows), *node_of]
        self.manager = pywrapcp.RoutingIndexManager(
            len(self.rows),
            len(self.shifts),
            [node_of[row] for row in ends[::2]],
            [node_of[row] for row in ends[1::2]],
        )
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._add_arcs()
        self._add_time()
        self._add_dimensions()
        for index, prize in enumerate(prizes(problem)):
            self.routing.AddDisjunction([self.manager.NodeToIndex(index)], prize)

    def solve(
        self, start: Assignment | None, parameters: pywrapcp.DefaultRoutingSearchParameters
    ) -> pywrapcp.Assignment | None:
        if start is not None and (first := self._read(start)) is not None:
            return self.routing.SolveFromAssignmentWithParameters(first, parameters)
        return self.routing.SolveWithParameters(parameters)

    def assignment(self, following: Callable[[int], int]) -> Assignment:
        routes: Routes = {}
        for vehicle, shift in enumerate(self.shifts):
            served, index = routes.setdefault(shift.id, []), following(self.routing.Start(vehicle))
            while not self.routing.IsEnd(index):
                order = self.manager.IndexToNode(index)
                fetch = self.problem.collect_step.get(order)
                served += [order] if fetch is None else [fetch, order]
                index = following(index)
        return assignment_of(self.problem, routes)

    def _add_arcs(self) -> None:
        for vehicle, shift in enumerate(self.shifts):
            arcs = self._matrix(np.pad(arc_prices(self.problem, shift), (0, 1)))
            self.routing.SetArcCostEvaluatorOfVehicle(
                self.routing.RegisterTransitMatrix(arcs), vehicle
            )
            self.routing.SetFixedCostOfVehicle(opening_price(shift), vehicle)

    def _add_time(self) -> None:
        problem, day = self.problem, self.problem.day
        services = [seconds(order.service) for order in problem.orders]
        registered = []
        for shift in self.shifts:
            driving = problem.travel[shift.profile].mean_s().astype(np.int64)
            driving[driving == UNREACHABLE] = FAR
            spent = self._matrix(np.pad(driving, (0, 1)))
            loading = seconds(shift.loading)
            for node, row in enumerate(spent):
                extra = services[node] if node < len(services) else loading
                spent[node] = [extra + leg for leg in row]
            registered.append(self.routing.RegisterTransitMatrix(spent))
        horizon = max(day.seconds(shift.hours.end) for shift in self.shifts) + 1
        self.routing.AddDimensionWithVehicleTransits(registered, horizon, horizon, False, "time")
        time = self.routing.GetDimensionOrDie("time")
        for index, order in enumerate(problem.orders):
            spans = [(day.seconds(w.start), day.seconds(w.end)) for w in order.windows]
            when = time.CumulVar(self.manager.NodeToIndex(index))
            for (_, end), (begin, _) in pairwise([(0, -1), *spans, (horizon + 1, 0)]):
                if spans and begin > end + 1:
                    when.RemoveInterval(end + 1, begin - 1)
        for vehicle, shift in enumerate(self.shifts):
            opens, closes = day.seconds(shift.hours.start), day.seconds(shift.hours.end)
            # As the timetable leaves: a later beginning would hide the waiting that is paid.
            time.CumulVar(self.routing.Start(vehicle)).SetRange(opens, opens)
            time.CumulVar(self.routing.End(vehicle)).SetRange(opens, closes)
            time.SetSpanCostCoefficientForVehicle(second_price(shift), vehicle)
            if shift.costs.overtime_after is not None:
                regular_s = min(seconds(shift.costs.overtime_after), closes - opens)
                bound = pywrapcp.BoundCost(regular_s, overtime_price(shift))
                time.SetSoftSpanUpperBoundForVehicle(bound, vehicle)

    def _add_dimensions(self) -> None:
        for limit in dimensions(self.problem):
            taken = [*limit.taken, *([0] * (len(self.rows) - len(limit.taken)))]
            evaluator = self.routing.RegisterUnaryTransitVector(taken)
            self.routing.AddDimensionWithVehicleCapacity(
                evaluator, 0, list(limit.room), True, limit.name
            )

    def _matrix(self, by_row: Int64Array) -> list[list[int]]:
        """Between nodes, from one between places whose last row stands for anywhere."""
        nodes: list[list[int]] = by_row[np.ix_(self.rows, self.rows)].tolist()
        return nodes

    def _read(self, start: Assignment) -> pywrapcp.Assignment | None:
        index = self.problem.order_index
        routes = [
            [
                index[step.order_id]
                for step in start.steps.get(shift.id, ())
                if isinstance(step, Task) and step.kind is not Kind.PICK_UP
            ]
            for shift in self.shifts
        ]
        return self.routing.ReadAssignmentFromRoutes(routes, True)


def _parameters(budget: Budget) -> pywrapcp.DefaultRoutingSearchParameters:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    metaheuristics = routing_enums_pb2.LocalSearchMetaheuristic
    parameters.local_search_metaheuristic = metaheuristics.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(
        int(1000 * min(budget.seconds or _LONGEST_S, _LONGEST_S))
    )
    if budget.iterations is not None:
        # Guided search ends by the clock alone, which no two runs share; descent ends by itself.
        parameters.local_search_metaheuristic = metaheuristics.GREEDY_DESCENT
        parameters.solution_limit = budget.iterations
    return parameters
