"""A market day of twelve orders, with everything that a list must show."""

from dataclasses import replace

from dashboard.domain import Day, Order, Plan, RowProblem, Unassigned, make_plan
from dashboard.domain.assignments import Assignment, Reload, Step, Task
from dashboard.domain.plans import Reason
from tests.build import DATE, depot, order, problem, shift

DAY = Day(DATE, "Europe/Helsinki")
PHONE, ADDRESS = "+358 40 123 4567", "Fredrikinkatu 7 A 3, 00120 Helsinki"


def market_orders() -> list[Order]:
    """Two orders at one door, accents, long notes, several windows, one that comes late."""
    orders = [
        order("o1", 1, weight_g=1500, customer="Café Ströget", windows=[("09:00", "10:00")]),
        order("o2", 1, customer="Ψαρόπουλος", parcels=3, notes="Ring twice."),
        order("o3", 3, customer="Łukasz Żółć", windows=[("08:00", "08:30"), ("09:00", "11:00")]),
        order("o4", 4, customer='O\'Brien "Bob"; & sons', notes="Gate code 4711#\nDog in the yard"),
        order("o5", 5, customer="Юлия Шевченко", windows=[("07:00", "08:00")]),
        order("o6", 2, customer="Kukkakauppa", notes="Keep upright. " * 30),
        order("o7", 2, customer="Apteekki"),
        order("o8", 6, customer="=1+1", notes="@SUM(A1)", parcels=12, weight_g=12_400),
        order("o9", 7, customer="東京 Flowers 🌷", notes="🐕"),
        order("o10", 3, customer="Reload first"),
        order("o11", 4, customer="Last one"),
        order("o12", 9, customer="Left out"),
    ]
    return [
        one if k % 3 == 2 else replace(one, phone=PHONE, address=ADDRESS)
        for k, one in enumerate(orders)
    ]


def market_plan() -> Plan:
    """Two drivers; the first loads again before its last two orders; o12 is left out."""
    fleet = [replace(shift("van-1", 1), driver="Aino Mäkelä"), shift("van-2", 2, end=None)]
    day = replace(problem(market_orders(), fleet, at_depot=depot(loading_min=10)), day=DAY)
    first, again = map(Task, ("o1", "o2", "o3", "o4", "o5")), map(Task, ("o10", "o11"))
    steps: dict[str, tuple[Step, ...]] = {
        "van-1": (*first, Reload("depot"), *again),
        "van-2": tuple(map(Task, ("o6", "o7", "o8", "o9"))),
    }
    return make_plan(
        day,
        Assignment(steps),
        unassigned=[
            Unassigned("o12", Reason.FLEET_FULL_TIME, "Every driver is busy till the end.")
        ],
        rejected=[
            RowProblem("orders.csv", 5, "latitude", "=A1", "This is no number.", "Write 60.17.")
        ],
        input_sha256="0" * 64,
    )
