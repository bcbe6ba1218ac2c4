"""Orders beside the streets of a map: who is on none is told before anything is planned."""

import pytest

from dashboard.domain import Reason
from dashboard.services import days, orders, repairs, routing
from dashboard.services.inputs import readiness
from dashboard.services.orders import OrderView
from dashboard.services.routing import Routing
from dashboard.services.street_doors import OFF_STREET
from dashboard.store import Store
from dashboard.travel.snapping import NO_ACCESS, UNREACHABLE_PART
from dashboard.travel.snapping import TOO_FAR as TOO_FAR_REASON
from tests.services.ready import DATE
from tests.services.street_day import (
    ALONE,
    BACKYARD,
    DEPOT,
    IN_TOWN,
    ON_FOOT,
    TOO_FAR,
    row,
    street_day,
    street_plan,
)

LOST = (row("far", TOO_FAR), row("alone", ALONE), row("walk", ON_FOOT))


def by_id(store: Store) -> dict[str, OrderView]:
    return {view.order_id: view for view in orders.list_orders(store, DATE)}


def test_who_is_on_no_street_is_told_and_counted_like_the_plan_does(store: Store) -> None:
    street_day(store, row("ok", IN_TOWN), *LOST)
    views = by_id(store)
    told = {name: view.off_street for name, view in views.items()}
    assert told == {"ok": "", "far": TOO_FAR_REASON, "alone": UNREACHABLE_PART, "walk": NO_ACCESS}
    assert not views["ok"].needs_person
    ready = readiness(store, DATE)
    assert (ready.orders, ready.plannable, ready.off_street) == (4, 1, 3)
    left = {one.order_id: (one.reason, one.text) for one in street_plan(store).unassigned}
    assert left == {
        name: (Reason.UNREACHABLE, ": ".join(OFF_STREET[reason]))
        for name, reason in told.items()
        if reason
    }


def test_a_pin_on_a_street_mends_it(store: Store) -> None:
    street_day(store, *LOST)
    for question in repairs.questions(orders.list_orders(store, DATE)):
        assert question.off_street
        repairs.place(store, question, IN_TOWN)
    assert repairs.questions(orders.list_orders(store, DATE)) == []
    assert readiness(store, DATE).plannable == 3


def test_a_position_far_off_its_street_is_told(store: Store) -> None:
    street_day(store, row("near", IN_TOWN), row("yard", BACKYARD))
    views = by_id(store)
    assert views["near"].moved_m == 0
    assert views["yard"].moved_m == pytest.approx(150, abs=2)
    assert not views["yard"].needs_person
    assert readiness(store, DATE).plannable == 2


def test_goods_that_lie_on_no_street_are_fetched_nowhere(store: Store) -> None:
    lying = (str(TOO_FAR.lat), str(TOO_FAR.lon))
    street_day(store, row("a", IN_TOWN, "", "", *lying))
    view = by_id(store)["a"]
    assert view.order is None
    [problem] = view.problems
    assert (problem.column, problem.value) == ("pickup_latitude", lying[0])
    assert problem.reason == "Over 300 m from any street of the map."
    assert readiness(store, DATE).invalid == 1


def test_nobody_is_told_of_streets_that_nobody_drives_by(store: Store) -> None:
    street_day(store, *LOST)
    routing.save(store, Routing("osrm", "http://localhost:5000", {"van": "driving"}))
    assert not any(view.off_street for view in by_id(store).values())
    routing.save(store, Routing())
    assert all(view.off_street for view in by_id(store).values())
    days.save_depot(store, DATE, point=TOO_FAR, name="Shop")
    assert not any(view.off_street for view in by_id(store).values())
    days.save_depot(store, DATE, point=DEPOT, name="Shop")
    orders.exclude(store, [view.key for view in by_id(store).values()], True)
    assert (readiness(store, DATE).excluded, readiness(store, DATE).off_street) == (3, 0)
