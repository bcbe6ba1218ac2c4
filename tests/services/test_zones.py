"""Zones: which counts where, what they make of orders, and what is kept."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
import shapely
from shapely.geometry import Polygon, box

from dashboard.domain import STANDARD, PlannerError, Point, Reason
from dashboard.domain.zones import Zone
from dashboard.export import PlanZones
from dashboard.intake.zone_files import ZoneFile
from dashboard.services import days, downloads, orders
from dashboard.services.inputs import readiness, stored_inputs
from dashboard.services.orders import OrderView
from dashboard.services.sources import ANYWHERE, OrderRule, save_order_rules
from dashboard.services.zone_areas import area_of, corners_of, middle_of, outlines_of, overlaps
from dashboard.services.zones import ServiceArea, get_area, named, save_area
from dashboard.store import Store
from tests.build import house, order, plan_of, problem
from tests.services.build_zones import keep_zones, zone
from tests.services.ready import DATE, ready_day, take_in

TUESDAY, WEDNESDAY = 1, 2
SQUARE = [Point(0, 0), Point(1, 0), Point(1, 1), Point(0, 1)]


def views(store: Store) -> dict[str, OrderView]:
    """The day's orders by number."""
    return {view.order_id: view for view in orders.list_orders(store, DATE)}


def served_by(store: Store, name: str) -> str:
    """The driver class that an order asks for."""
    one = views(store)[name].order
    assert one is not None
    return one.driver_class


def test_an_order_lies_in_the_first_zone_that_holds_it(store: Store) -> None:
    ready_day(store, 5)
    keep_zones(store, zone("A", 1, 3), zone("B", 3, 4))
    found = [view.zone.name if view.zone else "" for view in views(store).values()]
    assert found == ["A", "A", "A", "B", ""]
    keep_zones(store, zone("B", 3, 4), zone("A", 1, 3))
    assert [view.zone.name for view in views(store).values() if view.zone] == [*"AABB"]


def test_the_border_belongs_to_the_zone() -> None:
    area = ServiceArea((Zone("Z", box(0, 0, 1, 1).wkb),))
    assert area.zone_at(Point(1, 0.5)) is area.zones[0]
    assert area.zone_at(Point(1.001, 0.5)) is None
    assert area.zone_at(None) is None
    assert ServiceArea().zone_at(Point(0, 0)) is None


def test_a_hole_is_outside() -> None:
    ring = Polygon(box(0, 0, 3, 3).exterior, [box(1, 1, 2, 2).exterior.coords])
    assert ServiceArea((Zone("Ring", ring.wkb),)).zone_at(Point(1.5, 1.5)) is None


def test_what_lies_outside_is_planned_unless_the_zones_are_the_limit(store: Store) -> None:
    ready_day(store, 4)
    keep_zones(store, zone("A", 1, 3))
    assert not views(store)["A4"].is_outside
    assert len(stored_inputs(store, DATE).orders) == 4
    keep_zones(store, zone("A", 1, 3), is_limit=True)
    assert [view.needs_person for view in views(store).values()] == [False, False, False, True]
    inputs = stored_inputs(store, DATE)
    assert len(inputs.orders) == 3
    [left] = inputs.left_reasons
    assert (left.order_id, left.reason) == ("A4", Reason.OUT_OF_AREA)
    assert "outside all your zones" in left.text
    ready = readiness(store, DATE)
    assert (ready.plannable, ready.outside, ready.orders) == (3, 1, 4)
    orders.exclude(store, [views(store)["A4"].key], True)
    ready = readiness(store, DATE)
    assert (ready.excluded, ready.outside) == (1, 0)
    assert stored_inputs(store, DATE).left_reasons == ()


def test_a_limit_without_zones_leaves_nobody_out(store: Store) -> None:
    ready_day(store, 2)
    keep_zones(store, is_limit=True)
    assert readiness(store, DATE).plannable == 2


def test_an_order_that_is_too_far_is_told_so_and_not_twice(store: Store) -> None:
    ready_day(store, 1)
    take_in(store, ["far", "", "70", "25", "", "", ""])
    keep_zones(store, zone(), is_limit=True)
    far = views(store)["far"]
    assert far.far_km
    assert not far.is_outside
    assert len(stored_inputs(store, DATE).left_reasons) == 1


def test_only_the_class_of_the_zone_serves_its_orders_that_name_none(store: Store) -> None:
    ready_day(store, 4)
    keep_zones(store, zone(driver_class="Bike"))
    save_order_rules(store, [OrderRule(ANYWHERE, "Customer 2", driver_class="Own van")])
    key = views(store)["A3"].key
    orders.edit(store, {key: {"driver_class": "Contractor"}})
    assert [served_by(store, f"A{k}") for k in range(1, 5)] == ["Bike", "Own van", "Contractor", ""]
    assert views(store)["A1"].given["driver_class"] == "Bike"
    orders.edit(store, {key: {"driver_class": None}})
    assert served_by(store, "A3") == "Bike"


def test_a_zone_that_is_not_served_that_day_says_so_and_the_order_is_planned(store: Store) -> None:
    ready_day(store, 1)
    assert DATE.weekday() == TUESDAY
    keep_zones(store, zone(weekdays=frozenset({WEDNESDAY})))
    assert views(store)["A1"].is_off_day
    assert len(stored_inputs(store, DATE).orders) == 1
    orders.move(store, [views(store)["A1"].key], DATE + dt.timedelta(days=1))
    [moved] = orders.list_orders(store, DATE + dt.timedelta(days=1))
    assert not moved.is_off_day


