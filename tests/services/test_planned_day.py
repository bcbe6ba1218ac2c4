"""``plan_day``: whatever a notebook hands over."""

import datetime as dt
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import plan_day
from dashboard.domain import DriverClass, IntakeError, PlannerError, Point
from dashboard.services import planned_day, searches
from dashboard.services.planned_day import PlannedDay
from dashboard.services.searches import SearchProcess
from dashboard.solve.engines import plan_routes

ROWS: list[dict[str, Any]] = [
    {"order_id": 1, "lat": 60.18, "lon": 24.93, "parcels": 2.0, "from": dt.time(10), "to": "11:00"},
    {"order_id": "two", "lat": 60.19, "lon": 24.95, "parcels": None},
    {"lat": 60.19, "lon": 24.95, "notes": float("nan")},
    {"order_id": "bad", "lat": 0, "lon": 0},
]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Searches run in this process, briefly."""
    with monkeypatch.context() as patched:
        patched.setattr(planned_day, "search_process", nullcontext)
        patched.setattr(planned_day, "run_search", lambda _, *day, **how: plan_routes(*day, **how))
        yield


def planned(orders: Any = ROWS, **more: Any) -> PlannedDay:
    """A short search of a day in Helsinki."""
    usual: dict[str, Any] = {
        "depot": (60.17, 24.92), "date": "2026-03-10", "tz": "Europe/Helsinki", "iterations": 20,
    }  # fmt: skip
    return plan_day(orders, **{**usual, **more})


def test_rows_become_a_plan_and_tables() -> None:
    day = planned()
    assert sorted(day.stops["order_id"]) == ["1", "row-4", "two"]
    assert list(day.rejected["row"]) == [5]
    assert (len(day.routes), len(day.unassigned)) == (1, 0)
    assert day.verdict.startswith("1 driver: all 3 orders on time.")
    [first] = [order for order in day.plan.orders if order.id == "1"]
    assert (first.load.parcels, len(first.windows)) == (2, 1)


@pytest.mark.parametrize("convert", [False, True])
def test_a_data_frame_says_the_same_as_its_rows(convert: bool) -> None:
    frame = pd.DataFrame(ROWS)
    assert (
        planned(frame.convert_dtypes() if convert else frame).plan.routes == planned().plan.routes
    )


def test_a_day_shows_itself_offline(tmp_path: Path) -> None:
    day = planned([*ROWS[:2], {"order_id": "<script>", "lat": 60.2, "lon": 24.9}])
    assert "<script>" not in day._repr_html_()
    assert "iframe" in day.map()._repr_html_()
    assert {path.name for path in day.save(tmp_path)} >= {"stops.csv", "plan.json"}


@pytest.mark.parametrize("depot", ["60.17,24.92", (60.17, 24.92), Point(24.92, 60.17)])
def test_a_depot_is_given_as_one_likes(depot: Any) -> None:
    assert planned(depot=depot).plan.depots[0].point == (24.92, 60.17)


@pytest.mark.parametrize(
    "date",
    [
        "2026-03-10", dt.date(2026, 3, 10), dt.datetime(2026, 3, 10, 8, tzinfo=dt.UTC),
        pd.Timestamp("2026-03-10 08:00"),
    ],
)  # fmt: skip
def test_a_date_is_given_as_one_likes(date: Any) -> None:
    assert type(planned(date=date).plan.day.date) is dt.date
    assert planned(date=date).plan.day.date == dt.date(2026, 3, 10)


def test_today_and_this_machines_zone_stand_in() -> None:
    day = planned(date=None, tz=None).plan.day
    assert abs((day.date - dt.datetime.now(dt.UTC).date()).days) <= 1


def test_an_overnight_shift_reaches_the_small_hours() -> None:
    rows = [{"order_id": "a", "lat": 60.18, "lon": 24.93, "from": "01:00", "to": "02:00"}]
    [stop] = planned(rows, shift="22:00-06:00").stops["service_start"]
    assert stop.startswith("2026-03-11T01:00")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"budget": None, "iterations": None}, "A search takes between"),
        ({"budget": 0, "iterations": None}, "A search takes between"),
        ({"fleet": [DriverClass("Van"), DriverClass("Van")]}, "called 'Van'"),
        ({"solver": "magic"}, "no search called 'magic'"),
        ({"orders": []}, "give at least one row"),
        ({"orders": [{"who": "me"}]}, "No column holds a position"),
    ],
)
def test_what_makes_no_sense_is_told(more: dict[str, Any], words: str) -> None:
    with pytest.raises(PlannerError, match=words):
        planned(**{"orders": ROWS, **more})


def test_a_frame_without_rows_is_told() -> None:
    with pytest.raises(IntakeError, match="at least one row"):
        planned(pd.DataFrame({"lat": [], "lon": []}))


def test_every_search_process_is_gone_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "CHILD", "tests.services.light_child")
    monkeypatch.setattr(planned_day, "search_process", searches.search_process)
    begun: list[SearchProcess] = []

    def fail(process: SearchProcess, *_: Any, **__: Any) -> None:
        begun.append(process)
        raise KeyboardInterrupt

    monkeypatch.setattr(planned_day, "run_search", fail)
    with pytest.raises(KeyboardInterrupt):
        planned()
    assert begun[0].process.returncode is not None
