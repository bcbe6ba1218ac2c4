"""A day's orders: files, corrections by hand, exclusion, other days."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain import IntakeError, PlannerError, StoreError, TimeWindow
from dashboard.services import days, order_files, orders
from dashboard.services.inputs import readiness
from dashboard.services.orders import OrderView
from dashboard.services.settings import Settings
from dashboard.services.settings import save as save_settings
from dashboard.store import Store, close_store, open_store
from tests.services.ready import DATE, ZONE, file_of, ready_day, row, take_in, van

NEXT = DATE + dt.timedelta(days=1)


def views(store: Store, date: dt.date = DATE) -> dict[str, OrderView]:
    """The day's orders by number."""
    return {view.order_id: view for view in orders.list_orders(store, date)}


def test_a_file_is_looked_at_before_it_is_taken_in(store: Store) -> None:
    seen = order_files.preview(store, file_of(row(1)), "orders.csv")
    assert seen.columns["latitude"] == "latitude"
    assert not seen.needs_mapping
    strange = order_files.preview(store, b"who,what\nA,1\n", "orders.csv")
    assert strange.needs_mapping
    with pytest.raises(IntakeError, match=r"orders\.csv: This file is empty"):
        order_files.preview(store, b"", "orders.csv")


def test_the_four_counts_add_up_to_the_rows_also_in_what_is_remembered(store: Store) -> None:
    take_in(store, row(1), row(2))
    bad = [*row(4)[:2], "0", "0", "", "", ""]
    outcome = take_in(store, row(1), row(1), row(2, notes="Ring twice"), row(3), row(3), bad)
    counts = (outcome.imported, outcome.updated, outcome.duplicate, outcome.rejected)
    assert counts == (1, 1, 3, 1)
    assert sum(counts) == outcome.rows == 6
    assert [problem.row for problem in outcome.problems] == [7, 3, 6]
    latest, first = order_files.imports(store, DATE)
    assert (latest.imported, latest.updated, latest.duplicate, latest.rejected) == counts
    assert (latest.rows, first.rows, latest.file) == (6, 2, "orders.csv")


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    rows = [row(k) for k in range(1, 8)]
    take_in(store, *rows)
    before = views(store)
    again = take_in(store, *rows)
    assert (again.duplicate, again.rows) == (7, 7)
    assert views(store) == before


def test_columns_a_person_chose_count(store: Store) -> None:
    data = b"who,north,east\nA,60.18,24.93\n"
    chosen = {"order_id": "who", "latitude": "north", "longitude": "east"}
    assert order_files.import_file(store, DATE, data, "x.csv", columns=chosen).imported == 1
    assert list(views(store)) == ["A"]


def test_a_file_that_cannot_be_read_changes_nothing(store: Store) -> None:
    take_in(store, row(1))
    with pytest.raises(IntakeError):
        order_files.import_file(store, DATE, b"%PDF-1.7", "orders.pdf")
    assert list(views(store)) == ["A1"]
    assert len(order_files.imports(store, DATE)) == 1


def test_a_correction_wins_over_the_file_and_a_change_under_it_is_a_conflict(store: Store) -> None:
    take_in(store, row(1, notes="Ring"))
    key = views(store)["A1"].key
    orders.edit(store, {key: {"notes": "Knock"}})
    take_in(store, row(1, notes="Ring"))
    assert (views(store)["A1"].text["notes"], views(store)["A1"].conflicts) == ("Knock", {})
    take_in(store, row(1, notes="Shout"))
    one = views(store)["A1"]
    assert (one.text["notes"], one.conflicts) == ("Knock", {"notes": "Shout"})
    assert one.order is not None
    assert one.order.notes == "Knock"
    orders.edit(store, {key: {"notes": None}})
    assert (views(store)["A1"].text["notes"], views(store)["A1"].conflicts) == ("Shout", {})


def test_a_correction_that_cannot_be_read_is_named_and_not_lost(store: Store) -> None:
    ready_day(store, 1)
    key = views(store)["A1"].key
    orders.edit(store, {key: {"latitude": "north"}})
    one = views(store)["A1"]
    assert one.order is None
    assert one.problems[0].column == "latitude"
    assert one.text["latitude"] == "north"
    assert readiness(store, DATE).invalid == 1
    orders.edit(store, {key: {"latitude": None}})
    assert views(store)["A1"].order is not None


