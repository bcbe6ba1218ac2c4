"""Looking up the addresses of a day: a few at once, many by a process of their own."""

from types import SimpleNamespace

import pytest

from dashboard.domain import Point
from dashboard.services import days, lookup_child, lookups, online, order_files, orders
from dashboard.store import Store, close_store, lock_file, open_store
from tests.intake.build_tables import csv_bytes
from tests.services.ready import DATE, ZONE
from tests.small_map import VILLAGE, bring_map, house

HEADINGS = ("order_id", "address", "latitude", "longitude", "status")
KNOWN = ["Long Street 1, 12345 Bramley", "Long Street 2, 12345 Bramley"]


def bring(store: Store, *rows: tuple[str, ...]) -> None:
    """A day with a depot in the village and these orders."""
    days.get_setup(store, DATE, ZONE)
    days.save_depot(store, DATE, point=VILLAGE, name="Shop")
    full = ([*row, "", "", "", ""][: len(HEADINGS)] for row in rows)
    order_files.import_file(store, DATE, csv_bytes(HEADINGS, *full), "orders.csv")


def points(store: Store) -> dict[str, Point | None]:
    views = orders.list_orders(store, DATE)
    return {view.order_id: view.order.point if view.order else None for view in views}


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The processes that were to be begun; none is."""
    commands: list[list[str]] = []
    begin = SimpleNamespace(Popen=lambda command, **_: commands.append(command), DEVNULL=None)
    monkeypatch.setattr(lookups, "subprocess", begin)
    return commands


def test_a_few_addresses_are_looked_up_at_once(store: Store, begun: list[list[str]]) -> None:
    bring_map(store.folder)
    bring(store, ("a", KNOWN[0]), ("b", KNOWN[1]), ("c", KNOWN[1].upper()), ("d", "Nowhere 1"))
    assert lookups.waiting(store, DATE) == [*KNOWN, "Nowhere 1"]
    assert lookups.begin(store, DATE) == 0
    one, two = (house("Long Street", number) for number in (1, 2))
    assert points(store) == {"a": one, "b": two, "c": two, "d": None}
    assert lookups.waiting(store, DATE) == []
    assert begun == []


def test_only_orders_that_are_to_be_planned_and_have_no_position_wait(store: Store) -> None:
    bring_map(store.folder)
    bring(
        store,
        ("placed", KNOWN[0], "60.17", "24.94"),
        ("fetched", KNOWN[0], "", "", "pickup"),
        ("out", KNOWN[0]),
        ("open", KNOWN[1]),
    )
    orders.exclude(store, [("file", "out")], True)
    assert lookups.waiting(store, DATE) == [KNOWN[1]]


def test_nobody_is_asked_where_there_is_no_map_and_no_service(
    store: Store, begun: list[list[str]]
) -> None:
    bring(store, ("a", KNOWN[0]))
    assert lookups.begin(store, DATE) == 0
    assert lookups.finish(store, DATE) == 0
    assert begun == []
    assert orders.list_orders(store, DATE)[0].place is None


def test_many_addresses_are_left_to_a_process_of_their_own(
    store: Store, begun: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "FEW", 1)
    bring_map(store.folder)
    bring(store, ("a", KNOWN[0]), ("b", KNOWN[1]))
    assert lookups.begin(store, DATE) == 2
    [command] = begun
    assert command[-3:] == [
        "dashboard.services.lookup_child",
        str(store.folder),
        DATE.isoformat(),
    ]
    assert points(store) == {"a": None, "b": None}
    assert lookups.finish(store, DATE) == 2
    assert points(store)["b"] == house("Long Street", 2)


def test_a_service_never_holds_up_a_page(
    store: Store, begun: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(store, ("a", KNOWN[0]))
    online.save(store, "photon")
    monkeypatch.setattr(online, "service", lambda store: lambda address: None)
    assert lookups.begin(store, DATE) == 1
    assert len(begun) == 1
    assert lookups.finish(store, DATE) == 1
    assert lookups.begin(store, DATE) == 0


def test_the_process_looks_up_all_and_a_second_ends_at_once(store: Store) -> None:
    folder = store.folder
    bring_map(folder)
    bring(store, ("a", KNOWN[0]))
    close_store(store)
    with (folder / lookups.LOCK).open("a+b") as handle:
        assert lock_file(handle)
        lookup_child.main(folder, DATE)
        again = open_store(folder)
        assert points(again)["a"] is None
        close_store(again)
    lookup_child.main(folder, DATE)
    again = open_store(folder)
    assert points(again)["a"] == house("Long Street", 1)
    close_store(again)
