"""A problem in PyVRP's terms, and its routes back in ours."""

from dataclasses import dataclass, replace

import numpy as np
from pyvrp import (
    Activity,
    ActivityType,
    Client,
    ClientGroup,
    Depot,
    Location,
    ProblemData,
    Route,
    Solution,
    VehicleType,
)

from dashboard.domain import UNREACHABLE, Assignment, Order, Point, Problem, Shift, Task, deliveries
from dashboard.domain.spans import seconds
from dashboard.solve.dimensions import Dimension, dimensions
from dashboard.solve.prices import (
    FAR,
    Int64Array,
    arc_prices,
    kinds_of,
    opening_price,
    overtime_price,
    prizes,
    second_price,
)

_HORIZON_S = 2**31  # An open end for windows: PyVRP's own default overflows when added to.


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """
    The data of a search, with the way back.

    ``client_orders`` gives the order of each client: one with several windows is
    several clients, of which at most one is served. ``kinds`` are the shifts of
    each vehicle type, ``prizes`` what leaving out each client costs, in rising order.
    """

    data: ProblemData
    client_orders: list[str]
    kinds: list[list[Shift]]
    prizes: list[int]
    must_serve_all: bool = False

    def assignment(self, solution: Solution) -> Assignment:
        """The steps of each shift; shifts of one kind are taken in their order."""
        free = [list(kind) for kind in self.kinds]
        routes: dict[str, list[str]] = {}
        for route in solution.routes():
            served = [self.client_orders[a.idx] for a in route if a.is_client()]
            if served:
                routes[free[route.vehicle_type()].pop(0).id] = served
        return deliveries(routes)

    def solution(self, assignment: Assignment) -> Solution:
        """The assignment as a start; an order with several windows takes its first."""
        client = {order: k for k, order in reversed(list(enumerate(self.client_orders)))}
        routes = []
        for vehicle_type, kind in enumerate(self.kinds):
            for shift in kind:
                tasks = [s for s in assignment.steps.get(shift.id, ()) if isinstance(s, Task)]
                visits = [Activity(ActivityType.CLIENT, client[t.order_id]) for t in tasks]
                if visits:
                    routes.append(Route(self.data, visits, vehicle_type))
        return Solution(self.data, routes)

    def serves_all(self, solution: Solution) -> bool:
        """Whether no order is left out and no rule is broken."""
        return solution.is_feasible() and solution.num_clients() == len(set(self.client_orders))

    def serving_all(self) -> "Model":
        """The same, but that no order may be left out: a search of it is three times as fast."""
        clients = [_required(client) for client in self.data.clients()]
        groups = [ClientGroup(list(group), required=True) for group in self.data.groups()]
        whole = self.data.replace(clients=clients, groups=groups)
        return replace(self, data=whole, must_serve_all=True)

    def taken_over(self, solution: Solution) -> Solution:
        """A solution of the same day's other model."""
        routes = [
            Route(self.data, [a for a in route if a.is_client()], route.vehicle_type())
            for route in solution.routes()
        ]
        return Solution(self.data, routes)


def build(problem: Problem) -> Model:
    """The model of a problem; every order may be left out, at a price no route reaches."""
    kinds = kinds_of(problem.shifts)
    limits = dimensions(problem)
    clients, groups, client_orders = _clients(problem, limits)
    depots, depot_of = _depots(problem, kinds)
    profiles = _profiles(problem, kinds)
    vehicles = [
        _vehicle(problem, kind, limits, depot_of, list(profiles).index(_profile_key(kind[0])))
        for kind in kinds
    ]
    prices, durations = zip(*profiles.values(), strict=True)
    data = ProblemData(
        [Location(*point) for point in (*problem.places, Point(0, 0))],
        clients,
        depots,
        vehicles,
        list(prices),
        list(durations),
        groups,
    )
    return Model(data, client_orders, kinds, sorted(client.prize for client in clients))


