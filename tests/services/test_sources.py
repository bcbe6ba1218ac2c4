"""What a business says once: rules, words for parts of a day, how files are written."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.domain import Order, PlannerError, Priority
from dashboard.services import days, order_files, orders, rule_counts, sources
from dashboard.services.orders import OrderView
from dashboard.services.sources import (
    ANYWHERE,
    METHOD,
    NAMED_SPANS,
    PRODUCT,
    TAG,
    EndMeans,
    OrderRule,
    Source,
)
from dashboard.store import Store
from tests.intake.build_tables import csv_bytes
from tests.services.ready import DATE, ready_day

HEADINGS = ("order_id", "latitude", "longitude", "window", "tags", "products", "shipping method")


def bring(store: Store, *rows: tuple[str, str, str, str]) -> None:
    """Orders A1, A2, … with these windows, tags, products and shipping methods."""
    ready_day(store, 0)
    texts = [[f"A{k}", "60.18", f"24.93{k}", *row] for k, row in enumerate(rows, start=1)]
    order_files.import_file(store, DATE, csv_bytes(HEADINGS, *texts), "o.csv")


def views(store: Store) -> dict[str, OrderView]:
    return {view.order_id: view for view in orders.list_orders(store, DATE)}


def order(store: Store, name: str) -> Order:
    found = views(store)[name].order
    assert found is not None
    return found


def hours(store: Store, name: str) -> list[str]:
    """An order's windows by the clock of the day."""
    day = days.get_setup(store, DATE).day
    return [
        f"{day.local(w.start):%H:%M}-{day.local(w.end):%H:%M}" for w in order(store, name).windows
    ]


def test_rules_count_for_orders_that_are_here_already(store: Store) -> None:
    bring(
        store,
        ("", "fridge", "Cake", "Express"),
        ("", "", "Wedding cake", "Express"),
        ("", "", "Cake", "Pickup"),
    )
    rules = (
        OrderRule(PRODUCT, "wedding", service_min=15, priority="high", driver_class="Bike"),
        OrderRule(TAG, "fridge", skill="cooling", own_stop=True),
        OrderRule(METHOD, "Pickup", leave_out=True),
    )
    sources.save_order_rules(store, rules)
    assert sources.order_rules(store) == rules
    cooled, wedding, fetched = views(store).values()
    assert (cooled.rules, wedding.rules, fetched.rules) == (("fridge",), ("wedding",), ("Pickup",))
    assert order(store, "A1").skills == {"cooling"}
    assert order(store, "A1").own_stop
    assert order(store, "A2").service == dt.timedelta(minutes=15)
    assert order(store, "A2").priority is Priority.HIGH
    assert order(store, "A2").driver_class == "Bike"
    assert (fetched.excluded, fetched.left_out_by, fetched.state) == (True, "Pickup", "open")
    sources.save_order_rules(store, [])
    assert not any(view.rules or view.excluded for view in views(store).values())


def test_every_rule_is_counted_also_two_of_the_same_words(store: Store) -> None:
    bring(store, ("", "cake", "Cake", ""), ("", "", "Cake", ""), ("", "", "", ""))
    rules = [
        OrderRule(TAG, "cake", service_min=5),
        OrderRule(PRODUCT, "cake", service_min=9),
        OrderRule(ANYWHERE, "nothing of the kind", leave_out=True),
        OrderRule(PRODUCT, "cake", service_min=9),
    ]
    assert rule_counts.count_orders(store, DATE, rules) == [1, 2, 0, 2]
    orders.edit(store, {("file", "A3"): {"tags": "Cake"}})
    assert rule_counts.count_orders(store, DATE, rules) == [2, 2, 0, 2]
    assert rule_counts.count_orders(store, DATE, []) == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (OrderRule("heart", "x", leave_out=True), "Rule 2: choose where to look"),
        (OrderRule(TAG, " !", leave_out=True), "Rule 2: it has no words"),
        (OrderRule(TAG, "x", service_min=481), "Rule 2: minutes at the door lie between"),
        (OrderRule(TAG, "x", service_min=-1), "Rule 2: minutes at the door lie between"),
        (OrderRule(TAG, "x", service_min=float("nan")), "Rule 2: minutes at the door lie between"),
        (OrderRule(TAG, "x", priority="so-so"), "Rule 2: 'so-so' is no priority. Give low"),
        (OrderRule(TAG, "x"), "Rule 2: it gives orders with “x” nothing"),
    ],
)
def test_a_rule_that_cannot_be_is_named_by_its_number(
    store: Store, rule: OrderRule, words: str
) -> None:
    sound = OrderRule(TAG, "vip", priority="high")
    with pytest.raises(PlannerError, match=words):
        sources.save_order_rules(store, [sound, rule])
    assert sources.order_rules(store) == ()


