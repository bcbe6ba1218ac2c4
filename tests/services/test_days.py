"""A day's set-up, and what a new day takes over from the one before."""

import datetime as dt
from dataclasses import replace
from datetime import time

import pytest

from dashboard.domain import BreakRule, Day, Driver, DriverClass, PlannerError, Point
from dashboard.services import days
from dashboard.services.days import AFTERNOON, ALL_DAY, MORNING, OWN, DaySetup, WindowDefault
from dashboard.services.inputs import stored_inputs
from dashboard.store import Store
from tests.services.ready import DATE, DEPOT, ZONE, ready_day, row, take_in, van

NEXT = DATE + dt.timedelta(days=1)


def test_the_first_day_begins_with_the_classes_offered(store: Store) -> None:
    setup = days.get_setup(store, DATE, ZONE)
    assert (setup.day.zone, setup.depot, setup.drivers, setup.shifts) == (ZONE, None, (), ())
    assert setup.classes == days.PRESETS


def test_a_new_day_takes_over_drivers_depot_and_windows(store: Store) -> None:
    ready_day(store, 2)
    days.save_depot(store, DATE, point=DEPOT, name="Yard", address="Quay 1", loading_min=12.5)
    days.save_windows(store, DATE, WindowDefault(OWN, time(10), time(14)))
    days.save_drivers(store, DATE, [Driver("Aino", "Own van", Point(24.9, 60.2), "+358")])
    today, tomorrow = days.get_setup(store, DATE), days.get_setup(store, NEXT, "Asia/Tokyo")
    assert tomorrow == replace(today, day=replace(today.day, date=NEXT))
    assert tomorrow.day.zone == ZONE
    days.save_classes(store, NEXT, [replace(van(), count=5)])
    assert days.get_setup(store, DATE) == today


def test_a_day_that_was_set_up_is_left_as_it_is(store: Store) -> None:
    ready_day(store, 0)
    days.begin(store, NEXT)
    days.save_depot(store, DATE, point=Point(25, 61), name="Elsewhere")
    depot = days.get_setup(store, NEXT).depot
    assert depot is not None
    assert depot.point == DEPOT


def test_looking_at_tomorrow_does_not_keep_it_from_following_today(store: Store) -> None:
    ready_day(store, 0)
    days.get_setup(store, NEXT)
    days.save_depot(store, DATE, point=Point(25, 61), name="Elsewhere")
    depot = days.get_setup(store, NEXT).depot
    assert depot is not None
    assert depot.point == Point(25, 61)


def test_a_zone_nobody_knows_is_not_taken(store: Store) -> None:
    assert days.get_setup(store, DATE, "Etc/Unknown").day.zone == "UTC"
    with pytest.raises(PlannerError, match="no time zone 'Mars/Olympus'"):
        days.save_zone(store, DATE, "Mars/Olympus")
    days.save_zone(store, DATE, "Asia/Kathmandu")
    assert days.get_setup(store, DATE).day.zone == "Asia/Kathmandu"


@pytest.mark.parametrize(
    "point", [Point(0, 0), Point(24, 91), Point(181, 0), Point(float("nan"), 1)]
)
def test_a_depot_that_cannot_be_is_refused(store: Store, point: Point) -> None:
    with pytest.raises(PlannerError, match="There is no place at"):
        days.save_depot(store, DATE, point=point, name="")
    assert days.get_setup(store, DATE).depot is None


@pytest.mark.parametrize("minutes", [-1, 481, float("nan")])
def test_loading_takes_a_sensible_time(store: Store, minutes: float) -> None:
    with pytest.raises(PlannerError, match="between 0 and 480"):
        days.save_depot(store, DATE, point=DEPOT, name="", loading_min=minutes)