def test_orders_that_are_gone_cannot_be_changed(store: Store) -> None:
    with pytest.raises(StoreError, match="no order A9 any more"):
        orders.edit(store, {("file", "A9"): {"notes": "x"}})


def test_windows_are_set_and_cleared_for_many_at_once(store: Store) -> None:
    ready_day(store, 3)
    take_in(store, row(4, window=("08:00", "09:00")))
    keys = [views(store)[name].key for name in ("A1", "A4")]
    orders.set_windows(store, keys, "10:00", "12:00")
    day = days.get_setup(store, DATE).day
    expected = (day.at(dt.time(10)), day.at(dt.time(12)))
    for name in ("A1", "A4"):
        order = views(store)[name].order
        assert order is not None
        assert [(w.start, w.end) for w in order.windows] == [expected]
    assert not windows_of(store, "A2")
    orders.set_windows(store, keys, None, None)
    assert not windows_of(store, "A1")
    assert not windows_of(store, "A4")


def test_a_window_set_for_many_stands_instead_of_one_written_in_one_cell(store: Store) -> None:
    ready_day(store, 0)
    data = b"order_id,latitude,longitude,window\nA,60.18,24.93,14:00-15:00\n"
    order_files.import_file(store, DATE, data, "x.csv")
    [key] = [view.key for view in orders.list_orders(store, DATE)]
    orders.set_windows(store, [key], "10:00", None)
    assert [f"{w.start:%H:%M}" for w in windows_of(store, "A")] == ["08:00"]
    orders.set_windows(store, [key], None, None)
    assert windows_of(store, "A") == ()


def windows_of(store: Store, name: str, date: dt.date = DATE) -> tuple[TimeWindow, ...]:
    """An order's own windows."""
    order = views(store, date)[name].order
    assert order is not None
    return order.windows


def test_excluded_orders_stay_in_the_table_and_come_back(store: Store) -> None:
    ready_day(store, 3)
    keys = [view.key for view in orders.list_orders(store, DATE)][:2]
    orders.exclude(store, keys, True)
    found = orders.list_orders(store, DATE)
    assert [view.excluded for view in found] == [True, True, False]
    assert [order.id for order in orders.open_orders(found)] == ["A3"]
    orders.exclude(store, keys, False)
    assert len(orders.open_orders(orders.list_orders(store, DATE))) == 3


@pytest.mark.parametrize("to", [dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 7, 1)])
def test_a_moved_order_keeps_the_times_of_the_clock(store: Store, to: dt.date) -> None:
    ready_day(store, 0)
    take_in(store, row(1, window=("10:00", "12:00")), row(2))
    orders.move(store, [views(store)["A1"].key], to)
    assert list(views(store)) == ["A2"]
    order = views(store, to)["A1"].order
    assert order is not None
    [window] = order.windows
    day = days.get_setup(store, to).day
    assert day.zone == ZONE
    shown = [f"{day.local(end):%d %H:%M}" for end in (window.start, window.end)]
    assert shown == [f"{to.day:02} 10:00", f"{to.day:02} 12:00"]


def test_a_moved_order_stays_where_it_was_moved_when_its_file_comes_again(store: Store) -> None:
    ready_day(store, 2)
    orders.move(store, [views(store)["A1"].key], NEXT)
    again = take_in(store, row(1), row(1), row(2))
    assert again.other_days == {NEXT: 1}
    assert list(views(store)) == ["A2"]
    assert list(views(store, NEXT)) == ["A1"]


def test_an_order_is_added_by_hand(store: Store) -> None:
    ready_day(store, 1)
    added = orders.add(
        store, DATE, {"order_id": " B1 ", "latitude": "60.18", "longitude": "24.93", "phone": " "}
    )
    assert (added.key, added.excluded, added.problems) == (("hand", "B1"), False, ())
    assert [view.order_id for view in orders.list_orders(store, DATE)] == ["A1", "B1"]
    nameless = orders.add(store, DATE, {"address": "Bulevardi 1"})
    assert nameless.order_id.startswith("hand-")
    assert nameless.order is not None
    assert nameless.order.point is None


@pytest.mark.parametrize("name", ["A1", " A1", "A1\u200b", "B1"])
def test_an_order_number_is_given_once_a_day(store: Store, name: str) -> None:
    ready_day(store, 1)
    orders.add(store, DATE, {"order_id": "B1", "address": "Bulevardi 1"})
    with pytest.raises(PlannerError, match=r"There is an order '[AB]1' on this day already"):
        orders.add(store, DATE, {"order_id": name, "address": "Bulevardi 2"})
    assert len(orders.list_orders(store, DATE)) == 2


