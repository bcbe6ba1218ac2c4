"""Streets on the pages: who is on none, whose map the times come from, and directions."""

import pytest

from dashboard.services import orders, plans
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import keep_plan, labels, open_page, words
from tests.services.street_day import BACKYARD, IN_TOWN, TOO_FAR, row, street_day, street_plan
from tests.travel.grid_town import corner


def test_an_order_on_no_street_says_so_and_is_asked_about(store: Store) -> None:
    street_day(store, row("a", IN_TOWN), row("b", TOO_FAR, "Bo"), row("c", BACKYARD))
    at = open_page("orders")
    table = next(f for element in at.dataframe if "status" in (f := element.value))
    assert list(table["status"]) == ["✓ ok", "▲ on no street", "✓ ok"]
    wrong = next(f for element in at.dataframe if "What is wrong" in (f := element.value))
    assert list(wrong["What is wrong"]) == ["Over 300 m from any street of the map."]
    assert "more than 100 m off the street that leads there: c (150 m)" in words(at)
    assert "1 order on no street of the map." in words(open_page("today"))
    assert "To be planned: 2 orders" in (told := words(open_page("plan")))
    assert "1 on no street of the map" in told
    at = open_page("addresses")
    assert "▲ Over 300 m from any street of the map." in words(at)
    assert "Put it here" in labels(at)
    orders.exclude(store, [("file", "b"), ("file", "c")], True)
    assert "off the street" not in words(open_page("orders"))


@pytest.mark.parametrize("page", ["plan", "map", "lists"])
def test_times_along_streets_say_so(store: Store, page: str) -> None:
    street_day(store, row("a", IN_TOWN), row("b", corner(2.5, 0)))
    plan = street_plan(store)
    plan_id, revision = plans.keep(store, plan, {"what": "test"})
    told = words(open_page(page, plan=f"{plan_id}.{revision}"))
    assert "along the streets of town.osm" in told
    assert "estimate" not in told.lower()


def test_directions_are_shown_and_printed_once_they_are_wished(store: Store) -> None:
    street_day(store, row("a", IN_TOWN, "*Ann*"), row("b", corner(2.5, 0)))
    plans.keep(store, street_plan(store), {"what": "test"})
    at = open_page("lists")
    assert [tab.label for tab in at.tabs] == ["Stops", "Loading list"]
    at.toggle(key="list_directions").set_value(True).run()
    assert not at.exception
    assert [tab.label for tab in at.tabs] == ["Stops", "Loading list", "Directions"]
    assert "· *Ann*" in words(at)
    assert "Start on " in words(at)


def test_directions_are_not_offered_where_no_map_knows_them(store: Store) -> None:
    keep_plan(store)
    assert not open_page("lists").toggle
    assert orders.list_orders(store, DATE) == []