def _clients(
    problem: Problem, limits: list[Dimension]
) -> tuple[list[Client], list[ClientGroup], list[str]]:
    clients: list[Client] = []
    groups: list[ClientGroup] = []
    client_orders: list[str] = []
    day = problem.day
    for index, (order, prize) in enumerate(zip(problem.orders, prizes(problem), strict=True)):
        plain = Client(
            int(problem.order_rows[index]),
            delivery=[limit.taken[index] for limit in limits],
            service_duration=seconds(order.service),
            tw_early=0,
            tw_late=_HORIZON_S,
            release_time=_released_s(problem, order),
            prize=prize,
            required=False,
        )
        spans = [(max(0, day.seconds(w.start)), day.seconds(w.end)) for w in order.windows]
        spans = [span for span in spans if span[1] >= 0] or (
            [] if order.windows else [(0, _HORIZON_S)]
        )
        if len(spans) > 1:
            first = len(clients)
            groups.append(ClientGroup(list(range(first, first + len(spans))), required=False))
        group = len(groups) - 1 if len(spans) > 1 else None
        for early, late in spans:
            clients.append(_with(plain, early, late, group))
            client_orders.append(order.id)
    return clients, groups, client_orders


def _released_s(problem: Problem, order: Order) -> int:
    return 0 if order.release is None else max(0, problem.day.seconds(order.release))


def _with(
    client: Client, early: int, late: int, group: int | None, *, required: bool = False
) -> Client:
    return Client(
        client.location,
        delivery=list(client.delivery),
        service_duration=client.service_duration,
        tw_early=early,
        tw_late=late,
        release_time=client.release_time,
        prize=0 if required else client.prize,
        required=required,
        group=group,
    )


def _required(client: Client) -> Client:
    """Of a group one is served, and none of them by itself."""
    alone = client.group is None
    return _with(client, client.tw_early, client.tw_late, client.group, required=alone)


def _depots(
    problem: Problem, kinds: list[list[Shift]]
) -> tuple[list[Depot], dict[tuple[int, int], int]]:
    """One for each place and loading time; the last location stands for anywhere."""
    anywhere = len(problem.places)
    wanted: dict[tuple[int, int], int] = {}
    depots: list[Depot] = []
    for kind in kinds:
        for point, loading in ((kind[0].start, kind[0].loading), (kind[0].end, None)):
            row = anywhere if point is None else problem.row_of(point)
            key = (row, seconds(loading) if loading else 0)
            if key not in wanted:
                wanted[key] = len(depots)
                depots.append(Depot(row, 0, _HORIZON_S, service_duration=key[1]))
    return depots, wanted


def _profile_key(shift: Shift) -> tuple[str, int, int]:
    return shift.profile, shift.costs.km_cents, shift.costs.stop_cents


def _profiles(
    problem: Problem, kinds: list[list[Shift]]
) -> dict[tuple[str, int, int], tuple[Int64Array, Int64Array]]:
    """Arc prices and seconds, with a row and column of nothing for anywhere."""
    found = {}
    for kind in kinds:
        key = _profile_key(kind[0])
        if key not in found:
            travel = problem.travel[kind[0].profile]
            driving = travel.mean_s().astype(np.int64)
            driving[driving == UNREACHABLE] = FAR
            np.fill_diagonal(driving, 0)
            prices = arc_prices(problem, kind[0])
            found[key] = (np.pad(prices, (0, 1)), np.pad(driving, (0, 1)))
    return found


def _vehicle(
    problem: Problem,
    kind: list[Shift],
    limits: list[Dimension],
    depot_of: dict[tuple[int, int], int],
    profile: int,
) -> VehicleType:
    shift, day = kind[0], problem.day
    anywhere = len(problem.places)
    start = anywhere if shift.start is None else problem.row_of(shift.start)
    end = anywhere if shift.end is None else problem.row_of(shift.end)
    index = problem.shifts.index(shift)
    opens, closes = max(0, day.seconds(shift.hours.start)), day.seconds(shift.hours.end)
    depot = problem.depot_by_id[shift.depot_id]
    if depot.hours is not None:
        opens = max(opens, day.seconds(depot.hours.start))
    after = shift.costs.overtime_after
    regular_s = closes - opens if after is None else min(seconds(after), closes - opens)
    return VehicleType(
        num_available=len(kind),
        capacity=[limit.room[index] for limit in limits],
        start_depot=depot_of[start, seconds(shift.loading)],
        end_depot=depot_of[end, 0],
        fixed_cost=opening_price(shift),
        tw_early=opens,
        tw_late=closes,
        # The timetable leaves at the opening unless the first door would have to wait: a search
        # that could begin a route at noon would not pay for the waiting that the day then has.
        start_late=max(opens, *(_released_s(problem, order) for order in problem.orders)),
        shift_duration=regular_s,
        max_overtime=closes - opens - regular_s,
        unit_overtime_cost=overtime_price(shift) if after is not None else 0,
        unit_distance_cost=1,
        unit_duration_cost=second_price(shift),
        profile=profile,
    )
