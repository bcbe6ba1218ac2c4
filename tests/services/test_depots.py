"""Several depots in one day."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from dashboard.domain import Day, DriverClass, PlannerError, Point, Rule
from dashboard.services import days, depots, orders
from dashboard.services.depot_places import DepotPlace
from dashboard.services.inputs import readiness, stored_inputs
from dashboard.services.planning import problem_of
from dashboard.store import Store, get_day, save_day
from dashboard.travel.estimates import Estimate
from tests.services.ready import DATE, DEPOT, ready_day, van

NORTH = DepotPlace(Point(24.95, 60.25), "North", "Mill Lane 5", 10, (time(6), time(14)))


def test_another_depot_stands_beside_the_main_one(store: Store) -> None:
    ready_day(store, 0)
    north = depots.save(store, DATE, NORTH)
    setup = days.get_setup(store, DATE)
    assert [place.name for place in setup.depot_places] == ["Yard", "North"]
    assert setup.depot_places[1] == replace(NORTH, id=north)
    assert (setup.depot and setup.depot.point, setup.depot_address) == (DEPOT, "")
    hours = setup.depots[1].hours
    assert hours is not None
    assert hours.end - hours.start == timedelta(hours=8)


def test_a_class_loads_at_the_depot_it_names(store: Store) -> None:
    ready_day(store, 0)
    north = depots.save(store, DATE, NORTH)
    days.save_classes(store, DATE, [van(), DriverClass("Bike", depot=north)])
    shifts = days.get_setup(store, DATE).shifts
    assert [(s.depot_id, s.start) for s in shifts][1:] == [("depot", DEPOT), (north, NORTH.point)]
    problem = problem_of(stored_inputs(store, DATE), Estimate())
    assert [depot.id for depot in problem.depots] == ["depot", north]


def test_a_depot_taken_away_leaves_its_drivers_to_the_main_one(store: Store) -> None:
    ready_day(store, 0)
    north = depots.save(store, DATE, NORTH)
    days.save_classes(store, DATE, [DriverClass("Bike", depot=north)])
    depots.remove(store, DATE, north)
    setup = days.get_setup(store, DATE)
    assert (setup.classes[0].depot, [shift.depot_id for shift in setup.shifts]) == ("", ["depot"])
    assert depots.save(store, DATE, NORTH) == north
    depots.remove(store, DATE, north)
    with pytest.raises(PlannerError, match="must load somewhere"):
        depots.remove(store, DATE, "depot")


@pytest.mark.parametrize(
    ("place", "words"),
    [(replace(NORTH, name="yard "), "Two depots are called 'yard'"),
     (replace(NORTH, point=Point(0, 0)), "There is no place at"),
     (replace(NORTH, hours=(time(8), time(8))), "closes when it opens")],
)  # fmt: skip
def test_a_depot_that_cannot_be_is_refused(store: Store, place: DepotPlace, words: str) -> None:
    ready_day(store, 0)
    with pytest.raises(PlannerError, match=words):
        depots.save(store, DATE, place)
    assert len(days.get_setup(store, DATE).depots) == 1


def test_a_day_set_up_before_there_were_several_keeps_its_depot(store: Store) -> None:
    ready_day(store, 0)
    record = get_day(store, DATE)
    assert record is not None
    one = {"lon": 24.9, "lat": 60.2, "name": "Old yard", "address": "Quay 1", "loading_min": 5}
    save_day(store, replace(record, data={"depot": one}))
    [place] = days.get_setup(store, DATE).depot_places
    assert place == DepotPlace(Point(24.9, 60.2), "Old yard", "Quay 1", 5, id="depot")
    depots.save(store, DATE, NORTH)
    names = [depot.name for depot in days.get_setup(store, DATE).depots]
    assert names == ["Old yard", "North"]


def test_hours_that_the_clock_skips_do_not_break_a_day() -> None:
    spring = Day(DATE.replace(day=29), "Europe/Helsinki")
    hours = replace(NORTH, hours=(time(3, 30), time(4))).on(spring).hours
    assert hours is not None
    assert hours.start <= hours.end


def test_an_order_names_its_depot_and_no_other_can_have_it(store: Store) -> None:
    ready_day(store, 3)
    [first, second, _] = [view.key for view in orders.list_orders(store, DATE)]
    orders.edit(store, {first: {"depot": "north"}, second: {"depot": "South"}})
    # With one depot its name need not be told.
    assert [order.depot for order in stored_inputs(store, DATE).orders] == ["", "", ""]
    north = depots.save(store, DATE, NORTH)
    views = orders.list_orders(store, DATE)
    assert views[0].order is not None
    assert views[0].order.depot == north
    [told] = views[1].problems
    assert (told.column, told.remedy) == ("depot", "Write one of Yard, North.")
    inputs = stored_inputs(store, DATE)
    assert [why.order_id for why in inputs.left_reasons] == ["A2"]
    problem = problem_of(inputs, Estimate())
    assert not problem.needs[0] <= problem.offers(problem.shifts[0])
    assert {need.kind for need in problem.needs[0]} == {Rule.DEPOT}


def test_far_is_from_the_nearest_depot(store: Store) -> None:
    ready_day(store, 1)
    days.save_depot(store, DATE, point=Point(20.0, 50.0), name="Yard")
    assert readiness(store, DATE).far == 1
    depots.save(store, DATE, NORTH)
    assert readiness(store, DATE).far == 0
