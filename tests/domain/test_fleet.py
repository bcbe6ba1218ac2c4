"""Classes become numbered shifts with hours, places and names."""

from datetime import date, time, timedelta

import pytest

from dashboard.domain import (
    ANYWHERE,
    HOME,
    Capacity,
    Costs,
    Day,
    Depot,
    Driver,
    DriverClass,
    Load,
    PlannerError,
    Point,
    class_from_document,
    class_to_document,
    shift_hours,
    shifts_of,
    total_load,
)

DAY = Day(date(2026, 3, 10), "Europe/Helsinki")
DEPOT = Depot("depot", Point(24.92, 60.17), loading=timedelta(minutes=15))
AT_HOME = Point(24.99, 60.2)


def test_shifts_are_numbered_through_all_classes() -> None:
    fleet = shifts_of(
        DAY, [DriverClass("Van", 2), DriverClass("None", 0), DriverClass("Bike")], DEPOT
    )
    assert [(s.number, s.id, s.driver) for s in fleet] == [
        (1, "Van-1", "Van 1"),
        (2, "Van-2", "Van 2"),
        (3, "Bike-1", "Bike 1"),
    ]


def test_named_drivers_who_drive_today_come_first() -> None:
    drivers = [
        Driver("Aino", "Van", drives_today=False), Driver("Mikko", "Van"), Driver("Sanna", "Bike"),
    ]  # fmt: skip
    fleet = shifts_of(DAY, [DriverClass("Van", 2)], DEPOT, drivers)
    assert [s.driver for s in fleet] == ["Mikko", "Van 2"]


def test_more_names_than_places_do_not_make_more_shifts() -> None:
    drivers = [Driver("Aino", "Van"), Driver("Mikko", "Van")]
    assert [s.driver for s in shifts_of(DAY, [DriverClass("Van")], DEPOT, drivers)] == ["Aino"]


def test_a_shift_takes_over_what_its_class_says() -> None:
    kind = DriverClass(
        "Van", capacity=Capacity(parcels=7), max_stops=9, profile="bike",
        costs=Costs(hour_cents=1), paid_when_idle=True, skills=frozenset({"cooling"}),
    )  # fmt: skip
    [one] = shifts_of(DAY, [kind], DEPOT)
    for name in ("capacity", "max_stops", "profile", "costs", "paid_when_idle", "skills"):
        assert getattr(one, name) == getattr(kind, name)
    assert one.loading == DEPOT.loading


@pytest.mark.parametrize(
    ("start", "who", "expected"),
    [
        ("depot", None, DEPOT.point),
        (ANYWHERE, None, None),
        (HOME, None, DEPOT.point),
        (HOME, Driver("A", "Van"), DEPOT.point),
        (HOME, Driver("A", "Van", home=AT_HOME), AT_HOME),
        (Point(1, 2), Driver("A", "Van", home=AT_HOME), Point(1, 2)),
    ],
)
def test_a_shift_starts_and_ends_where_its_class_says(
    start: str | Point, who: Driver | None, expected: Point | None
) -> None:
    drivers = [who] if who else []
    [one] = shifts_of(DAY, [DriverClass("Van", start=start, end=start)], DEPOT, drivers)
    assert (one.start, one.end) == (expected, expected)


def test_a_shift_that_ends_before_it_starts_ends_on_the_next_day() -> None:
    night = shift_hours(DAY, time(22), time(6))
    assert night.end - night.start == timedelta(hours=8)
    assert DAY.local(night.end).date() == date(2026, 3, 11)
    assert DriverClass("Van", shift_start=time(22), shift_end=time(6)).is_overnight


def test_a_night_shift_is_as_long_as_the_hours_that_pass() -> None:
    spring = shift_hours(Day(date(2026, 3, 28), DAY.zone), time(22), time(6))
    autumn = shift_hours(Day(date(2026, 10, 24), DAY.zone), time(22), time(6))
    assert (spring.end - spring.start, autumn.end - autumn.start) == (
        timedelta(hours=7),
        timedelta(hours=9),
    )


def test_a_shift_of_zero_minutes_is_refused() -> None:
    with pytest.raises(PlannerError, match=r"09:00 to 09:00 has no hours"):
        shifts_of(DAY, [DriverClass("Van", shift_start=time(9), shift_end=time(9))], DEPOT)


@pytest.mark.parametrize(
    "kind",
    [
        DriverClass("Van"),
        DriverClass(
            "Bike", 3, time(22), time(5, 30), Capacity(1, 2, 3), 4, ANYWHERE, Point(1.5, 2.5),
            "bike", Costs(1, 2, 3, 4, timedelta(hours=8), 2.0, 5), True, frozenset({"a", "b"}),
        ),
    ],
)  # fmt: skip
def test_a_class_reads_back_equal(kind: DriverClass) -> None:
    assert class_from_document(class_to_document(kind)) == kind


def test_loads_add_up_and_are_measured_against_what_fits() -> None:
    loads = [Load(2, 500), Load(1, 700, 10)]
    assert total_load(loads) == Load(3, 1200, 10)
    assert total_load([]) == Load(0)
    assert Capacity(parcels=2, weight_g=1200).excess(total_load(loads)) == (1, 0, 0)
    assert Capacity(parcels=3).fits(total_load(loads))
    assert not Capacity(parcels=0).fits(Load(1))


def test_nothing_carries_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="negative"):
        Load(-1)
    with pytest.raises(ValueError, match="negative"):
        Capacity(weight_g=-1)