def test_a_fee_and_a_name_change_no_plan_but_a_class_does(store: Store) -> None:
    ready_day(store, 2)
    before = stored_inputs(store, DATE).sha256
    keep_zones(store, zone(fee_cents=490))
    assert stored_inputs(store, DATE).sha256 == before
    keep_zones(store, zone(driver_class=days.OWN_VAN.name))
    assert stored_inputs(store, DATE).sha256 != before


def test_zones_are_kept_as_they_are(store: Store) -> None:
    assert get_area(store) == ServiceArea()
    one = zone(fee_cents=490, driver_class="Bike", weekdays=frozenset({0, 4}))
    wanted = ServiceArea((one, zone("Other")), is_limit=True)
    save_area(store, wanted)
    assert get_area(store) == wanted


@pytest.mark.parametrize(
    ("area", "reason"),
    [
        (ServiceArea((zone("A"), zone("a"))), "Two zones are called “A”"),
        (ServiceArea(tuple(zone(f"{k}") for k in range(201))), "At most 200 zones"),
        (ServiceArea((Zone("Z", b"x" * 2_000_001),)), "too many corners"),
    ],
)
def test_zones_that_cannot_be_are_refused(store: Store, area: ServiceArea, reason: str) -> None:
    with pytest.raises(PlannerError, match=reason):
        save_area(store, area)
    assert get_area(store) == ServiceArea()


def test_a_zone_of_nonsense_is_a_mistake_of_ours() -> None:
    for wrong in ({"name": ""}, {"fee_cents": -1}, {"weekdays": frozenset[int]()}):
        with pytest.raises(ValueError, match="zone"):
            replace(zone(), **wrong)


def test_an_area_is_drawn_by_its_corners_and_gives_them_back() -> None:
    corners = corners_of(area_of(SQUARE))
    assert corners is not None
    assert set(corners) == set(SQUARE)
    assert len(corners) == 4


def test_a_drawn_border_that_crosses_itself_is_mended() -> None:
    crossed = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]
    area = area_of(crossed)
    assert shapely.from_wkb(area).is_valid
    assert corners_of(area) is None
    assert len(outlines_of(area)) == 2


@pytest.mark.parametrize(
    ("corners", "reason"),
    [
        ([], "at least three"),
        (SQUARE[:2] * 3, "at least three"),
        ([Point(0, 0), Point(1, 1), Point(2, 2)], "on one line"),
        ([Point(k / 1000, (k * k % 7) / 10) for k in range(301)], "at most 300"),
    ],
)
def test_corners_that_hold_no_area_are_refused(corners: list[Point], reason: str) -> None:
    with pytest.raises(PlannerError, match=reason):
        area_of(corners)


def test_an_area_in_pieces_is_shown_but_not_drawn_by_corners() -> None:
    two = shapely.union_all([box(0, 0, 1, 1), box(2, 0, 3, 1)])
    assert corners_of(two.wkb) is None
    assert [len(rings) for rings in outlines_of(two.wkb)] == [1, 1]
    assert two.contains(shapely.Point(middle_of(two.wkb)))


def test_zones_that_overlap_are_named_in_their_sequence_and_neighbours_are_not() -> None:
    west, east = Zone("W", box(0, 0, 1, 1).wkb), Zone("E", box(1, 0, 2, 1).wkb)
    across = Zone("X", box(0.5, 0, 1.5, 1).wkb)
    assert overlaps((west, east)) == ()
    assert overlaps((west, east, across)) == ((west, across), (east, across))
    assert overlaps(()) == ()


def test_areas_of_a_file_are_called_as_a_column_says_or_numbered() -> None:
    square = box(0, 0, 1, 1).wkb
    file = ZoneFile((square,) * 3, ({"n": "North"}, {"n": "North"}, {"n": ""}), ())
    assert [one.name for one in named(file, "n")] == ["North", "North (2)", "Zone 3"]
    assert [one.name for one in named(file, "", ["zone 1"])] == ["Zone 1 (2)", "Zone 2", "Zone 3"]


def test_each_order_of_a_plan_is_told_its_zone(store: Store) -> None:
    plan = plan_of(problem([order("a", 1), order("b", 5)]), {"s1": ["a"]})
    near = Zone("Near", box(-1, -1, house(2).lon, 1).wkb)
    keep_zones(store, near)
    assert downloads.zones_of_plan(store, plan) == PlanZones((near,), {"a": near})


def test_the_downloads_of_a_plan_hold_its_zones(store: Store) -> None:
    plan = plan_of(problem([order("a", 1)]), {"s1": ["a"]})
    keep_zones(store, Zone("Near", box(-1, -1, 1, 1).wkb, fee_cents=490))
    for packed in (downloads.everything(store, plan, STANDARD), downloads.map_layers(store, plan)):
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            assert b'"fee_cents": 490' in archive.read("zones.geojson")
            assert b'"zone": "Near"' in archive.read("stops.geojson")
    assert downloads.geopackage(store, plan).startswith(b"SQLite format 3")
