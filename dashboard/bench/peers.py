"""The peers as a stranger would run them: PyVRP as installed, and OR-Tools at its best known."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from pyvrp import Client, Depot, Location, ProblemData, VehicleType, solve
from pyvrp.stop import MaxRuntime

Metres = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CapacityDay:
    """Stops with parcels and one capacity, as many vans as stops; place 0 is the depot."""

    metres: Metres
    parcels: tuple[int, ...]
    capacity: int


Search = Callable[[CapacityDay, float, int], list[list[int]]]
"""Routes as places, within seconds, by a seed."""


def stock_pyvrp(day: CapacityDay, seconds: float, seed: int) -> list[list[int]]:
    """PyVRP with its own settings: routes as places."""
    places = len(day.metres)
    metres: list[Any] = [day.metres]
    durations: list[Any] = [np.zeros_like(day.metres)]
    data = ProblemData(
        [Location(0, 0)] * places,
        [Client(place, delivery=[day.parcels[place - 1]]) for place in range(1, places)],
        [Depot(0)],
        [VehicleType(places - 1, [day.capacity])],
        metres,
        durations,
    )
    best = solve(data, MaxRuntime(seconds), seed=seed, collect_stats=False).best
    return [[visit.idx + 1 for visit in route if visit.is_client()] for route in best.routes()]


def ortools(day: CapacityDay, seconds: float, seed: int) -> list[list[int]]:
    """OR-Tools: parallel cheapest insertion, guided local search, matrices without callbacks."""
    places = len(day.metres)
    manager = pywrapcp.RoutingIndexManager(places, places - 1, 0)
    routing = pywrapcp.RoutingModel(manager)
    arcs = routing.RegisterTransitMatrix(day.metres.tolist())
    routing.SetArcCostEvaluatorOfAllVehicles(arcs)
    taken = routing.RegisterUnaryTransitVector([0, *day.parcels])
    routing.AddDimension(taken, 0, day.capacity, True, "parcels")
    solution = routing.SolveWithParameters(ortools_parameters(seconds))
    return [] if solution is None else vehicle_routes(routing, manager, solution)


def ortools_parameters(seconds: float) -> Any:
    """The best that OR-Tools' routing is known to have within seconds."""
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    parameters.time_limit.FromMilliseconds(int(seconds * 1000))
    return parameters


def total_metres(day: CapacityDay, routes: Sequence[Sequence[int]]) -> int:
    """The way of all routes; raises ``ValueError`` for one that misses or overloads anything."""
    if sorted(place for route in routes for place in route) != list(range(1, len(day.metres))):
        raise ValueError("a stop is missing or doubled")
    if any(sum(day.parcels[p - 1] for p in route) > day.capacity for route in routes):
        raise ValueError("a route carries too much")
    legs = [zip([0, *route], [*route, 0], strict=True) for route in routes]
    return sum(int(day.metres[a, b]) for leg in legs for a, b in leg)


def timed(search: Search, day: CapacityDay, seconds: float, seed: int) -> tuple[int, int, float]:
    """Metres, routes and wall seconds of one run."""
    began = time.monotonic()
    routes = search(day, seconds, seed)
    return total_metres(day, routes), len(routes), time.monotonic() - began


def vehicle_routes(routing: Any, manager: Any, solution: Any) -> list[list[int]]:
    """The places of each vehicle that OR-Tools lets drive."""
    found = []
    for vehicle in range(routing.vehicles()):
        route, index = [], solution.Value(routing.NextVar(routing.Start(vehicle)))
        while not routing.IsEnd(index):
            route.append(manager.IndexToNode(index))
            index = solution.Value(routing.NextVar(index))
        if route:
            found.append(route)
    return found
