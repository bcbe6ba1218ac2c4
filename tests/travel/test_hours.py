"""Main roads that are slow at some hours: other ways then, and never an earlier arrival."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import UNREACHABLE, Day, Traffic, TravelMatrix, never_overtaking
from dashboard.domain.timetable import Roads, travel_at
from dashboard.domain.traffic import HOURS, Week
from dashboard.domain.travel import BY_THE_HOUR, ONE_FACTOR
from dashboard.travel import streets as module
from dashboard.travel.graph import CLASSES
from dashboard.travel.graph_building import build_graph
from dashboard.travel.hours import going_on, slowed_by_road
from dashboard.travel.street_memory import MOST_HOURS
from dashboard.travel.streets import Streets
from dashboard.travel.traffic import MOST_BYTES, slowed
from tests.travel.grid_town import corner
from tests.travel.rush_town import APART, EAST, WEST, write_rush_town

MONDAY = Day(dt.date(2026, 3, 9))
SEVEN, EIGHT_THIRTY, TWELVE_THIRTY, FIVE = 25_200, 30_600, 45_000, 61_200
PLACES = [WEST, EAST]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Streets:
    """The streets of the town."""
    folder = tmp_path_factory.mktemp("rush")
    return Streets(build_graph(write_rush_town(folder / "town.osm")), folder / "made")


def at_eight(speed: int, *road_classes: str) -> Traffic:
    """Roads of some classes that are slow on weekdays from eight to nine."""
    week = Week(tuple(speed if hour == 8 else 100 for hour in range(HOURS)))
    return Traffic(classes=tuple((name, week) for name in road_classes))


def on_monday(
    streets: Streets, traffic: Traffic, percent: int = 100, most_bytes: int = MOST_BYTES
) -> TravelMatrix:
    """The day's travel between the two places."""
    free = streets.matrix(PLACES, "van").at_speed(percent)
    return slowed_by_road(
        free, streets, PLACES, "van", percent, traffic, MONDAY, SEVEN, FIVE, most_bytes=most_bytes
    )


def takes(travel: TravelMatrix, leaving_s: int) -> int:
    """Seconds of the drive from west to east."""
    factors = travel.slots_permille or (1000,) * len(travel.slots_s)
    slots = np.array([travel.slots_s, factors], dtype=np.int64).T.copy()
    return int(travel_at(Roads(travel.durations_s, slots, travel.distances_m), 0, 1, leaving_s))


def factors(**by_class: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """One slot's row, 1 for every class that is not named."""
    return np.array([[by_class.get(name, 1.0) for name in CLASSES]])


def test_a_slow_main_road_is_driven_around(town: Streets) -> None:
    free = town.matrix(PLACES, "van")
    rush = town.matrix_by_hour(PLACES, "van", factors(primary=10), (0,))
    closed = town.matrix_by_hour(PLACES, "van", factors(primary=1000), (0,))
    assert rush.distances_m[0, 1] > free.distances_m[0, 1] + 300
    assert free.durations_s[0, 0, 1] < rush.durations_s[0, 0, 1] < 4 * free.durations_s[0, 0, 1]
    assert (rush.durations_s == closed.durations_s).all()


def test_it_is_driven_around_at_eight_and_taken_at_noon(town: Streets) -> None:
    free = town.matrix(PLACES, "van").durations_s[0]
    around = town.matrix_by_hour(PLACES, "van", factors(primary=10), (0,)).durations_s[0]
    travel = on_monday(town, at_eight(10, "primary"))
    assert travel.traffic == BY_THE_HOUR
    assert takes(travel, EIGHT_THIRTY) == around[0, 1]
    assert takes(travel, TWELVE_THIRTY) == free[0, 1] < around[0, 1]
    assert travel.on_empty_roads().durations_s[0].tolist() == free.tolist()


def test_side_streets_that_are_slow_as_well_are_no_way_around(town: Streets) -> None:
    main, both = (
        takes(on_monday(town, at_eight(20, *names)), EIGHT_THIRTY)
        for names in (["primary"], ["primary", "residential"])
    )
    assert both > main


def test_the_same_speed_on_every_class_is_that_of_all_roads(town: Streets) -> None:
    week = at_eight(40, "primary").classes[0][1]
    by_road = on_monday(town, at_eight(40, *CLASSES))
    plain = slowed(town.matrix(PLACES, "van"), Traffic(week.weekday), MONDAY, SEVEN, FIVE)
    assert by_road.slots_s == plain.slots_s
    assert np.abs(by_road.durations_s - plain.durations_s).max() <= 1


def test_waits_at_crossings_grow_with_the_traffic(town: Streets) -> None:
    turning = [corner(0, 0.5), corner(11, 0), corner(10, 0.5), corner(-1, 0)]
    free = town.matrix(turning, "van").durations_s[0]
    # All roads there are half as fast, but a motorway would be slower: no factor of all classes.
    row = np.where(factors(motorway=3) == 3, 3.0, 2.0)
    half = town.matrix_by_hour(turning, "van", row, (0,))
    assert np.abs(half.durations_s[0] - 2 * free).max() <= 1


def test_a_slower_vehicle_is_slower_on_empty_roads_too(town: Streets) -> None:
    half = on_monday(town, at_eight(10, "primary"), percent=50)
    whole = on_monday(town, at_eight(10, "primary"))
    assert half.free_flow_s is not None
    assert whole.free_flow_s is not None
    assert (half.free_flow_s == 2 * whole.free_flow_s).all()
    assert takes(half, EIGHT_THIRTY) == pytest.approx(2 * takes(whole, EIGHT_THIRTY), abs=1)


def test_where_no_slow_hour_is_driven_nothing_changes(town: Streets) -> None:
    free = town.matrix(PLACES, "van")
    night = Week(tuple(50 if hour < 5 else 100 for hour in range(HOURS)))
    for traffic in (Traffic(classes=(("primary", night),)), Traffic()):
        travel = slowed_by_road(free, town, PLACES, "van", 100, traffic, MONDAY, SEVEN, FIVE)
        assert travel is free


def test_no_way_stays_no_way(town: Streets) -> None:
    travel = town.matrix_by_hour([*PLACES, APART], "van", factors(primary=2), (0,))
    assert (travel.durations_s[0, 2] == [UNREACHABLE, UNREACHABLE, 0]).all()
    assert (travel.distances_m[:, 2] == [UNREACHABLE, UNREACHABLE, 0]).all()


def test_a_day_too_large_for_layers_has_one_factor_for_each_hour(town: Streets) -> None:
    travel = on_monday(town, at_eight(10, "primary"), most_bytes=0)
    layers = on_monday(town, at_eight(10, "primary"))
    assert travel.traffic == ONE_FACTOR
    assert travel.durations_s.shape == (1, 2, 2)
    for now in (EIGHT_THIRTY, TWELVE_THIRTY):
        assert takes(travel, now) == pytest.approx(takes(layers, now), rel=0.05)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 20_000), min_size=2, max_size=8))
