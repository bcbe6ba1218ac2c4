"""Orders: corrections, states, days."""

import pytest

from dashboard.domain import ConflictError, StoreError
from dashboard.store import (
    Store,
    add_order,
    day_version,
    edit_orders,
    get_orders,
    list_orders,
    move_orders,
    set_state,
)
from tests.store.records import MONDAY, TUESDAY, record, row, take_in

ONE, TWO = ("shop", "1"), ("shop", "2")


def test_orders_come_back_as_they_went_in_and_in_the_order_of_the_file(store: Store) -> None:
    take_in(store, row("2", customer="Zoë"), row("1", customer="  Ana ", notes=""))
    first, second = list_orders(store, MONDAY)
    assert (first.order_id, second.order_id) == ("2", "1")
    assert first.values == {"customer": "Zoë"}
    assert second.values == {"customer": "  Ana ", "notes": ""}
    assert first.extra == {"colour": "blue"}
    assert (first.state, first.file, first.row) == ("open", "orders.csv", 2)


def test_a_correction_wins_and_none_takes_it_back(store: Store) -> None:
    take_in(store, row("1", parcels="2", notes="ring"))
    [changed] = edit_orders(store, {ONE: {"parcels": "3"}})
    assert changed.text == {"parcels": "3", "notes": "ring"}
    assert list_orders(store, MONDAY) == [changed]
    [undone] = edit_orders(store, {ONE: {"parcels": None}})
    assert undone.edits == {}
    assert undone.text["parcels"] == "2"


def test_only_what_differs_from_the_file_is_a_correction(store: Store) -> None:
    take_in(store, row("1", parcels="2"))
    assert edit_orders(store, {ONE: {"parcels": "2", "phone": ""}}) == []
    version = day_version(store, MONDAY)
    edit_orders(store, {ONE: {"parcels": "2"}})
    assert day_version(store, MONDAY) == version


def test_a_new_correction_ends_a_conflict(store: Store) -> None:
    take_in(store, row("1", parcels="2"))
    edit_orders(store, {ONE: {"parcels": "3"}})
    take_in(store, row("1", parcels="4"))
    assert get_orders(store, [ONE])[ONE].conflicts == {"parcels": "4"}
    [decided] = edit_orders(store, {ONE: {"parcels": "3"}})
    assert (decided.edits, decided.conflicts) == ({"parcels": "3"}, {})


def test_corrections_of_several_orders_are_kept_together_or_not_at_all(store: Store) -> None:
    take_in(store, row("1", parcels="2"))
    with pytest.raises(StoreError, match="no order 9"):
        edit_orders(store, {ONE: {"parcels": "3"}, ("shop", "9"): {"parcels": "3"}})
    assert get_orders(store, [ONE])[ONE].edits == {}


def test_an_excluded_order_stays_listed_and_excluded(store: Store) -> None:
    take_in(store, row("1", parcels="1"), row("2"))
    set_state(store, [ONE], "excluded")
    take_in(store, row("1", parcels="2"))
    assert [order.state for order in list_orders(store, MONDAY)] == ["excluded", "open"]


def test_moved_orders_go_to_the_end_of_the_other_day(store: Store) -> None:
    take_in(store, row("1"), row("2"), row("3"))
    take_in(store, row("8"), day=TUESDAY)
    before = day_version(store, MONDAY), day_version(store, TUESDAY)
    moved = move_orders(store, [("shop", "3"), ONE], TUESDAY)
    assert [order.order_id for order in moved] == ["1", "3"]
    assert [order.order_id for order in list_orders(store, MONDAY)] == ["2"]
    assert [order.order_id for order in list_orders(store, TUESDAY)] == ["8", "1", "3"]
    after = day_version(store, MONDAY), day_version(store, TUESDAY)
    assert not set(before) & set(after)


def test_an_order_added_by_hand_stands_last_and_only_once(store: Store) -> None:
    take_in(store, row("1"), row("2"))
    added = add_order(store, record("1", customer="Ana"))
    assert list_orders(store, MONDAY)[-1] == added
    with pytest.raises(ConflictError):
        add_order(store, record("1", day=TUESDAY))
    assert list_orders(store, TUESDAY) == []


def test_orders_of_two_sources_may_share_an_id(store: Store) -> None:
    take_in(store, row("1", source="a"), row("1", source="b"))
    found = get_orders(store, [("b", "1"), ("a", "1"), ("c", "1")])
    assert list(found) == [("b", "1"), ("a", "1")]


def test_more_orders_than_one_statement_may_name_are_found(store: Store) -> None:
    take_in(store, *(row(str(n)) for n in range(10_050)))
    keys = [("shop", str(n)) for n in range(10_050)]
    assert len(get_orders(store, keys)) == 10_050


def test_text_of_any_kind_survives(store: Store) -> None:
    nasty = '\'; drop table orders; --\t\n\u202e 東京 \U0001f69a "=1+1" \ud800'
    take_in(store, row("1", notes=nasty))
    assert list_orders(store, MONDAY)[0].values["notes"] == nasty
