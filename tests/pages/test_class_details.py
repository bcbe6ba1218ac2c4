"""What a driver class has beside count, hours and parcels, on the drivers page."""

from dataclasses import replace
from datetime import time, timedelta

from dashboard.domain import Point
from dashboard.services import days, settings
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import open_details, open_page


def test_costs_are_entered_in_the_currency_and_kept_in_cents(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.number_input(key=f"hour_cents_{DATE}_0").set_value(21.35).run()
    assert days.get_setup(store, DATE).classes[0].costs.hour_cents == 2135


def test_a_break_is_added_changed_and_removed(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.button(key=f"add_break_{DATE}_0").click().run()
    at.number_input(key=f"break_min_0_{DATE}_0").set_value(45).run()
    at.time_input(key=f"break_from_0_{DATE}_0").set_value(time(12)).run()
    at.checkbox(key=f"breaks_paid_{DATE}_0").set_value(False).run()
    van = days.get_setup(store, DATE).classes[0]
    [rest] = van.breaks
    assert (rest.start, rest.end, rest.length) == (time(12), time(13), timedelta(minutes=45))
    assert not van.costs.breaks_paid
    at.button(key=f"break_remove_0_{DATE}_0").click().run()
    assert days.get_setup(store, DATE).classes[0].breaks == ()


def test_the_limits_of_a_day_are_kept_in_their_units(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.number_input(key=f"max_hours_{DATE}_0").set_value(7.5).run()
    at.number_input(key=f"max_distance_{DATE}_0").set_value(120.0).run()
    at.number_input(key=f"trips_{DATE}_0").set_value(2).run()
    at.number_input(key=f"speed_{DATE}_0").set_value(80).run()
    van = days.get_setup(store, DATE).classes[0]
    assert (van.max_duty, van.max_distance_m) == (timedelta(hours=7.5), 120_000)
    assert (van.trips, van.speed_percent) == (2, 80)
    at.number_input(key=f"max_hours_{DATE}_0").set_value(None).run()
    assert days.get_setup(store, DATE).classes[0].max_duty is None


def test_distances_are_entered_in_miles_where_the_business_counts_so(store: Store) -> None:
    settings.save(store, replace(settings.get(store), units="mi"))
    at = open_details(open_page("drivers"))
    at.number_input(key=f"max_distance_{DATE}_0").set_value(100.0).run()
    assert days.get_setup(store, DATE).classes[0].max_distance_m == 160_934
    assert at.number_input(key=f"max_distance_{DATE}_0").value == 100


def test_what_running_over_costs_is_asked_where_it_may(store: Store) -> None:
    at = open_details(open_page("drivers"))
    assert f"overrun_cents_{DATE}_0" not in [field.key for field in at.number_input]
    at.number_input(key=f"overrun_{DATE}_0").set_value(30).run()
    at.number_input(key=f"overrun_cents_{DATE}_0").set_value(12.5).run()
    van = days.get_setup(store, DATE).classes[0]
    assert (van.overrun, van.costs.overrun_cents) == (timedelta(minutes=30), 1250)


def test_what_a_class_has_is_kept_as_orders_ask_for_it(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.text_input(key=f"skills_{DATE}_0").set_value("Tail lift; cooling;").run()
    assert days.get_setup(store, DATE).classes[0].skills == {"cooling", "tail lift"}
    assert at.text_input(key=f"skills_{DATE}_0").value == "cooling; tail lift"


def test_a_class_may_start_at_a_place_of_its_own(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.selectbox(key=f"start_kind_{DATE}_0").set_value("place").run()
    at.text_input(key=f"start_point_{DATE}_0").set_value("60.2; 24.9").run()
    assert days.get_setup(store, DATE).classes[0].start == Point(24.9, 60.2)
