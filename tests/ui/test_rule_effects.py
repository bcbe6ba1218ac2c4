"""What is said of a change of the rules: counts of what it made of the orders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.domain import Order, Priority
from dashboard.services.orders import OrderView
from dashboard.ui.rule_effects import effect_words
from tests.build import order, window


def view(name: str, read: Order | None, **more: Any) -> OrderView:
    """An order as the table has it."""
    return OrderView(
        key=("file", name),
        order_id=name,
        text={},
        order=read,
        problems=(),
        conflicts={},
        far_km=None,
        **{"excluded": False, **more},
    )


def views(*orders: Order, **more: Any) -> Sequence[OrderView]:
    return [view(one.id, one, **more) for one in orders]


BEFORE = [order("a"), order("b"), order("c")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"skills": frozenset(["cooling"])}, "1 order now needs cooling."),
        ({"service": timedelta(minutes=15)}, "1 order now takes 15 min at the door."),
        ({"priority": Priority.HIGH}, "1 order now has high priority."),
        ({"driver_class": "Bike"}, "1 order is now only for Bike."),
        ({"own_stop": True}, "1 order now has a stop of its own."),
        ({"windows": (window("09:00", "10:00"),)}, "1 order now has other delivery hours."),
    ],
)
def test_a_change_of_one_order_is_said_in_words(change: dict[str, Any], words: str) -> None:
    after = [replace(BEFORE[0], **change), *BEFORE[1:]]
    assert effect_words(views(*BEFORE), views(*after)) == f"On this day {words}"


def test_the_same_change_of_several_is_counted_and_the_most_common_comes_first() -> None:
    cold = [replace(one, skills=frozenset(["cooling"])) for one in BEFORE]
    cold[0] = replace(cold[0], priority=Priority.LOW)
    words = "On this day 3 orders now need cooling; 1 order now has low priority."
    assert effect_words(views(*BEFORE), views(*cold)) == words
    words = "On this day 3 orders no longer need cooling; 1 order now has normal priority."
    assert effect_words(views(*cold), views(*BEFORE)) == words


def test_what_is_taken_back_is_said_too() -> None:
    own = replace(BEFORE[0], own_stop=True, driver_class="Bike")
    words = "On this day 1 order is now for every kind of driver; 1 order needs no more a stop"
    assert effect_words(views(own), views(BEFORE[0])) == f"{words} of its own."


def test_of_orders_left_out_nothing_else_is_said() -> None:
    cold = [replace(one, skills=frozenset(["cooling"])) for one in BEFORE]
    out = views(*cold, excluded=True)
    assert effect_words(views(*BEFORE), out) == "On this day 3 orders are now left out."
    assert effect_words(out, views(*BEFORE)) == "On this day 3 orders are now taken in."
    assert "No order of this day" in effect_words(out, views(*BEFORE, excluded=True))


def test_orders_that_can_be_read_no_more_are_named() -> None:
    unread = [view("a", None)]
    assert "1 order can no longer be read" in effect_words(views(BEFORE[0]), unread)
    assert "1 order can be read now" in effect_words(unread, views(BEFORE[0]))
    assert "No order of this day" in effect_words(unread, unread)


def test_a_day_without_orders_is_said_to_be_one() -> None:
    assert effect_words([], []) == "This day has no orders yet."