def test_words_for_parts_of_the_day_count_for_orders_that_are_here(store: Store) -> None:
    bring(store, ("vormittags", "", "", ""), ("", "", "", ""))
    orders.edit(store, {("file", "A2"): {"window": "lunch"}})
    assert hours(store, "A1") == ["08:00-12:00"]
    assert views(store)["A2"].order is None
    spans = [
        sources.span_of("Vormittags, morning", dt.time(7), dt.time(11)),
        sources.span_of("LUNCH; Mittags、昼", dt.time(11), dt.time(13, 30)),
    ]
    sources.save_named_spans(store, spans)
    assert sources.named_spans(store)[1].words == ("lunch", "mittags", "昼")
    assert (hours(store, "A1"), hours(store, "A2")) == (["07:00-11:00"], ["11:00-13:30"])
    sources.reset_named_spans(store)
    assert sources.named_spans(store) == NAMED_SPANS
    assert hours(store, "A1") == ["08:00-12:00"]


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([("", 8, 12)], "needs a word"),
        ([(" , ", 8, 12)], "needs a word"),
        ([("morning", 12, 8)], "“morning” ends at 08:00, not after its start"),
        ([("morning", 8, 8)], "“morning” ends at 08:00, not after its start"),
        ([("morning", 8, 12), ("Matin, Morning", 9, 10)], "“morning” stands for two parts"),
    ],
)
def test_parts_of_the_day_that_cannot_be_are_refused(
    store: Store, spans: list[tuple[str, int, int]], words: str
) -> None:
    wanted = [sources.span_of(text, dt.time(a), dt.time(b)) for text, a, b in spans]
    with pytest.raises(PlannerError, match=words):
        sources.save_named_spans(store, wanted)
    assert sources.named_spans(store) == NAMED_SPANS


def test_a_source_that_says_finish_by_has_earlier_windows_and_others_have_not(store: Store) -> None:
    bring(store, ("10:00-12:00", "", "", ""))
    rule = OrderRule(ANYWHERE, "A1", service_min=20)
    sources.save_order_rules(store, [rule])
    assert hours(store, "A1") == ["10:00-12:00"]
    sources.save_source(store, Source("shopify", EndMeans.FINISH_BY))
    assert hours(store, "A1") == ["10:00-12:00"]
    sources.save_source(store, Source("file", EndMeans.FINISH_BY))
    assert hours(store, "A1") == ["10:00-11:40"]
    sources.save_source(store, Source("file", EndMeans.ARRIVE_BY))
    assert hours(store, "A1") == ["10:00-12:00"]


def test_a_habit_of_one_source_leaves_what_is_known_of_it_and_of_others(store: Store) -> None:
    sources.save_source(store, Source("shopify", EndMeans.FINISH_BY))
    sources.set_day_first(store, "shopify", False)
    sources.set_day_first(store, "file", True)
    assert sources.source(store, "shopify") == Source("shopify", EndMeans.FINISH_BY, False)
    assert sources.known_day_first(store) == (("file", True), ("shopify", False))
    sources.save_source(store, replace(sources.source(store, "shopify"), day_first=None))
    assert sources.known_day_first(store) == (("file", True),)
    assert sources.habits_of(store) == sources.habits_of(store)
    assert hash(sources.habits_of(store)) == hash(sources.habits_of(store))


def test_the_sources_of_orders_are_those_that_brought_some(store: Store) -> None:
    assert sources.seen(store) == []
    bring(store, ("", "", "", ""), ("", "", "", ""))
    orders.add(store, DATE, {"order_id": "B", "address": "Kaivokatu 1"})
    assert sources.seen(store) == ["file", "hand"]
    assert set(sources.seen(store)) <= sources.names().keys()
    assert sources.names()["woocommerce"] == "WooCommerce orders"


def test_a_choice_of_columns_is_kept_for_files_with_the_same_headings(store: Store) -> None:
    chosen = {"latitude": "north", "longitude": "east"}
    sources.remember_columns(store, ["who", "north", "east"], chosen)
    assert sources.remembered_columns(store, ["east", "who", "north"]) == chosen
    assert sources.remembered_columns(store, ["who", "north"]) is None
    sources.remember_columns(store, ["a"], {})
    assert sources.remembered_columns(store, ["a"]) == {}
    assert sources.count_remembered(store) == 2
    sources.remember_columns(store, ["a"], None)
    assert sources.count_remembered(store) == 1
    sources.forget_columns(store)
    assert sources.count_remembered(store) == 0
    assert sources.remembered_columns(store, ["who", "north", "east"]) is None


def test_of_very_many_choices_of_columns_the_oldest_go(store: Store) -> None:
    for number in range(203):
        sources.remember_columns(store, [f"heading {number}"], {"address": f"heading {number}"})
    assert sources.count_remembered(store) == 200
    assert sources.remembered_columns(store, ["heading 2"]) is None
    assert sources.remembered_columns(store, ["heading 3"]) is not None