def test_leaving_later_never_means_arriving_earlier(seconds: list[int]) -> None:
    slots_s = tuple(EIGHT_THIRTY + 3600 * k for k in range(len(seconds)))
    frozen = [np.array([[0, one], [UNREACHABLE, 0]], dtype=np.int32) for one in seconds]
    layers = never_overtaking(going_on(frozen, slots_s), slots_s)
    travel = TravelMatrix(layers, layers[0], slots_s)
    times = range(slots_s[0] - 600, slots_s[-1] + 600, 11)
    arrivals = [now + takes(travel, now) for now in times]
    assert arrivals == sorted(arrivals)
    assert (layers[:, 1, 0] == UNREACHABLE).all()
    within = layers[:, 0, 1]
    assert (within >= min(seconds)).all()
    assert (within <= max(seconds)).all()


def test_a_drive_goes_on_at_the_pace_of_the_next_hour() -> None:
    frozen = [np.full((1, 1), seconds, dtype=np.int32) for seconds in (7200, 3600, 3600)]
    # Half an hour drives off a quarter; the rest takes three quarters of an hour.
    assert going_on(frozen, (1800, 5400, 9000))[:, 0, 0].tolist() == [1800 + 2700, 3600, 3600]


def test_an_hour_is_sought_once_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, town: Streets
) -> None:
    first = on_monday(Streets(town.graph, tmp_path), at_eight(10, "primary"))
    monkeypatch.delattr(module, "many_to_many")
    again = on_monday(Streets(town.graph, tmp_path), at_eight(10, "primary"))
    assert (again.durations_s == first.durations_s).all()
    assert len(list(tmp_path.glob("*.hour.npz"))) == 1


def test_hours_that_nobody_asks_for_are_forgotten(tmp_path: Path, town: Streets) -> None:
    streets = Streets(town.graph, tmp_path)
    for number in range(MOST_HOURS + 3):
        streets.matrix_by_hour(PLACES, "van", factors(primary=2 + number), (0,))
    assert len(list(tmp_path.glob("*.hour.npz"))) == MOST_HOURS


def test_another_program_asks_anew(tmp_path: Path, town: Streets) -> None:
    for key in ("0123456789abcdef" * 4 + "-1", "0123456789abcdef" * 4 + "-2"):
        Streets(replace(town.graph, key=key), tmp_path).matrix(PLACES, "van")
    assert len(list(tmp_path.glob("*.matrix.npz"))) == 2
