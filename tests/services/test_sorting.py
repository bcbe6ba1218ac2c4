"""What the last files brought, sorted: each order has one place, and the counts add up."""

import datetime as dt

from dashboard.services import days, order_files, orders, sorting, sources
from dashboard.services.sorting import LEFT_OUT, MISSING, NEED_YOU, Sorted
from dashboard.services.sources import OrderRule
from dashboard.store import Store
from tests.intake.build_tables import csv_bytes
from tests.services.ready import DATE, ZONE

HEADINGS = ("order_id", "latitude", "longitude", "address", "date", "status", "tags")
NEXT = DATE + dt.timedelta(days=1)
HERE = ("60.17", "24.94", "")
ROWS = (
    ("a", *HERE, "", "", ""),
    ("b", *HERE, DATE.isoformat(), "", ""),
    ("lost", "", "", "Kaivokatu 1", "", "", ""),
    ("tomorrow", *HERE, NEXT.isoformat(), "", ""),
    ("fetched", *HERE, "", "pickup", ""),
    ("off", *HERE, "", "cancelled", ""),
    ("done", *HERE, "", "fulfilled", ""),
    ("ruled", *HERE, "", "", "sample"),
)


def bring(store: Store, *rows: tuple[str, ...], file: str = "o.csv") -> int:
    """A file of these orders; its number."""
    days.get_setup(store, DATE, ZONE)
    data = csv_bytes(HEADINGS, *rows)
    return order_files.import_file(store, DATE, data, file).number


def groups(found: Sorted) -> list[tuple[str, list[str], dt.date | None]]:
    return [(one.kind, [name for _, name in one.keys], one.day) for one in found.groups]


def test_every_order_of_a_file_has_one_place(store: Store) -> None:
    sources.save_order_rules(store, [OrderRule("tags", "sample", leave_out=True)])
    number = bring(store, *ROWS)
    found = sorting.sort_imports(store, [number], DATE)
    assert groups(found) == [
        ("day", ["a", "b", "lost"], DATE),
        ("day", ["tomorrow"], NEXT),
        ("pickup", ["fetched"], None),
        ("cancelled", ["off"], None),
        ("fulfilled", ["done"], None),
        (LEFT_OUT, ["ruled"], None),
        (NEED_YOU, ["lost"], None),
    ]
    beside = (NEED_YOU, MISSING)
    assert sum(one.count for one in found.groups if one.kind not in beside) == found.orders == 8
    assert found.days["file", "tomorrow"] == NEXT


def test_what_a_person_decides_moves_an_order_to_another_place(store: Store) -> None:
    number = bring(store, *ROWS[:2], ROWS[4])
    orders.exclude(store, [("file", "a")], True)
    orders.exclude(store, [("file", "fetched")], False)
    orders.move(store, [("file", "b")], NEXT)
    assert groups(sorting.sort_imports(store, [number], DATE)) == [
        ("day", ["fetched"], DATE),
        ("day", ["b"], NEXT),
        (LEFT_OUT, ["a"], None),
    ]


def test_the_day_that_is_looked_at_comes_first(store: Store) -> None:
    number = bring(store, ROWS[0], ROWS[3])
    found = sorting.sort_imports(store, [number], NEXT)
    assert [one.day for one in found.groups] == [NEXT, DATE]


def test_orders_that_a_newer_file_lacks_are_missing(store: Store) -> None:
    first = bring(store, *ROWS[:3])
    second = bring(store, *ROWS[:2], file="later.csv")
    found = sorting.sort_imports(store, [second], DATE)
    assert groups(found) == [("day", ["a", "b"], DATE), (MISSING, ["lost"], None)]
    assert groups(sorting.sort_imports(store, [first], DATE))[0] == ("day", ["lost"], DATE)


def test_several_files_are_sorted_together_and_none_bring_nothing(store: Store) -> None:
    numbers = [bring(store, ROWS[0]), bring(store, ROWS[1], file="two.csv")]
    found = sorting.sort_imports(store, numbers, DATE)
    assert groups(found) == [("day", ["a", "b"], DATE)]
    assert sorting.sort_imports(store, [], DATE).orders == 0
    assert sorting.sort_imports(store, [99], DATE).orders == 0