def test_an_order_that_cannot_be_read_is_not_added(store: Store) -> None:
    ready_day(store, 0)
    with pytest.raises(PlannerError, match="latitude 'x': It is not a number"):
        orders.add(store, DATE, {"latitude": "x", "longitude": "24"})
    assert orders.list_orders(store, DATE) == []


def test_a_file_with_a_number_that_was_added_by_hand_names_the_second(store: Store) -> None:
    ready_day(store, 0)
    orders.add(store, DATE, {"order_id": "A1", "latitude": "60.18", "longitude": "24.93"})
    take_in(store, row(1), row(2))
    by_hand, from_file, other = orders.list_orders(store, DATE)
    assert (by_hand.problems, other.problems) == ((), ())
    assert from_file.order is None
    assert from_file.problems[0].reason == "Another order of this day has this number."
    orders.exclude(store, [by_hand.key], True)
    assert [order.source for order in orders.open_orders(orders.list_orders(store, DATE))] == [
        "file",
        "file",
    ]


def test_orders_beyond_the_service_radius_are_told(store: Store) -> None:
    ready_day(store, 1)
    far = ["A2", "", "61.5", "24.9300", "", "", ""]
    take_in(store, far)
    assert views(store)["A1"].far_km is None
    assert views(store)["A2"].far_km is None
    save_settings(store, Settings(service_radius_km=100))
    assert 140 < (views(store)["A2"].far_km or 0) < 155
    assert readiness(store, DATE).far == 1


def test_minutes_at_the_door_are_the_businesss_where_an_order_does_not_say(store: Store) -> None:
    ready_day(store, 1)
    data = b"order_id,latitude,longitude,service_min\nB,60.18,24.93,0\n"
    order_files.import_file(store, DATE, data, "x.csv")
    save_settings(store, Settings(service_min=2.5))
    minutes = {
        name: view.order.service.total_seconds() / 60
        for name, view in views(store).items()
        if view.order
    }
    assert minutes == {"A1": 2.5, "B": 0}


def test_an_overnight_shift_reads_small_hours_as_the_next_morning(store: Store) -> None:
    ready_day(store, 0)
    rows = [row(1, window=("01:00", "03:00")), row(2, window=("23:00", "02:00"))]
    assert take_in(store, *rows).rejected == 1
    night = replace(van(), shift_start=dt.time(22), shift_end=dt.time(6))
    days.save_classes(store, DATE, [night])
    assert (again := take_in(store, *rows)).rejected == 0
    assert (again.imported, again.duplicate) == (1, 1)
    day = days.get_setup(store, DATE).day
    for name, expected in (("A1", "11 01:00"), ("A2", "10 23:00")):
        order = views(store)[name].order
        assert order is not None
        assert f"{day.local(order.windows[0].start):%d %H:%M}" == expected


ROWS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(["60.18", "0", "north", "61.5", ""]),
        st.sampled_from(["", "Ring"]),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=ROWS, second=ROWS, excluded=st.sets(st.integers(1, 6)), by_hand=st.integers(1, 6))
def test_counts_add_up_whatever_is_taken_in(
    first: list[tuple[int, str, str]],
    second: list[tuple[int, str, str]],
    excluded: set[int],
    by_hand: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store = open_store(tmp_path_factory.mktemp("counts"))
    try:
        ready_day(store, 0)
        save_settings(store, Settings(service_radius_km=100))
        orders.add(store, DATE, {"order_id": f"A{by_hand}", "address": "Bulevardi 1"})
        for rows in (first, second):
            if not rows:
                continue
            outcome = take_in(
                store,
                *([f"A{k}", "", lat, "24.93" if lat else "", "", "", n] for k, lat, n in rows),
            )
            told = outcome.imported + outcome.updated + outcome.duplicate + outcome.rejected
            assert told == outcome.rows == len(rows)
        keys = [view.key for view in orders.list_orders(store, DATE) if view.order_id[1:] in
                {str(number) for number in excluded}]  # fmt: skip
        orders.exclude(store, keys, True)
        ready = readiness(store, DATE)
        fates = (
            ready.plannable, ready.excluded, ready.without_position, ready.invalid, ready.far,
        )  # fmt: skip
        assert sum(fates) == ready.orders == len(orders.list_orders(store, DATE))
        assert min(fates) >= 0
    finally:
        close_store(store)
