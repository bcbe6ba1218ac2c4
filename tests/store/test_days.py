"""Days, their fleets and their versions; settings."""

import datetime
from collections.abc import Callable

import pytest

from dashboard.store import (
    DayRecord,
    DaySummary,
    Store,
    day_version,
    edit_orders,
    get_classes,
    get_day,
    get_drivers,
    get_settings,
    latest_day,
    list_days,
    new_day,
    save_classes,
    save_day,
    save_drivers,
    save_settings,
    set_state,
)
from tests.store.records import MONDAY, TUESDAY, row, save_plan, take_in

VAN, BIKE = {"name": "van", "count": 2}, {"name": "bike", "count": 1}


def a_day(date: datetime.date = MONDAY, **data: object) -> DayRecord:
    return DayRecord(date, "Europe/Paris", data)


def test_a_day_comes_back_as_it_was_set_up(store: Store) -> None:
    assert get_day(store, MONDAY) is None
    save_day(store, a_day(depot=[2.35, 48.85]))
    assert get_day(store, MONDAY) == a_day(depot=[2.35, 48.85])
    save_day(store, a_day())
    assert get_day(store, MONDAY) == a_day()


def test_the_fleet_keeps_its_order_and_is_replaced_whole(store: Store) -> None:
    save_classes(store, MONDAY, [VAN, BIKE])
    save_drivers(store, MONDAY, [{"name": "Ana"}])
    assert get_classes(store, MONDAY) == [VAN, BIKE]
    save_classes(store, MONDAY, [BIKE])
    assert get_classes(store, MONDAY) == [BIKE]
    assert get_drivers(store, MONDAY) == [{"name": "Ana"}]
    assert get_classes(store, TUESDAY) == []


def test_two_tabs_make_a_day_once(store: Store) -> None:
    assert new_day(store, a_day(by="first"), [VAN], [])
    assert not new_day(store, a_day(by="second"), [BIKE], [])
    assert get_day(store, MONDAY) == a_day(by="first")
    assert get_classes(store, MONDAY) == [VAN]


def test_a_day_known_by_its_orders_alone_can_still_be_set_up(store: Store) -> None:
    take_in(store, row("1"))
    assert get_day(store, MONDAY) is None
    assert latest_day(store) is None
    assert new_day(store, a_day(), [VAN], [])
    assert get_day(store, MONDAY) == a_day()


def test_the_latest_day_is_the_last_before_or_else_the_one_changed_last(store: Store) -> None:
    assert latest_day(store, MONDAY) is None
    for date in (TUESDAY, MONDAY):
        save_day(store, a_day(date))
    assert latest_day(store, datetime.date(2030, 1, 1)) == a_day(TUESDAY)
    assert latest_day(store, MONDAY) == a_day(MONDAY)
    assert latest_day(store, datetime.date(2020, 1, 1)) == a_day(MONDAY)
    assert latest_day(store) == a_day(MONDAY)


def test_days_are_listed_with_their_orders_and_plans(store: Store) -> None:
    save_day(store, a_day(TUESDAY))
    take_in(store, row("1"), row("2"))
    save_plan(store, "p1")
    save_plan(store, "p1", after=1)
    assert list_days(store) == [DaySummary(MONDAY, 2, 1), DaySummary(TUESDAY, 0, 0)]


def test_every_write_that_concerns_a_day_gives_it_a_new_version(store: Store) -> None:
    key = ("shop", "1")
    writes: list[Callable[[], object]] = [
        lambda: take_in(store, row("1", parcels="1")),
        lambda: take_in(store, row("1", parcels="2")),
        lambda: edit_orders(store, {key: {"parcels": "3"}}),
        lambda: set_state(store, [key], "excluded"),
        lambda: save_day(store, a_day()),
        lambda: save_classes(store, MONDAY, [VAN]),
        lambda: save_drivers(store, MONDAY, []),
    ]
    versions = [day_version(store, MONDAY)]
    for act in writes:
        act()
        versions.append(day_version(store, MONDAY))
    assert len(set(versions)) == len(versions)


def test_a_plan_or_a_change_of_another_day_leaves_the_version_alone(store: Store) -> None:
    take_in(store, row("1"))
    version = day_version(store, MONDAY)
    save_plan(store)
    take_in(store, row("2"), day=TUESDAY)
    assert day_version(store, MONDAY) == version


def test_settings_are_kept_and_the_others_left_alone(store: Store) -> None:
    save_settings(store, currency="EUR", radius_km=200)
    save_settings(store, currency="USD", password=None)
    assert get_settings(store) == {"currency": "USD", "radius_km": 200, "password": None}


def test_a_value_that_is_no_json_is_refused_whole(store: Store) -> None:
    with pytest.raises(Exception, match="JSON"):
        save_settings(store, units="km", radius_km=float("nan"))
    assert get_settings(store) == {}
