"""The traffic of a business: kept, named, read from a file, and part of its plans."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import (
    NO_TRAFFIC,
    Assignment,
    Order,
    PlannerError,
    TimeWindow,
    Traffic,
    clock,
    complaints,
    plan_to_document,
)
from dashboard.domain.traffic import Week
from dashboard.intake.tables import Table
from dashboard.services import days, plans, traffic
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import plan_so_far, problem_of
from dashboard.services.traffic import GROUPS, PRESETS, traffic_of
from dashboard.services.traffic_files import read_traffic
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.store import Store
from dashboard.travel.estimates import Estimate
from dashboard.travel.graph_building import build_graph
from dashboard.travel.streets import Streets
from tests.services.ready import DATE, ready_day, van
from tests.travel.rush_town import EAST, WEST, write_rush_town

OWN = Traffic((50,) * 24, (60,) * 24)
MAIN = Week((30,) * 24, (40,) * 24, days=((0, (20,) * 24),))
DETAILED = replace(
    OWN,
    days=((4, (45,) * 24),),
    classes=(("primary", MAIN), ("secondary", MAIN), ("residential", Week((90,) * 24))),
)


def test_there_is_no_traffic_until_somebody_says_so(store: Store) -> None:
    assert traffic.get(store) == NO_TRAFFIC
    for chosen in (OWN, PRESETS["town"], DETAILED, NO_TRAFFIC):
        traffic.save(store, chosen)
        assert traffic.get(store) == chosen
    assert traffic.name_of(PRESETS["big-city"]) == "big-city"
    assert traffic.name_of(NO_TRAFFIC) == "none"
    assert traffic.name_of(OWN) == ""


def test_a_plan_counts_with_the_traffic_and_is_outdated_by_another(store: Store) -> None:
    ready_day(store, 4)
    inputs = stored_inputs(store, DATE)
    free = problem_of(inputs, Estimate())
    assert free.travel["van"].traffic == ""
    traffic.save(store, OWN)
    slowed = stored_inputs(store, DATE)
    assert slowed.sha256 != inputs.sha256
    problem = problem_of(slowed, Estimate())
    found = complete(problem, Assignment(), on := clock(problem))
    plan = plan_so_far(slowed, problem, found, seed=0, budget=Budget(1), on=on)
    assert complaints(problem, plan) == []
    assert plan.totals.traffic == plan.totals.driving / 2
    assert plan_to_document(plan)["travel"]["traffic"] == "by the hour"

    plan_id, _ = plans.keep(store, plan, {"what": "plan"})
    [made] = plans.list_plans(store, DATE)
    assert made.plan_id == plan_id
    assert not plans.is_stale(store, made)
    traffic.save(store, PRESETS["town"])
    assert plans.is_stale(store, made)


@pytest.mark.parametrize(
    "changed",
    [
        replace(DETAILED, days=((4, (44,) * 24),)),
        traffic.with_roads(DETAILED, "main roads", Week((31,) * 24)),
        traffic.with_roads(DETAILED, "main roads", None),
    ],
)
def test_a_day_or_a_kind_of_roads_outdates_a_plan(store: Store, changed: Traffic) -> None:
    ready_day(store, 2)
    traffic.save(store, DETAILED)
    before = stored_inputs(store, DATE).sha256
    traffic.save(store, changed)
    assert stored_inputs(store, DATE).sha256 != before


def test_bicycles_pass_the_queue(store: Store) -> None:
    ready_day(store, 2)
    days.save_classes(store, DATE, [van(), replace(van(), name="Bike", profile="bike")])
    traffic.save(store, OWN)
    travel = problem_of(stored_inputs(store, DATE), Estimate()).travel
    assert {profile: matrix.traffic for profile, matrix in travel.items()} == {
        "van": "by the hour",
        "bike": "",
    }


def written(tmp_path: Path, text: str) -> Path:
    """A file of traffic."""
    file = tmp_path / "traffic.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_names_the_slow_hours(tmp_path: Path) -> None:
    text = "Weekday;Hour;Factor\nweekday;8;70\nWeekday;9;75 %\nweekend;12;0,85\n;;\nweekend;13;1\n"
    read = traffic_of(written(tmp_path, text))
    assert (read.weekday[8], read.weekday[9], read.weekday[10]) == (70, 75, 100)
    assert (read.weekend[8], read.weekend[12], read.weekend[13]) == (100, 85, 100)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hour,factor\n8,70\n", "no column weekday"),
        ("weekday,hour,factor\nholiday,8,70\n", "row 2, weekday 'holiday'"),
        ("road_class,weekday,hour,factor\nlane,mon,8,70\n", "row 2, road_class 'lane'"),
        ("road_class,weekday,hour,factor\n,mon,8,70\nall roads,Monday,8,70\n", "row 3, hour '8'"),
        ("weekday,hour,factor\nweekday,24,70\n", "row 2, hour '24'"),
        ("weekday,hour,factor\nweekday,-1,70\n", "row 2, hour '-1'"),
        ("weekday,hour,factor\nweekday,8,130\n", "row 2, factor '130'"),
        ("weekday,hour,factor\nweekday,8,nan\n", "row 2, factor 'nan'"),
        ("weekday,hour,factor\nweekday,8,1e999\n", "row 2, factor '1e999'"),
        ("weekday,hour,factor\nweekday,8,70\nweekday,8,80\n", "row 3, hour '8': An earlier row"),
        ("weekday,hour,factor\nweekday\n", "row 2, hour ''"),
    ],
)
def test_a_file_that_makes_no_sense_is_told_cell_by_cell(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(PlannerError, match=words.replace("'", ".")):
        traffic_of(written(tmp_path, text))


def test_the_closest_row_counts(tmp_path: Path) -> None:
    rows = (
        "road_class,weekday,hour,factor", "all roads,weekday,8,80", ",weekday,9,85", ",fri,8,75",
        "main roads,weekday,8,50", "Secondary,weekday,8,40", "main_roads,Monday,8,30",
    )  # fmt: skip
    read = traffic_of(written(tmp_path, "\n".join(rows)))
    assert [name for name, _ in read.classes] == ["primary", "secondary"]
    speeds = {
        name: [read.of(name).on(day)[8] for day in (0, 1, 4, 5)]
        for name in ("", "primary", "secondary")
    }
    assert speeds == {
        "": [80, 80, 75, 100],
        "primary": [30, 50, 50, 100],
        # What is said of the class itself comes before what is said of its group on a day.
        "secondary": [40, 40, 40, 100],
    }
    # An hour that its rows do not name is as on all roads.
    assert read.of("primary").weekday[9] == 85


@pytest.mark.parametrize("kept", [OWN, DETAILED, NO_TRAFFIC, PRESETS["town"]])
def test_a_table_that_was_written_is_read_as_it_was(tmp_path: Path, kept: Traffic) -> None:
    text = traffic.traffic_csv(kept)
    assert traffic_of(written(tmp_path, text)) == kept
    assert traffic.read_upload(text.encode(), "speeds.csv") == kept


speeds = st.lists(st.integers(10, 100), min_size=24, max_size=24)


@settings(max_examples=25, deadline=None)
@given(speeds, speeds, st.sampled_from(["mon", "weekday", "sun"]), st.sampled_from(sorted(GROUPS)))
def test_any_table_is_written_as_it_was_read(
    one: list[int], other: list[int], day: str, group: str
) -> None:
    rows = [("", "weekday", str(hour), str(speed)) for hour, speed in enumerate(one)]
    rows += [(group, day, str(hour), str(speed)) for hour, speed in enumerate(other[:9])]
    read = read_traffic(Table("t", ("road_class", "weekday", "hour", "factor"), tuple(rows)))
    headings, *lines = traffic.traffic_csv(read).split()
    again = [tuple(line.split(",")) for line in traffic.traffic_csv(read).splitlines()[1:]]
    assert headings == "road_class,weekday,hour,factor"
    assert len(again) >= len(rows)
    assert lines
    assert (
        read_traffic(Table("t", ("road_class", "weekday", "hour", "factor"), tuple(again))) == read
    )


def test_a_group_is_told_once_and_taken_back() -> None:
    own = traffic.with_roads(OWN, "main roads", MAIN)
    assert traffic.roads_of_their_own(own) == ["main roads"]
    assert traffic.speeds_on(own, "main roads") == MAIN
    assert traffic.speeds_on(own, "motorways").weekday == OWN.weekday
    assert traffic.is_one(own, "main roads")
    assert not traffic.is_one(DETAILED, "residential streets")
    assert traffic.with_roads(own, "main roads", None) == OWN


def test_on_streets_a_drive_at_eight_goes_around_and_at_noon_it_does_not(
    store: Store, tmp_path: Path
) -> None:
    streets = streets_in(tmp_path)
    slow = Week(tuple(10 if hour == 8 else 100 for hour in range(24)))
    rush = traffic.with_roads(NO_TRAFFIC, "main roads", slow)
    free, _ = routes_in(store, streets, NO_TRAFFIC, "12:00")
    at_eight, lost = routes_in(store, streets, rush, "08:10")
    at_noon, none_lost = routes_in(store, streets, rush, "12:00")
    assert at_noon == free
    assert not none_lost
    assert free < at_eight < 5 * free
    assert lost == at_eight - free


def streets_in(folder: Path) -> Streets:
    """The streets of a town with a main road and a way around it."""
    return Streets(build_graph(write_rush_town(folder / "town.osm")), folder / "made")


def routes_in(
    store: Store, streets: Streets, roads: Traffic, leaves: str
) -> tuple[dt.timedelta, dt.timedelta]:
    """What a driver drives who leaves then for the other end of the town, and loses in traffic."""
    date = dt.date(2026, 3, 10)
    hours = dt.time.fromisoformat(leaves), dt.time(16)
    days.get_setup(store, date, "UTC")
    days.save_depot(store, date, point=WEST, name="Yard")
    days.save_classes(store, date, [replace(van(), shift_start=hours[0], shift_end=hours[1])])
    inputs = replace(
        stored_inputs(store, date), orders=(Order("a", customer="A", point=EAST),), traffic=roads
    )
    window = TimeWindow(*(inputs.day.at(hour) for hour in (hours[0], dt.time(hours[0].hour, 59))))
    inputs = replace(inputs, orders=tuple(replace(o, windows=(window,)) for o in inputs.orders))
    problem = problem_of(inputs, streets)
    found = complete(problem, Assignment(), on := clock(problem))
    plan = plan_so_far(inputs, problem, found, seed=0, budget=Budget(1), on=on)
    assert complaints(problem, plan) == []
    assert not plan.unassigned
    return plan.totals.driving, plan.totals.traffic


def test_on_estimates_kinds_of_roads_do_not_count(store: Store) -> None:
    ready_day(store, 2)
    traffic.save(store, DETAILED)
    detailed = problem_of(stored_inputs(store, DATE), Estimate()).travel["van"]
    traffic.save(store, replace(DETAILED, classes=()))
    plain = problem_of(stored_inputs(store, DATE), Estimate()).travel["van"]
    assert (detailed.durations_s == plain.durations_s).all()


def test_a_name_nobody_knows_and_a_file_that_is_not_there_are_told() -> None:
    with pytest.raises(PlannerError, match="give one of none, quiet, town, big-city, or a file"):
        traffic_of("twon")
    with pytest.raises(PlannerError, match=r"cannot be opened"):
        traffic_of("nowhere.csv")


def test_a_saturday_is_planned_with_the_weekends_speeds(store: Store) -> None:
    saturday = dt.date(2026, 3, 14)
    ready_day(store, 2, date=saturday)
    traffic.save(store, Traffic((50,) * 24))
    travel = problem_of(stored_inputs(store, saturday), Estimate()).travel["van"]
    assert travel.traffic == ""
