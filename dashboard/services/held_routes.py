"""Routes that a planner has locked, as far as the day still has what they are made of."""

from collections.abc import Mapping, Sequence

from dashboard.domain import Held, Kind, Order, Pause, Reload, Shift, Step, Task


def held_routes(
    locked: Mapping[str, Sequence[Step]], orders: Sequence[Order], shifts: Sequence[Shift]
) -> dict[str, Held]:
    """How the routes of locked shifts go; one of which no order is left is locked no more."""
    shift_by_id = {shift.id: shift for shift in shifts}
    order_by_id = {order.id: order for order in orders}
    held = {
        name: _still_there(steps, order_by_id, shift_by_id[name])
        for name, steps in locked.items()
        if name in shift_by_id
    }
    return {
        name: Held(steps)
        for name, steps in held.items()
        if any(isinstance(step, Task) for step in steps)
    }


def _still_there(
    steps: Sequence[Step], orders: Mapping[str, Order], shift: Shift
) -> tuple[Step, ...]:
    known: set[Step] = {Reload(shift.depot_id), *(Pause(rest.id) for rest in shift.breaks)}
    for order in orders.values():
        tasks = _tasks(order)
        # What is fetched now and was not, or the reverse, has no place on the route.
        if tasks <= set(steps):
            known |= tasks
    return tuple(step for step in steps if step in known)


def _tasks(order: Order) -> set[Step]:
    served: set[Step] = {Task(order.id, order.kind)}
    return served | {Task(order.id, Kind.PICK_UP)} if order.collect else served
