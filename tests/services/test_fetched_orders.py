"""Orders that are fetched first: where that is, known or looked up."""

from pathlib import Path

import pytest

from dashboard.domain import Collection, Depot, Kind, Order, Reason
from dashboard.intake.orders import parse_order
from dashboard.services import days, lookups, order_files, orders
from dashboard.services.extracts import folder_of
from dashboard.services.inputs import readiness, stored_inputs
from dashboard.services.order_text import order_row
from dashboard.services.placing import placed
from dashboard.store import Store
from tests.intake.build_tables import csv_bytes
from tests.services.ready import DATE, ZONE
from tests.small_map import VILLAGE, bring_map, house

HEADINGS = (
    "order_id", "latitude", "longitude", "type", "pickup_address", "pickup_latitude",
    "pickup_longitude", "pickup_from", "pickup_minutes", "drivers", "max_late_min", "late_price",
)  # fmt: skip
AT = (str(VILLAGE.lat), str(VILLAGE.lon))
MILL = "Mill Lane 5, 12345 Bramley"


def bring(store: Store, *rows: tuple[str, ...]) -> None:
    """A day with a depot in the village and these orders, each at the village's door."""
    days.get_setup(store, DATE, ZONE)
    days.save_depot(store, DATE, point=VILLAGE, name="Shop")
    full = ([row[0], *AT, *row[1:], *[""] * 12][: len(HEADINGS)] for row in rows)
    order_files.import_file(store, DATE, csv_bytes(HEADINGS, *full), "orders.csv")


def by_id(store: Store) -> dict[str, orders.OrderView]:
    return {view.order_id: view for view in orders.list_orders(store, DATE)}


def test_where_goods_are_fetched_is_looked_up_like_any_address(store: Store) -> None:
    bring_map(store.folder)
    bring(store, ("a", "", MILL), ("b", "", "Nowhere 1"), ("c", "", MILL, *AT))
    assert lookups.waiting(store, DATE) == [MILL, "Nowhere 1"]
    lookups.begin(store, DATE)
    assert lookups.waiting(store, DATE) == []
    views = by_id(store)
    assert views["a"].order is not None
    assert views["a"].order.points == (VILLAGE, house("Mill Lane", 5))
    [told] = views["b"].problems
    assert (told.column, told.value) == ("pickup_address", "Nowhere 1")
    assert views["b"].needs_person
    assert readiness(store, DATE).invalid == 1
    inputs = stored_inputs(store, DATE)
    assert [order.id for order in inputs.orders] == ["a", "c"]
    assert inputs.left_reasons[0].reason is Reason.INVALID


def test_every_field_of_an_order_is_written_as_it_is_read(store: Store) -> None:
    bring(
        store,
        ("fetched", "", MILL, *AT, "9:00", "7", "Ada;Bo", "15", "7.5"),
        ("back", "return"),
        ("plain",),
    )
    setup = days.get_setup(store, DATE)
    for view in by_id(store).values():
        order, problems = parse_order(order_row(view, setup.day), setup.day, source="file")
        assert problems == []
        assert order == view.order
    assert by_id(store)["back"].order is not None


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    bring_map(tmp_path)
    return folder_of(tmp_path) / "village.osm"


def test_a_map_without_a_workspace_places_what_is_fetched(extract: Path) -> None:
    def fetched(name: str, address: str) -> Order:
        return Order(name, VILLAGE, collect=Collection(None, address=address))

    back = Order("back", VILLAGE, kind=Kind.HAND_BACK)
    found, doubtful = placed(
        [fetched("a", MILL), fetched("b", "Nowhere 1"), back],
        extract,
        Depot("depot", VILLAGE),
    )
    assert [order.points for order in found] == [(VILLAGE, house("Mill Lane", 5)), (VILLAGE,)]
    [(order, why)] = doubtful
    assert (order.id, why.text.startswith("Where it is fetched: ")) == ("b", True)
