"""Wishes for the next plan: even routes, areas apart, and what is kept as it is."""

from dataclasses import replace

import pytest

from dashboard.domain import Aims, Balance, Pin
from dashboard.services import sample, wishes
from dashboard.store import Store
from tests.build import DATE, day_plan
from tests.pages.plan_pages import keep_plan, labels, open_page, words


def test_wishes_are_kept_for_the_day_as_soon_as_they_are_chosen(store: Store) -> None:
    sample.load(store, DATE)
    at = open_page("plan")
    at.button_group(key=f"balance_{DATE}").set_value("hours").run()
    at.select_slider(key=f"apart_{DATE}").set_value(50).run()
    assert wishes.get_aims(store, DATE) == Aims(Balance.HOURS, 50)
    at.button_group(key=f"balance_{DATE}").set_value("off").run()
    assert wishes.get_aims(store, DATE) == Aims(Balance.OFF, 50)


def test_a_wish_between_the_steps_of_the_scale_stays_as_it_is(store: Store) -> None:
    sample.load(store, DATE)
    wishes.save_aims(store, DATE, Aims(Balance.OFF, 30))
    at = open_page("plan")
    assert at.select_slider(key=f"apart_{DATE}").value == 30
    assert wishes.get_aims(store, DATE).apart == 30


@pytest.mark.parametrize(
    ("aims", "cents", "said"),
    [
        (Aims(Balance.HOURS), 1240, "Even hours: that costs 12.40 € more."),
        (Aims(Balance.STOPS, 50), 5, "Even stops and areas kept apart: that costs 0.05 € more."),
        (Aims(Balance.ALL), 0, "Everybody drives: that costs nothing here."),
    ],
)
def test_a_plan_says_what_wishes_cost(store: Store, aims: Aims, cents: int, said: str) -> None:
    keep_plan(store, replace(day_plan(), aims=aims, aims_cents=cents))
    assert said in words(open_page("plan"))


@pytest.mark.parametrize("plan", [day_plan(), replace(day_plan(), aims=Aims(Balance.ALL))])
def test_what_was_not_wished_or_not_compared_has_no_price(store: Store, plan: object) -> None:
    keep_plan(store, plan)  # type: ignore[arg-type]
    assert "that costs" not in words(open_page("plan"))


def test_a_route_is_locked_and_unlocked(store: Store) -> None:
    keep_plan(store)
    at = open_page("plan")
    at.selectbox(key="route_to_lock").set_value("s2").run()
    at.button(key="lock_s2").click().run()
    assert not at.exception
    locked = wishes.get_wishes(store, DATE).locked
    assert [step.order_id for step in locked["s2"]] == ["o2", "o5", "o8", "o11"]  # type: ignore[union-attr]
    at.button(key="unlock_s2").click().run()
    assert not wishes.get_wishes(store, DATE).locked


def test_a_chosen_order_is_kept_with_its_driver_and_let_go(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    at.session_state["chosen_order"] = "o5"
    at.run()
    at.selectbox(key="pin_at_o5").set_value(-1).run()
    at.button(key="pin_o5").click().run()
    assert wishes.get_wishes(store, DATE).pins == (Pin("o5", "s2", -1),)
    assert "as the last stop" in words(at)
    at.button(key="unpin_o5").click().run()
    assert wishes.get_wishes(store, DATE).pins == ()


def test_the_place_that_an_order_has_can_be_kept(store: Store) -> None:
    keep_plan(store)
    at = open_page("map")
    at.session_state["chosen_order"] = "o5"
    at.run()
    at.selectbox(key="pin_at_o5").set_value(2).run()
    at.button(key="pin_o5").click().run()
    assert wishes.get_wishes(store, DATE).pins == (Pin("o5", "s2", 2),)


def test_orders_of_a_locked_route_are_not_kept_one_by_one(store: Store) -> None:
    keep_plan(store)
    wishes.lock_route(store, DATE, day_plan(), "s2")
    at = open_page("map")
    at.session_state["chosen_order"] = "o5"
    at.run()
    assert "Keep it" not in labels(at)


def test_all_that_is_kept_is_listed_beside_the_plan_button(store: Store) -> None:
    sample.load(store, DATE)
    keep_plan(store)
    wishes.lock_route(store, DATE, day_plan(), "s1")
    wishes.add_pin(store, DATE, Pin("o5", "Own van-1", 1))
    at = open_page("plan")
    assert "Order o5 stays with 1 Sanna, as the first stop" in words(at)
    at.button(key="free_order_o5").click().run()
    at.button(key="free_route_s1").click().run()
    assert wishes.get_wishes(store, DATE) == wishes.NO_WISHES
