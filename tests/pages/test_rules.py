"""The rules page: rules for orders, words for parts of a day, how files are written."""

from datetime import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain import PlannerError
from dashboard.services import order_files, orders, sources
from dashboard.services.sources import ANYWHERE, NAMED_SPANS, TAG, EndMeans, OrderRule
from dashboard.store import Store
from dashboard.ui.day_words_table import read_spans
from dashboard.ui.rule_rows import read_rules
from tests.build import DATE
from tests.pages.plan_pages import labels, open_page, words

ORDERS = """order_id,latitude,longitude,window,tags,products,shipping method
A,60.17,24.94,morning,fridge,Cake,Express
B,60.18,24.95,,fridge,Wedding cake,Express
C,60.19,24.96,10:00-12:00,,Cake,Pickup
"""
WEDDING = {"where": ANYWHERE, "words": "Wedding", "service_min": 15, "skill": "Cooling"}


def bring(store: Store) -> None:
    order_files.import_file(store, DATE, ORDERS.encode(), "o.csv")


def type_in(
    at: AppTest,
    key: str,
    *,
    added: tuple[dict[str, Any], ...] = (),
    edited: dict[int, dict[str, Any]] | None = None,
    deleted: tuple[int, ...] = (),
) -> AppTest:
    """Rows as a person types them into one of the tables."""
    at.session_state[key] = {
        "edited_rows": edited or {},
        "added_rows": list(added),
        "deleted_rows": list(deleted),
    }
    at.run()
    assert not at.exception
    return at


def rules_key(turn: int = 0) -> str:
    return f"order_rules_{DATE}_{turn}"


def click(at: AppTest, label: str) -> AppTest:
    """Press the button; nothing may go wrong."""
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def told(at: AppTest) -> str:
    """What was done, as the page says it."""
    return "\n".join(element.value for element in at.success).replace("\\", "")


def test_three_examples_are_a_click_away_and_what_they_do_is_told(store: Store) -> None:
    bring(store)
    at = click(open_page("rules"), "Add three examples")
    assert "2 orders now need cooling" in told(at)
    assert "1 order now takes 15 min at the door" in told(at)
    assert "1 order is now left out" in told(at)
    assert list(at.dataframe[0].value["count"]) == [1, 2, 1]
    assert "Add three examples" not in labels(at)
    assert [view.left_out_by for view in orders.list_orders(store, DATE)] == ["", "", "Pickup"]


def test_examples_help_a_workspace_without_orders_too(store: Store) -> None:
    at = click(open_page("rules"), "Add three examples")
    assert "This day has no orders yet." in told(at)
    assert len(sources.order_rules(store)) == 3


def test_a_rule_says_how_many_orders_it_would_have_before_it_is_saved(store: Store) -> None:
    bring(store)
    at = type_in(open_page("rules"), rules_key(), added=(WEDDING,))
    assert "Not saved yet. Orders of this day: “Wedding” 1." in words(at)
    assert sources.order_rules(store) == ()
    assert [button.label for button in at.button if button.proto.type == "primary"] == [
        "Save the rules"
    ]
    click(at, "Save the rules")
    assert sources.order_rules(store) == (
        OrderRule(ANYWHERE, "Wedding", service_min=15, skill="cooling"),
    )
    assert "The rules are saved. On this day 1 order" in told(at)
    assert "Not saved yet" not in words(at)
    at.run()
    assert told(at) == ""


def test_rules_are_corrected_and_deleted_in_the_table(store: Store) -> None:
    bring(store)
    fridge = OrderRule(TAG, "fridge", priority="high")
    sources.save_order_rules(store, [OrderRule(TAG, "vip", priority="low"), fridge])
    at = type_in(open_page("rules"), rules_key(), edited={1: {"leave_out": True}}, deleted=(0,))
    click(at, "Save the rules")
    assert sources.order_rules(store) == (
        OrderRule(TAG, "fridge", priority="high", leave_out=True),
    )
    assert "On this day 2 orders are now left out." in told(at)


def test_a_rule_that_cannot_be_is_refused_with_the_reason_and_stays_typed(store: Store) -> None:
    at = type_in(open_page("rules"), rules_key(), added=({"where": TAG, "words": "*vip*"},))
    click(at, "Save the rules")
    assert "Rule 1: it gives orders with “*vip*” nothing" in words(at)
    assert "Not saved yet" in words(at)
    click(at, "Discard")
    assert "Not saved yet" not in words(at)
    assert sources.order_rules(store) == ()


