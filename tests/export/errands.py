"""A day on which a driver does more than deliver: a break, a second trip, fetching, taking back."""

from datetime import timedelta

from dashboard.domain import (
    Assignment,
    Break,
    Collection,
    Kind,
    Pause,
    Plan,
    Reload,
    Task,
    make_plan,
)
from tests.build import house, order, problem, shift, window

FETCHED_AT = "Harbour Road 3"


def errands_plan() -> Plan:
    """One driver: deliver a, fetch b, a break, b, take back c, load again, deliver d."""
    orders = [
        order("a", 1, parcels=2),
        order(
            "b",
            4,
            customer="Café Ströget",
            notes="Ring twice.",
            collect=Collection(
                house(3), (window("09:00", "10:00"),), timedelta(minutes=10), FETCHED_AT
            ),
        ),
        order("c", 2, parcels=3, kind=Kind.HAND_BACK),
        order("d", 1, parcels=4),
    ]
    rest = Break("s/break-1", window("09:30", "10:30"), timedelta(minutes=30))
    day = problem(orders, [shift("s", reloads=1, breaks=(rest,))])
    steps = (
        Task("a"),
        Task("b", Kind.PICK_UP),
        Pause(rest.id),
        Task("b"),
        Task("c", Kind.HAND_BACK),
        Reload("depot"),
        Task("d"),
    )
    return make_plan(day, Assignment({"s": steps}))
