"""Reading files: what becomes of each row."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.store import (
    Fate,
    Store,
    day_version,
    edit_orders,
    get_orders,
    list_imports,
    list_orders,
    move_orders,
    set_state,
)
from dashboard.store.fates import count_fates, sort_out
from tests.store.records import MONDAY, NOON, TUESDAY, row, take_in

ONE = ("shop", "1")


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    rows = [row("1", parcels="1", number=2), row("2", parcels="1", number=3)]
    first = take_in(store, *rows)
    orders, version = list_orders(store, MONDAY), day_version(store, MONDAY)
    again = take_in(store, *rows)
    assert (first.imported, first.updated, first.duplicate, first.rejected) == (2, 0, 0, 0)
    assert (again.imported, again.updated, again.duplicate, again.rejected) == (0, 0, 2, 0)
    assert list_orders(store, MONDAY) == orders
    assert day_version(store, MONDAY) == version


def test_a_changed_row_updates_its_order_in_place(store: Store) -> None:
    take_in(store, row("1", parcels="1"), row("2"))
    counts = take_in(store, row("1", parcels="5", number=7))
    order = list_orders(store, MONDAY)[0]
    assert counts.updated == 1
    assert (order.order_id, order.values, order.row) == ("1", {"parcels": "5"}, 7)


def test_a_field_the_file_lacks_stays_and_an_empty_one_is_cleared(store: Store) -> None:
    take_in(store, row("1", phone="123", notes="ring"))
    take_in(store, row("1", notes=""))
    assert get_orders(store, [ONE])[ONE].values == {"phone": "123", "notes": ""}


def test_a_correction_outlives_changes_elsewhere_in_the_row(store: Store) -> None:
    take_in(store, row("1", parcels="1", notes="a"))
    edit_orders(store, {ONE: {"parcels": "3"}})
    take_in(store, row("1", parcels="1", notes="b"))
    order = get_orders(store, [ONE])[ONE]
    assert (order.edits, order.conflicts) == ({"parcels": "3"}, {})
    assert order.text == {"parcels": "3", "notes": "b"}


def test_a_value_that_changes_under_a_correction_is_a_conflict(store: Store) -> None:
    take_in(store, row("1", parcels="1"))
    edit_orders(store, {ONE: {"parcels": "3"}})
    take_in(store, row("1", parcels="2"))
    order = get_orders(store, [ONE])[ONE]
    assert order.text == {"parcels": "3"}
    assert order.values == {"parcels": "2"}
    assert order.conflicts == {"parcels": "2"}


def test_a_file_that_catches_up_with_a_correction_ends_it(store: Store) -> None:
    take_in(store, row("1", parcels="1"))
    edit_orders(store, {ONE: {"parcels": "3"}})
    take_in(store, row("1", parcels="3"))
    order = get_orders(store, [ONE])[ONE]
    assert (order.values, order.edits, order.conflicts) == ({"parcels": "3"}, {}, {})


def test_an_order_of_another_day_stays_there_and_is_reported(store: Store) -> None:
    take_in(store, row("1", parcels="1"), row("2", parcels="1"))
    move_orders(store, [ONE], TUESDAY)
    counts = take_in(store, row("1", parcels="1"), row("2", parcels="9"), day=TUESDAY)
    assert [fate.fate for fate in counts.fates] == [Fate.DUPLICATE, Fate.UPDATED]
    assert [fate.on_other_day for fate in counts.fates] == [None, MONDAY]
    assert [order.order_id for order in list_orders(store, MONDAY)] == ["2"]


def test_a_second_row_of_an_order_is_a_duplicate_or_rejected(store: Store) -> None:
    counts = take_in(
        store, row("1", parcels="1"), row("1", parcels="1"), row("1", parcels="2"), rejected=2
    )
    assert (counts.imported, counts.duplicate, counts.rejected, counts.rows) == (1, 1, 3, 5)
    assert get_orders(store, [ONE])[ONE].values == {"parcels": "1"}


def test_every_reading_of_a_file_is_remembered(store: Store) -> None:
    problem = {"row": 3, "column": "weight", "value": "x", "remedy": "give kilograms"}
    take_in(store, row("1"), rejected=1, problems=[problem])
    take_in(store, row("1"), file="again.csv")
    latest, first = list_imports(store, MONDAY)
    assert (first.file, first.rows, first.imported, first.rejected) == ("orders.csv", 2, 1, 1)
    assert first.problems == [problem]
    assert first.at == NOON
    assert (latest.file, latest.duplicate) == ("again.csv", 1)


def test_a_changed_order_of_another_day_makes_that_day_new(store: Store) -> None:
    take_in(store, row("1", parcels="1"))
    monday, tuesday = day_version(store, MONDAY), day_version(store, TUESDAY)
    take_in(store, row("1", parcels="2"), day=TUESDAY)
    assert day_version(store, MONDAY) != monday
    assert day_version(store, TUESDAY) == tuesday


def test_excluded_orders_are_not_imported_twice(store: Store) -> None:
    take_in(store, row("1"))
    set_state(store, [ONE], "excluded")
    assert take_in(store, row("1")).duplicate == 1


ROWS = st.builds(row, st.sampled_from("123"), parcels=st.sampled_from("12"))


@given(st.lists(st.lists(ROWS, max_size=6), max_size=4), st.integers(0, 3))
def test_the_four_counts_add_up_to_the_rows(files: list[list[object]], rejected: int) -> None:
    known: dict[tuple[str, str], object] = {}
    for rows in files:
        new, changed, fates = sort_out(MONDAY, rows, known)  # type: ignore[arg-type]
        counts = count_fates(fates, rejected)
        assert counts.rows == len(rows) + rejected
        assert counts.imported == len(new)
        known |= {order.key: order for order in (*new, *changed)}
    assert len(known) <= 3