def test_rules_that_nobody_can_serve_are_named_with_a_remedy(store: Store) -> None:
    bring(store)
    rules = [OrderRule(TAG, "fridge", skill="cooling"), OrderRule(TAG, "vip", skill="a piano")]
    sources.save_order_rules(store, [*rules, OrderRule(ANYWHERE, "cake", driver_class="Bike")])
    said = [element.value.replace("\\", "") for element in open_page("rules").warning]
    assert len(said) == 2
    assert "no driver of this day has cooling, so that 2 orders cannot be delivered" in said[0]
    assert "no Bike drives on this day, so that 3 orders cannot be delivered" in said[1]


def test_words_for_parts_of_the_day_are_changed_and_taken_back(store: Store) -> None:
    bring(store)
    at = type_in(open_page("rules"), "day_words_0", edited={0: {"start": "09:30:00"}})
    click(at, "Save these words")
    assert sources.named_spans(store)[0].start == time(9, 30)
    assert "The words are saved. On this day 1 order now has other delivery hours." in told(at)
    click(at, "Back to the usual words")
    assert sources.named_spans(store) == NAMED_SPANS
    assert "Back to the usual words" not in labels(at)


def test_an_unfinished_part_of_the_day_is_refused(store: Store) -> None:
    at = type_in(open_page("rules"), "day_words_0", added=({"words": "lunch"},))
    click(at, "Save these words")
    assert "“lunch”: give both" in words(at)
    assert sources.named_spans(store) == NAMED_SPANS


def test_the_end_of_a_window_means_what_is_chosen_for_its_kind_of_file(store: Store) -> None:
    bring(store)
    sources.save_order_rules(store, [OrderRule(ANYWHERE, "C", service_min=20)])
    at = open_page("rules")
    assert "**Table with headings**" in words(at)
    at.selectbox(key="end_means_file").set_value("finish").run()
    assert not at.exception
    assert sources.source(store, "file").end_means is EndMeans.FINISH_BY
    assert "Table with headings: saved. On this day 1 order now has other" in told(at)
    at.selectbox(key="day_first_file").set_value("month").run()
    assert sources.source(store, "file") == sources.Source("file", EndMeans.FINISH_BY, False)
    at.selectbox(key="day_first_file").set_value("").run()
    assert sources.source(store, "file").day_first is None


def test_a_kind_of_file_that_has_not_come_yet_can_be_chosen(store: Store) -> None:
    at = open_page("rules")
    at.selectbox(key="another_source").set_value("shopify").run()
    at.selectbox(key="day_first_shopify").set_value("day").run()
    assert sources.known_day_first(store) == (("shopify", True),)


def test_choices_of_columns_are_counted_and_forgotten(store: Store) -> None:
    assert "Forget them" not in labels(open_page("rules"))
    for heading in ("a", "b"):
        sources.remember_columns(store, [heading], {"address": heading})
    at = open_page("rules")
    assert "kept for 2 kinds of files" in words(at)
    click(at, "Forget them")
    assert sources.count_remembered(store) == 0


def test_rows_in_which_nothing_was_written_are_no_rules() -> None:
    blank = {"where": ANYWHERE, "words": None, "service_min": float("nan"), "leave_out": None}
    assert read_rules([blank, {"where": None}, WEDDING | {"own_stop": True}]) == [
        OrderRule(ANYWHERE, "Wedding", service_min=15, skill="cooling", own_stop=True)
    ]
    zero = {"where": TAG, "words": "letter", "service_min": 0.0}
    assert read_rules([zero]) == [OrderRule(TAG, "letter", service_min=0)]


def test_rows_of_hours_are_read_or_refused_by_their_words() -> None:
    row = {"words": "Lunch, Mittag", "start": time(11), "end": time(13, 30)}
    [span] = read_spans([row, {"words": None, "start": None, "end": None}])
    assert (span.words, span.start, span.end) == (("lunch", "mittag"), time(11), time(13, 30))
    with pytest.raises(PlannerError, match="“Lunch, Mittag”: give both"):
        read_spans([row | {"end": None}])
