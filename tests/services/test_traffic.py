"""The traffic of a business: kept, named, read from a file, and part of its plans."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.domain import (
    NO_TRAFFIC,
    Assignment,
    PlannerError,
    Traffic,
    clock,
    complaints,
    plan_to_document,
)
from dashboard.services import days, plans, traffic
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import plan_so_far, problem_of
from dashboard.services.traffic import PRESETS, traffic_of
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.store import Store
from dashboard.travel.estimates import Estimate
from tests.services.ready import DATE, ready_day, van

OWN = Traffic((50,) * 24, (60,) * 24)


def test_there_is_no_traffic_until_somebody_says_so(store: Store) -> None:
    assert traffic.get(store) == NO_TRAFFIC
    for chosen in (OWN, PRESETS["town"], NO_TRAFFIC):
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
        ("weekday,hour,factor\nmonday,8,70\n", "row 2, weekday 'monday'"),
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
