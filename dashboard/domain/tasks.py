"""What is done at each step of a route, in words, and where."""

from dashboard.domain.assignments import Kind
from dashboard.domain.days import TimeWindow
from dashboard.domain.fleet import Depot
from dashboard.domain.orders import Order
from dashboard.domain.plans import Plan, Route, TimedStep
from dashboard.domain.points import Point
from dashboard.domain.words import count_words, duration_words


def task_words(plan: Plan, route: Route, step: TimedStep) -> str:
    """Such as "Take back: 2 parcels" or "Break 30 min"; empty for a plain delivery."""
    if step.order_id is None:
        return _halt_words(plan, route, step)
    order = plan.order_by_id[step.order_id]
    if step.kind is Kind.HAND_BACK:
        return f"Take back: {_goods(order)}"
    if step.kind is Kind.PICK_UP and order.collect is not None:
        return f"Fetch from {order.collect.address or position_words(order.collect.point)}"
    return ""


def place_of(order: Order, step: TimedStep) -> Point | None:
    """Where the step of an order is: where it is fetched, or where it is served."""
    if step.kind is Kind.PICK_UP and order.collect is not None:
        return order.collect.point
    return order.point


def windows_of(order: Order, step: TimedStep) -> tuple[TimeWindow, ...]:
    """The windows in which the step of an order may begin."""
    if step.kind is Kind.PICK_UP and order.collect is not None:
        return order.collect.windows
    return order.windows


def depot_of(plan: Plan, route: Route) -> Depot | None:
    """Where the route loads."""
    depot_id = plan.shift_by_id[route.shift_id].depot_id
    return next((depot for depot in plan.depots if depot.id == depot_id), None)


def position_words(point: Point | None) -> str:
    """Degrees, for a place without an address."""
    return f"{point.lat:.5f}, {point.lon:.5f}" if point else ""


def _halt_words(plan: Plan, route: Route, step: TimedStep) -> str:
    if step.kind is Kind.PAUSE:
        return f"Break {duration_words(step.departure - step.service_start)}"
    depot = depot_of(plan, route)
    return f"Load again at {depot.name}" if depot else "Load again"


def _goods(order: Order) -> str:
    return count_words(order.load.parcels, "parcel")
