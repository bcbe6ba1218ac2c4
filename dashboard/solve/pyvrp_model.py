"""A problem in PyVRP's terms, and its routes back in ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyvrp import (
    Activity,
    ActivityType,
    ClientGroup,
    Location,
    ProblemData,
    Route,
    ScheduledActivity,
    Solution,
)

from dashboard.domain import (
    Assignment,
    Kind,
    Pause,
    Point,
    Problem,
    Reload,
    Shift,
    Step,
    Task,
    clock,
)
from dashboard.solve.begun import Begun, begun
from dashboard.solve.dimensions import dimensions
from dashboard.solve.prices import kinds_of
from dashboard.solve.pyvrp_fleet import Fleet
from dashboard.solve.pyvrp_visits import as_required, as_required_shipment, visits_of


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """
    The data of a search, with the way back.

    ``client_orders`` gives the order of each client: one with several windows is
    several clients, of which at most one is served. ``kinds`` are the shifts of
    each vehicle type, ``prizes`` what leaving out each client costs, in rising order.
    ``begun`` holds how routes begin that are held, ``locked`` those that are not searched.
    """

    problem: Problem
    data: ProblemData
    client_orders: list[str]
    shipment_orders: list[str]
    bonuses: list[int]
    kinds: list[list[Shift]]
    prizes: list[int]
    begun: Mapping[str, Begun]
    locked: Mapping[str, tuple[Step, ...]]
    must_serve_all: bool = False

    def assignment(self, solution: Solution) -> Assignment:
        """The steps of each shift; shifts of one kind are taken in their order."""
        free = [list(kind) for kind in self.kinds]
        steps = {shift: start.steps for shift, start in self.begun.items()} | dict(self.locked)
        for route in solution.routes():
            shift = free[route.vehicle_type()].pop(0)
            ahead = tuple(self._steps(route, shift))
            if any(isinstance(step, Task) for step in ahead):
                steps[shift.id] = (*steps.get(shift.id, ()), *ahead)
        return Assignment({shift: mine for shift, mine in steps.items() if mine})

    def solution(self, assignment: Assignment) -> Solution:
        """The assignment as a start; an order with several windows takes its first."""
        client = {order: k for k, order in reversed(list(enumerate(self.client_orders)))}
        shipment = {order: k for k, order in enumerate(self.shipment_orders)}
        routes = []
        for vehicle_type, kind in enumerate(self.kinds):
            for shift in kind:
                steps = self._ahead(shift, assignment)
                visits = list(self._activities(steps, vehicle_type, client, shipment))
                if any(one.type is not ActivityType.DEPOT for one in visits):
                    routes.append(Route(self.data, visits, vehicle_type))
        return Solution(self.data, routes)

    def serves_all(self, solution: Solution) -> bool:
        """Whether no order is left out and no rule is broken."""
        return (
            solution.is_feasible()
            and solution.num_clients() == len(set(self.client_orders))
            and solution.num_shipments() == len(self.shipment_orders)
        )

    def serving_all(self) -> "Model":
        """The same, but that no order may be left out: a search of it is three times as fast."""
        pairs = zip(self.data.clients(), self.bonuses, strict=True)
        whole = self.data.replace(
            clients=[as_required(client, bonus) for client, bonus in pairs],
            groups=[ClientGroup(list(group), required=True) for group in self.data.groups()],
            shipments=[as_required_shipment(one) for one in self.data.shipments()],
        )
        return replace(self, data=whole, must_serve_all=True)

    def taken_over(self, solution: Solution) -> Solution:
        """A solution of the same day's other model."""
        routes = [
            Route(self.data, [Activity(a.type, a.idx) for a in _inner(route)], route.vehicle_type())
            for route in solution.routes()
        ]
        return Solution(self.data, routes)

    def _steps(self, route: Route, shift: Shift) -> Iterator[Step]:
        for activity in _inner(route):
            if activity.type == ActivityType.DEPOT:
                yield Reload(shift.depot_id)
            elif activity.type == ActivityType.PICKUP:
                yield Task(self.shipment_orders[activity.idx], Kind.PICK_UP)
            elif activity.type == ActivityType.DELIVERY:
                yield Task(self.shipment_orders[activity.idx])
            else:
                order = self.client_orders[activity.idx]
                yield Task(order, self.problem.order_by_id[order].kind)

    def _ahead(self, shift: Shift, assignment: Assignment) -> Sequence[Step]:
        steps, start = assignment.steps.get(shift.id, ()), self.begun.get(shift.id)
        return steps if start is None else [step for step in steps if step not in start.steps]

    def _activities(
        self,
        steps: Sequence[Step],
        vehicle_type: int,
        client: Mapping[str, int],
        shipment: Mapping[str, int],
    ) -> Iterator[Activity]:
        """The steps that the model knows; breaks are none of its own."""
        reloads = self.data.vehicle_type(vehicle_type).reload_depots
        for step in steps:
            if isinstance(step, Pause):
                continue
            if isinstance(step, Reload):
                if reloads:
                    yield Activity(ActivityType.DEPOT, reloads[0])
            elif step.order_id in client:
                yield Activity(ActivityType.CLIENT, client[step.order_id])
            elif step.order_id in shipment:
                is_first = step.kind is Kind.PICK_UP
                which = ActivityType.PICKUP if is_first else ActivityType.DELIVERY
                yield Activity(which, shipment[step.order_id])


def _inner(route: Route) -> list[ScheduledActivity]:
    """Without the start and the end, which are no steps."""
    return list(route)[1:-1]


def build(problem: Problem) -> Model:
    """The model of a problem; every order may be left out, at a price no route reaches."""
    on = clock(problem)
    starts = {shift.id: start for shift in problem.shifts if (start := begun(on, shift))}
    locked = {shift: problem.held[shift].steps for shift in problem.locked}
    free = [shift for shift in problem.shifts if shift.id not in locked]
    kinds = [one for kind in kinds_of(problem, free) for one in _apart(kind, starts)]
    limits = dimensions(problem)
    done = {order for start in starts.values() for order in start.orders}
    visits = visits_of(problem, limits, frozenset(done))
    fleet = Fleet(problem, limits, starts)
    for kind in kinds:
        fleet.add(kind)
    prices, durations = zip(*fleet.profiles.values(), strict=True)
    data = ProblemData(
        [Location(*point) for point in (*problem.places, Point(0, 0))],
        visits.clients,
        fleet.depots,
        fleet.vehicles,
        list(prices),
        list(durations),
        visits.groups,
        visits.shipments,
    )
    return Model(
        problem=problem,
        data=data,
        client_orders=visits.client_orders,
        shipment_orders=visits.shipment_orders,
        bonuses=visits.bonuses,
        kinds=kinds,
        prizes=sorted(
            [client.prize for client in visits.clients] + [one.prize for one in visits.shipments]
        ),
        begun=starts,
        locked=locked,
    )


def _apart(kind: list[Shift], starts: Mapping[str, Begun]) -> Iterator[list[Shift]]:
    """Shifts that have begun are like no other."""
    alike = [shift for shift in kind if shift.id not in starts]
    if alike:
        yield alike
    yield from ([shift] for shift in kind if shift.id in starts)
