"""The peers on an instance, as a stranger would run them: PyVRP, OR-Tools and VROOM."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from math import inf
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp
from pyvrp import Client, Depot, Location, ProblemData, Solution, SolveParams, VehicleType, solve
from pyvrp.IteratedLocalSearch import IteratedLocalSearchCallbacks, IteratedLocalSearchParams
from pyvrp.stop import MaxRuntime

from dashboard.bench.instances import Instance, Routes
from dashboard.bench.peers import ortools_parameters, vehicle_routes
from dashboard.bench.searches import Complete, Effort

_ALWAYS = int(np.iinfo(np.int64).max)
"""What PyVRP itself takes for an end where none is given."""

_THOROUGH = ((500, 5), (1_500, 1), (inf, 0))
"""Up to how many stops VROOM is asked for which level of exploration."""


def stock_pyvrp(instance: Instance, effort: Effort, complete: Complete) -> Routes:
    """PyVRP's ``solve`` with its own settings, a seed for each core; the best of them."""
    data = _pyvrp_data(instance)

    class Heard(IteratedLocalSearchCallbacks):
        def on_best(self, best: Solution) -> None:
            if best.is_feasible():
                complete()

    def search(worker: int) -> Solution:
        params = SolveParams(ils=IteratedLocalSearchParams(callbacks=Heard()))
        stop = MaxRuntime(effort.seconds)
        seed = effort.seed + worker
        return solve(data, stop, seed=seed, collect_stats=False, params=params).best

    with ThreadPoolExecutor(effort.workers) as pool:
        found = [one for one in pool.map(search, range(effort.workers)) if one.is_feasible()]
    if not found:
        return []
    best = min(found, key=lambda solution: int(solution.distance()))
    return [[visit.idx + 1 for visit in route if visit.is_client()] for route in best.routes()]


def _pyvrp_data(instance: Instance) -> ProblemData:
    opens, closes = _hours(instance, 0)
    vehicle = VehicleType(instance.vehicles, [instance.capacity], tw_early=opens, tw_late=closes)
    lengths: Any = [instance.lengths.astype(np.int64)]
    return ProblemData(
        [Location(0, 0)] * len(instance.demands),
        [_pyvrp_client(instance, place) for place in instance.clients],
        [Depot(0, opens, closes)],
        [vehicle],
        lengths,
        lengths,
    )


def _pyvrp_client(instance: Instance, place: int) -> Client:
    opens, closes = _hours(instance, place)
    return Client(
        place,
        delivery=[instance.demands[place]],
        service_duration=instance.services[place] if instance.services else 0,
        tw_early=opens,
        tw_late=closes,
    )


def _hours(instance: Instance, place: int) -> tuple[int, int]:
    return instance.windows[place] if instance.windows else (0, _ALWAYS)


def ortools(instance: Instance, effort: Effort, complete: Complete) -> Routes:
    """
    Parallel cheapest insertion and guided local search, matrices without callbacks.

    It searches on one core only, and so has the seconds of all cores one after the other.
    """
    manager = pywrapcp.RoutingIndexManager(len(instance.demands), instance.vehicles, 0)
    routing = pywrapcp.RoutingModel(manager)
    arcs = routing.RegisterTransitMatrix(instance.lengths.tolist())
    routing.SetArcCostEvaluatorOfAllVehicles(arcs)
    taken = routing.RegisterUnaryTransitVector(list(instance.demands))
    routing.AddDimension(taken, 0, instance.capacity, True, "load")
    if instance.windows:
        _ortools_hours(instance, manager, routing)
    routing.AddAtSolutionCallback(complete)
    parameters = ortools_parameters(effort.seconds * effort.workers)
    solution = routing.SolveWithParameters(parameters)
    return [] if solution is None else vehicle_routes(routing, manager, solution)


def _ortools_hours(instance: Instance, manager: Any, routing: Any) -> None:
    windows = instance.windows or ()
    leaving = instance.lengths + np.array(instance.services, dtype=np.int32)[:, np.newaxis]
    driven = routing.RegisterTransitMatrix(leaving.tolist())
    last = max(closes for _, closes in windows)
    routing.AddDimension(driven, last, last, False, "time")
    times = routing.GetDimensionOrDie("time")
    for place in instance.clients:
        times.CumulVar(manager.NodeToIndex(place)).SetRange(*windows[place])
    for vehicle in range(instance.vehicles):
        times.CumulVar(routing.Start(vehicle)).SetRange(*windows[0])
        times.CumulVar(routing.End(vehicle)).SetRange(*windows[0])


def vroom(instance: Instance, effort: Effort, complete: Complete) -> Routes:
    """
    VROOM with a thread for each core; it knows no seed.

    As thorough as its time limit still means something at that size.
    """
    import vroom as peer

    model = peer.Input()
    model.set_durations_matrix("car", instance.lengths.astype(np.uint32))
    hours = peer.TimeWindow(*instance.windows[0]) if instance.windows else peer.TimeWindow()
    model.add_vehicle(
        [
            peer.Vehicle(k, start=0, end=0, capacity=[instance.capacity], time_window=hours)
            for k in range(1, instance.vehicles + 1)
        ]
    )
    model.add_job([_vroom_job(peer, instance, place) for place in instance.clients])
    thorough = next(level for most, level in _THOROUGH if len(instance.clients) <= most)
    solution = model.solve(thorough, effort.workers, timedelta(seconds=effort.seconds))
    if solution.unassigned:
        return []
    complete()
    jobs = solution.routes[solution.routes["type"] == "job"]
    return [list(map(int, route)) for _, route in jobs.groupby("vehicle_id")["id"]]


def _vroom_job(peer: Any, instance: Instance, place: int) -> Any:
    times = {}
    if instance.windows:
        opens, closes = instance.windows[place]
        times = {
            "default_service": instance.services[place],
            "time_windows": [peer.TimeWindow(opens, closes)],
        }
    return peer.Job(place, location=place, delivery=[instance.demands[place]], **times)