BAD_CLASSES: dict[str, tuple[list[DriverClass], str]] = {
    "nameless": ([DriverClass(" ")], "needs a name"),
    "twice": ([DriverClass("Van"), DriverClass("Van ")], "called 'Van'"),
    "too many": ([DriverClass("Van", 1001)], "Van: between 0 and 1,000"),
    "fewer than none": ([DriverClass("Van", -1)], "Van: between 0 and 1,000"),
    "zero minutes": (
        [DriverClass("Van", shift_start=time(9), shift_end=time(9))],
        "Van: A shift from 09:00 to 09:00 has no hours",
    ),
    "never loads": ([DriverClass("Van", trips=0)], "Van: a driver loads between 1 and 20"),
    "too slow": ([DriverClass("Van", speed_percent=9)], "Van: the speed lies between 10 and 200"),
    "no day": ([DriverClass("Van", max_duty=dt.timedelta(0))], "Van: the longest day"),
    "no route": ([DriverClass("Van", max_distance_m=0)], "Van: the longest route"),
    "a day over": ([DriverClass("Van", overrun=dt.timedelta(hours=13))], "Van: a shift may run"),
    "no break": (
        [DriverClass("Van", breaks=(BreakRule(time(12), time(13), dt.timedelta(0)),))],
        "Van: a break lasts between",
    ),
}


@pytest.mark.parametrize("name", BAD_CLASSES)
def test_classes_that_make_no_sense_are_refused_by_name(store: Store, name: str) -> None:
    classes, words = BAD_CLASSES[name]
    with pytest.raises(PlannerError, match=words):
        days.save_classes(store, DATE, classes)
    assert days.get_setup(store, DATE).classes == days.PRESETS


def test_a_driver_without_a_name_is_refused(store: Store) -> None:
    with pytest.raises(PlannerError, match="of class 'Own van' has no name"):
        days.save_drivers(store, DATE, [Driver(" ", "Own van")])


@pytest.mark.parametrize(
    ("windows", "span"),
    [
        (WindowDefault(ALL_DAY), None),
        (WindowDefault(MORNING), ("08:00", "12:00")),
        (WindowDefault(AFTERNOON), ("12:00", "18:00")),
        (WindowDefault(OWN, time(10, 30), time(20)), ("10:30", "20:00")),
    ],
)
def test_the_default_window_goes_only_to_orders_without_one(
    store: Store, windows: WindowDefault, span: tuple[str, str] | None
) -> None:
    ready_day(store, 0)
    take_in(store, row(1), row(2, window=("09:00", "09:30")))
    days.save_windows(store, DATE, windows)
    inputs = stored_inputs(store, DATE)
    shown = {
        order.id: [
            tuple(f"{inputs.day.local(end):%H:%M}" for end in (w.start, w.end))
            for w in order.windows
        ]
        for order in inputs.orders
    }
    assert shown == {"A1": [span] if span else [], "A2": [("09:00", "09:30")]}


def test_a_default_window_may_end_on_the_next_day(store: Store) -> None:
    days.get_setup(store, DATE, ZONE)
    days.save_windows(store, DATE, WindowDefault(OWN, time(20), time(2)))
    window = days.get_setup(store, DATE).default_window
    assert window is not None
    assert (window.end - window.start) == dt.timedelta(hours=6)
    with pytest.raises(PlannerError, match="ends when it starts"):
        days.save_windows(store, DATE, WindowDefault(OWN, time(9), time(9)))


def test_a_default_window_within_a_skipped_hour_does_not_break_the_day() -> None:
    spring = Day(dt.date(2026, 3, 29), "Europe/London")
    setup = DaySetup(spring, windows=WindowDefault(OWN, time(1, 30), time(2)))
    window = setup.default_window
    assert window is not None
    assert window.start <= window.end


def test_days_are_listed_with_what_they_hold(store: Store) -> None:
    ready_day(store, 3)
    days.begin(store, NEXT)
    assert [(day.date, day.orders, day.plans) for day in days.list_days(store)] == [
        (DATE, 3, 0),
        (NEXT, 0, 0),
    ]
