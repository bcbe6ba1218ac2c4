"""What one plan changes against another, as a person reads it."""

from dataclasses import replace

from dashboard.domain import Formats
from dashboard.services.plans import Comparison, compare
from dashboard.ui.differences import changed_orders, difference_words, order_words
from tests.build import day_plan

SAME = Comparison((), (), (), (), 0, 0, 0, 0, 0)
STANDARD = Formats()


def test_money_and_punctuality_are_named_as_differences() -> None:
    change = replace(SAME, cost_cents=4800, on_time=2, driving_s=-720)
    assert difference_words(change, STANDARD) == "+48 €, 2 more on time, 12 min less driving"


def test_fewer_drivers_and_a_shorter_way_are_named() -> None:
    change = replace(SAME, drivers=-1, distance_m=-3400)
    assert difference_words(change, STANDARD) == "1 fewer driver, 3.4 km less to drive"


def test_what_rounds_to_nothing_is_not_named() -> None:
    change = replace(SAME, cost_cents=20, driving_s=9)
    assert difference_words(change, STANDARD) == "the same cost, times and distance"


def test_orders_that_change_hands_are_listed_with_both_drivers() -> None:
    before, after = day_plan(drivers=1), day_plan(orders=11, drivers=2)
    change = compare(before, after)
    table = changed_orders(change, before, after, STANDARD)
    rows = {row["Order"]: row for row in table.to_dict("records")}
    assert rows["o2"]["Before"].startswith("1 Driver 1, ")
    assert rows["o2"]["After"].startswith("2 Driver 2, ")
    assert rows["o11"]["After"] == "not scheduled"
    assert order_words(change).startswith("5 with another driver, 1 left out instead")
