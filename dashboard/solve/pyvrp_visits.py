"""The orders of a problem in PyVRP's terms: clients, groups of them, and shipments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyvrp import Client, ClientGroup, Shipment

from dashboard.domain import Kind, Order, Problem, TimeWindow
from dashboard.domain.spans import seconds
from dashboard.solve.dimensions import Dimension
from dashboard.solve.prices import UNITS_PER_CENT, prizes

HORIZON_S = 2**31  # An open end for windows: PyVRP's own default overflows when added to.
_TIERS = 3
"""In which lateness that is allowed is priced: each at what its middle weighs."""


@dataclass(slots=True)
class Visits:
    """
    Clients with the order of each, shipments with theirs, and what a client is worth besides.

    An order with several windows, or one that may be late, is several clients, of which at
    most one is served. ``bonuses`` tell these apart: the later, the less.
    """

    clients: list[Client] = field(default_factory=list)
    groups: list[ClientGroup] = field(default_factory=list)
    client_orders: list[str] = field(default_factory=list)
    bonuses: list[int] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    shipment_orders: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Span:
    """When a client may be served, and what being that late costs in units."""

    early: int
    late: int
    price: int = 0


def visits_of(problem: Problem, limits: Sequence[Dimension], done: frozenset[int]) -> Visits:
    """All but the orders that are ``done``, each of which may be left out at its price."""
    made = Visits()
    for index, (order, prize) in enumerate(zip(problem.orders, prizes(problem), strict=True)):
        if index in done:
            continue
        if order.collect is not None:
            made.shipments.append(_shipment(problem, index, limits, prize))
            made.shipment_orders.append(order.id)
        else:
            _add_clients(made, problem, index, limits, prize)
    return made


def as_required(client: Client, bonus: int) -> Client:
    """Of a group one is served, and none of them by itself."""
    alone = client.group is None
    span = _Span(client.tw_early, client.tw_late)
    return _with(client, span, client.group, prize=bonus, required=alone)


def as_required_shipment(one: Shipment) -> Shipment:
    """The same, but that it may not be left out."""
    return Shipment(
        one.pickup.location,
        one.delivery.location,
        one.pickup.tw_early,
        one.pickup.tw_late,
        one.pickup.service_duration,
        one.delivery.tw_early,
        one.delivery.tw_late,
        one.delivery.service_duration,
        list(one.amount),
        0,
        True,
    )


def _add_clients(
    made: Visits, problem: Problem, index: int, limits: Sequence[Dimension], prize: int
) -> None:
    order = problem.orders[index]
    goes_back = order.kind is Kind.HAND_BACK
    plain = Client(
        int(problem.order_rows[index]),
        delivery=[0 if goes_back and d.is_load else d.taken[index] for d in limits],
        pickup=[d.taken[index] if goes_back and d.is_load else 0 for d in limits],
        service_duration=seconds(order.service),
        tw_early=0,
        tw_late=HORIZON_S,
        release_time=released_s(problem, order),
        prize=prize,
        required=False,
    )
    spans = [*_spans(problem, order.windows), *_late_spans(problem, order)]
    group = None
    if len(spans) > 1:
        group = len(made.groups)
        first = len(made.clients)
        made.groups.append(ClientGroup(list(range(first, first + len(spans))), required=False))
    dearest = max(span.price for span in spans)
    for span in spans:
        bonus = dearest - span.price
        made.clients.append(_with(plain, span, group, prize=prize + bonus))
        made.client_orders.append(order.id)
        made.bonuses.append(bonus)


def _spans(problem: Problem, windows: Sequence[TimeWindow]) -> list[_Span]:
    spans = [(max(0, problem.day.seconds(w.start)), problem.day.seconds(w.end)) for w in windows]
    open_spans = [_Span(early, late) for early, late in spans if late >= 0]
    return open_spans or [_Span(0, HORIZON_S)]


def _late_spans(problem: Problem, order: Order) -> Iterator[_Span]:
    """Behind the last window, a few minutes later each: what that weighs rises with them."""
    late_s = seconds(order.max_late)
    if not order.windows or not late_s:
        return
    end = problem.day.seconds(order.windows[-1].end)
    tiers = _TIERS if order.late_cents else 1
    for tier in range(tiers):
        first, last = tier * late_s // tiers, (tier + 1) * late_s // tiers
        price = round(order.late_cents * UNITS_PER_CENT * (first + last) / 2 / 3600)
        yield _Span(end + first + 1, end + last, price)


def _shipment(problem: Problem, index: int, limits: Sequence[Dimension], prize: int) -> Shipment:
    """A pair; of several windows the whole span, since a shipment has one: mending sees to it."""
    order = problem.orders[index]
    if order.collect is None:
        raise ValueError(f"order {order.id} is not fetched anywhere")
    fetch, serve = _spans(problem, order.collect.windows), _spans(problem, order.windows)
    return Shipment(
        problem.row_of(order.collect.point),
        int(problem.order_rows[index]),
        fetch[0].early,
        fetch[-1].late,
        seconds(order.collect.service),
        serve[0].early,
        serve[-1].late + seconds(order.max_late),
        seconds(order.service),
        [dimension.taken[index] for dimension in limits],
        prize,
        False,
    )


def released_s(problem: Problem, order: Order) -> int:
    """When its goods are at the depot; 0 for what does not come from there."""
    if order.release is None or not order.is_loaded:
        return 0
    return max(0, problem.day.seconds(order.release))


def _with(
    client: Client, span: _Span, group: int | None, *, prize: int, required: bool = False
) -> Client:
    return Client(
        client.location,
        delivery=list(client.delivery),
        pickup=list(client.pickup),
        service_duration=client.service_duration,
        tw_early=span.early,
        tw_late=span.late,
        release_time=client.release_time,
        prize=prize,
        required=required,
        group=group,
    )
