"""What a file says of an order's day and fate, and what a newer file leaves out."""

import datetime
from dataclasses import replace
from typing import Any

from dashboard.store import (
    Fate,
    Store,
    day_version,
    get_orders,
    keep_missing,
    list_orders,
    move_orders,
    orders_seen_in,
    set_state,
)
from tests.store.records import MONDAY, TUESDAY, row, take_in

ONE = ("shop", "1")
WEDNESDAY = TUESDAY + datetime.timedelta(days=1)


def dated(order_id: str, day: datetime.date | None, **more: Any) -> Any:
    return replace(row(order_id), day=day, **more)


def test_an_order_lies_on_the_day_its_file_names(store: Store) -> None:
    counts = take_in(store, dated("1", TUESDAY), dated("2", None))
    assert [order.order_id for order in list_orders(store, TUESDAY)] == ["1"]
    assert [order.order_id for order in list_orders(store, MONDAY)] == ["2"]
    assert [fate.day for fate in counts.fates] == [TUESDAY, MONDAY]
    assert [fate.on_other_day for fate in counts.fates] == [None, None]


def test_an_order_follows_its_file_to_a_new_day(store: Store) -> None:
    take_in(store, dated("1", MONDAY), dated("2", TUESDAY))
    monday, tuesday = day_version(store, MONDAY), day_version(store, TUESDAY)
    counts = take_in(store, dated("1", TUESDAY), dated("2", TUESDAY))
    assert [fate.fate for fate in counts.fates] == [Fate.UPDATED, Fate.DUPLICATE]
    assert [order.order_id for order in list_orders(store, TUESDAY)] == ["2", "1"]
    assert day_version(store, MONDAY) != monday
    assert day_version(store, TUESDAY) != tuesday


def test_an_order_that_a_person_moved_stays_when_its_file_names_another_day(store: Store) -> None:
    take_in(store, dated("1", MONDAY))
    move_orders(store, [ONE], WEDNESDAY)
    counts = take_in(store, dated("1", TUESDAY))
    assert [fate.on_other_day for fate in counts.fates] == [WEDNESDAY]
    assert get_orders(store, [ONE])[ONE].day == WEDNESDAY


def test_a_fate_that_the_file_gives_comes_and_goes_with_it(store: Store) -> None:
    take_in(store, dated("1", None))
    counts = take_in(store, dated("1", None, status="cancelled"))
    assert counts.updated == 1
    assert counts.fates[0].changes == {"status": ("open", "cancelled")}
    assert get_orders(store, [ONE])[ONE].state == "cancelled"
    take_in(store, dated("1", None))
    assert get_orders(store, [ONE])[ONE].state == "open"


def test_a_person_who_has_a_pickup_delivered_is_not_overruled_by_the_same_file(
    store: Store,
) -> None:
    take_in(store, dated("1", None, status="pickup"))
    set_state(store, [ONE], "open")
    assert take_in(store, dated("1", None, status="pickup")).duplicate == 1
    assert get_orders(store, [ONE])[ONE].state == "open"


def test_the_rows_of_one_order_share_its_fate(store: Store) -> None:
    first = take_in(store, dated("1", None, rows=3), dated("2", None), rejected=2)
    assert (first.imported, first.rejected, first.rows) == (4, 2, 6)
    assert take_in(store, dated("1", None, rows=3)).duplicate == 3


def test_an_order_missing_from_a_newer_file_is_flagged_and_not_deleted(store: Store) -> None:
    take_in(store, row("1"), row("2"), row("3"))
    version = day_version(store, MONDAY)
    counts = take_in(store, row("1"), row("2"), file="newer.csv")
    assert counts.missing == (("shop", "3"),)
    assert [order.missing_in for order in list_orders(store, MONDAY)] == ["", "", "newer.csv"]
    assert day_version(store, MONDAY) != version


def test_a_flag_goes_when_the_order_is_back_or_a_person_keeps_it(store: Store) -> None:
    take_in(store, row("1"), row("2"), row("3"))
    take_in(store, row("1"), row("2"), file="newer.csv")
    take_in(store, row("1"), row("2"), row("3"), file="newest.csv")
    assert not any(order.missing_in for order in list_orders(store, MONDAY))
    take_in(store, row("1"), row("2"), file="short.csv")
    keep_missing(store, [("shop", "3")])
    assert not any(order.missing_in for order in list_orders(store, MONDAY))


def test_two_parts_of_one_day_are_no_versions_of_each_other(store: Store) -> None:
    take_in(store, row("1"), row("2"), file="north.csv")
    assert take_in(store, row("3"), row("4"), file="south.csv").missing == ()
    again = take_in(store, row("1"), row("2"), row("5"), file="north.csv")
    assert again.missing == ()


def test_past_days_and_orders_nobody_drives_to_are_not_missed(store: Store) -> None:
    take_in(store, row("1"), dated("2", None, status="pickup"), dated("3", MONDAY))
    counts = take_in(store, row("1"), dated("9", None), day=TUESDAY)
    assert counts.missing == ()


def test_the_orders_of_an_import_are_known_by_its_number(store: Store) -> None:
    counts = take_in(store, dated("1", TUESDAY), dated("2", None))
    assert orders_seen_in(store, [counts.number]) == [
        (("shop", "2"), MONDAY),
        (("shop", "1"), TUESDAY),
    ]
    again = take_in(store, dated("2", None))
    assert orders_seen_in(store, [again.number]) == [(("shop", "2"), MONDAY)]
