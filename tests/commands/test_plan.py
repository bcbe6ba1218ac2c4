"""`plan`: orders in, a plan and its files out; what is wrong is named and the rest planned."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from dashboard.commands import plan
from dashboard.domain import Aims, Balance, Plan, Problem, complaints, plan_from_document
from dashboard.services import planned_day, planning
from dashboard.solve.engines import Solved, plan_routes
from tests.intake.build_tables import csv_bytes, xlsx_bytes
from tests.services.processes import ROOT

HEADINGS = (
    "order_id", "latitude", "longitude", "window_start", "window_end", "service_min", "parcels",
    "priority", "address",
)  # fmt: skip
DEPOT = "60.1700,24.9200"
GOOD = ("60.18", "24.93", "", "", "5", "1", "")
STOPS = [
    "route_id", "driver", "stop_no", "order_id", "lat", "lon", "window_start", "window_end",
    "arrival", "service_start", "departure", "drive_s", "distance_m", "parcels",
]  # fmt: skip
DOCUMENT = {
    "format", "date", "tz", "depots", "classes", "shifts", "orders", "routes", "unassigned",
    "rejected", "violations", "totals", "travel", "solver", "seed", "budget", "input_sha256",
}  # fmt: skip

# What is given beside the order's number; then the column at fault and words of its reason.
REJECTED: dict[str, tuple[Sequence[str], str, str]] = {
    "neither position nor address": (("", ""), "address", "neither a position nor an address"),
    "half a position": (("60.18", ""), "longitude", "longitude is missing"),
    "letters for degrees": (("north", "24.9"), "latitude", "not a number"),
    "swapped, and impossible": (("150.9", "-33.8"), "latitude", "no such latitude"),
    "on no earth": (("60.18", "249.3"), "longitude", "no such place on earth"),
    "no number at all": (("nan", "24.9"), "latitude", "not a number"),
    "endless": (("1e999", "24.9"), "latitude", "not a number"),
    "null island": (("0", "0"), "latitude", "sea off Africa"),
    "ends before it starts": (
        ("60.18", "24.93", "12:00", "09:00"),
        "window_end",
        "ends before it starts",
    ),
    "no time": (("60.18", "24.93", "25:99", "12:00"), "window_start", ""),
    "negative service": (("60.18", "24.93", "", "", "-5"), "service_min", "negative"),
    "huge service": (("60.18", "24.93", "", "", "999999"), "service_min", ""),
    "negative parcels": (("60.18", "24.93", "", "", "", "-1"), "parcels", "negative"),
    "half a parcel": (("60.18", "24.93", "", "", "", "1.5"), "parcels", "divided"),
    "no priority": (("60.18", "24.93", "", "", "", "", "soon"), "priority", "not a priority"),
}
# The same for what becomes an order that nobody can serve: reason code and words.
UNASSIGNED: dict[str, tuple[Sequence[str], str, str]] = {
    "address only": (("", "", "", "", "", "", "", "Bulevardi 1"), "ADDRESS_MISSING", "position"),
    "another country": (("48.85", "2.35"), "OUT_OF_AREA", "beyond the 200 km"),
    "swapped": (("24.93", "60.18"), "OUT_OF_AREA", "look swapped"),
    "larger than any van": (
        ("60.18", "24.93", "", "", "", "99"),
        "TOO_BIG_FOR_ANY_VEHICLE",
        "99 parcels is more than the 10",
    ),
    "before anybody drives": (
        ("60.18", "24.93", "05:00", "06:00"),
        "WINDOW_IMPOSSIBLE_ALONE",
        "05:00–06:00",
    ),
    "after everybody is home": (
        ("60.18", "24.93", "18:00", "19:00"),
        "WINDOW_IMPOSSIBLE_ALONE",
        "18:00–19:00",
    ),
}


def run(tmp_path: Path, rows: Sequence[Sequence[str]], *options: str, depot: str = DEPOT) -> int:
    """Plan a file of these rows into ``tmp_path / "out"``."""
    file = tmp_path / "orders.csv"
    width = len(HEADINGS)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    file.write_bytes(csv_bytes(HEADINGS, *padded))
    return run_file(tmp_path, file, *options, depot=depot)


def run_file(tmp_path: Path, file: Path, *options: str, depot: str = DEPOT) -> int:
    """Plan a file as it is."""
    usual = [
        "--depot", depot, "--date", "2026-03-10", "--tz", "Europe/Helsinki", "--iterations", "20",
        "--out", str(tmp_path / "out"),
    ]  # fmt: skip
    return plan.run([str(file), *usual, *options])


def table(tmp_path: Path, name: str) -> list[dict[str, str]]:
    """One of the files written, row by row."""
    with (tmp_path / "out" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def document(tmp_path: Path) -> dict[str, Any]:
    """plan.json."""
    found: dict[str, Any] = json.loads((tmp_path / "out" / "plan.json").read_text("utf-8"))
    return found


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """The search runs in this process; what it was given."""
    given: list[Problem] = []

    def search(_: object, problem: Problem, **request: Any) -> Solved:
        given.append(problem)
        return plan_routes(problem, **request)

    monkeypatch.setattr(planned_day, "search_process", nullcontext)
    monkeypatch.setattr(planned_day, "run_search", search)
    return given


@pytest.mark.usefixtures("here")
def test_each_bad_row_is_named_and_the_rest_planned(tmp_path: Path) -> None:
    rows: list[Sequence[str]] = [("good 1", *GOOD), ("good 2", *GOOD)]
    rows += [(name, *cells) for name, (cells, _, _) in (REJECTED | UNASSIGNED).items()]
    rows += [("good 2", *GOOD), ("good 1", "60.19", *GOOD[1:])]
    assert run(tmp_path, rows, "--drivers", "2", "--capacity", "10") == 0

    stops = [row["order_id"] for row in table(tmp_path, "stops.csv")]
    assert sorted(stops) == ["good 1", "good 2"]
    left = {row["order_id"]: row for row in table(tmp_path, "unassigned.csv")}
    assert left.keys() == UNASSIGNED.keys()
    for name, (_, code, words) in UNASSIGNED.items():
        assert left[name]["reason_code"] == code, name
        assert words in left[name]["reason_text"], name
    rejected: dict[int, list[dict[str, str]]] = {}
    for told in table(tmp_path, "rejected.csv"):
        rejected.setdefault(int(told["row"]), []).append(told)
    for number, row in enumerate(rows, start=2):
        if row[0] in REJECTED:
            _, column, words = REJECTED[row[0]]
            assert [problem["column"] for problem in rejected[number]] == [column], row[0]
            assert words in rejected[number][0]["reason"], row[0]
            assert rejected[number][0]["remedy"], row[0]
    # The same twice, and the same number for something else.
    last = len(rows) + 1
    assert "says the same as row 3" in rejected[last - 1][0]["reason"]
    assert "says something else" in rejected[last][0]["reason"]
    assert len(stops) + len(left) + len(rejected) == len(rows)


@pytest.mark.usefixtures("here")
def test_zero_drivers_leave_every_order_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, [("a", *GOOD), ("b", *GOOD)], "--drivers", "0") == 0
    assert {row["reason_code"] for row in table(tmp_path, "unassigned.csv")} == {"NO_DRIVERS"}
    assert capsys.readouterr().out.startswith("Nobody drives: 0 of 2 on time")


@pytest.mark.usefixtures("here")
def test_rows_that_are_all_bad_make_an_empty_plan_that_names_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, [("a", "", ""), ("b", "0", "0")]) == 0
    assert table(tmp_path, "stops.csv") == []
    assert len(table(tmp_path, "rejected.csv")) == 2
    assert "2 rows of the file became no order" in capsys.readouterr().out


FILES: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "empty"),
    "blank.csv": (b" \n\n", "empty"),
    "headings.csv": (csv_bytes(HEADINGS), "no rows below"),
    "orders.pdf": (b"%PDF-1.7 orders", "a PDF document"),
    "picture.png": (b"\x89PNG\r\n\x1a\n....", "a picture"),
    "orders.json": (b'{"orders": []}', "a JSON file"),
    "noise.csv": (bytes(range(256)) * 20, ""),
    "no place.csv": (csv_bytes(("order_id", "parcels"), ("a", "1")), "No column holds a position"),
    "many.csv": (csv_bytes(HEADINGS[:3], *[("a", "60.18", "24.93")] * 50_001), "50,000"),
    "broken.xlsx": (xlsx_bytes(HEADINGS, ("a", *GOOD))[:-900], "damaged"),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    data, words = FILES[name]
    file = tmp_path / name
    file.write_bytes(data)
    assert run_file(tmp_path, file) == 2
    told = capsys.readouterr()
    assert (told.out, words in told.err) == ("", True), told.err
    assert told.err.startswith(f"{name}: ")
    assert not (tmp_path / "out").exists()


OPTIONS: dict[str, tuple[list[str], str]] = {
    "a shift of zero minutes": (["--shift", "09:00-09:00"], "has no hours"),
    "a shift of words": (["--shift", "morning"], "write 09:00-17:00"),
    "a shift in a zone of its own": (["--shift", "09:00+02:00-17:00"], "write 09:00-17:00"),
    "fewer than no drivers": (["--drivers", "-1"], "-1 drivers"),
    "drivers beyond counting": (["--drivers", "1000000000"], "give 0 to 1,000"),
    "less than no room": (["--capacity", "-1"], "-1 parcels"),
    "no iterations": (["--iterations", "0"], "give 1 or more"),
    "an unknown zone": (["--tz", "Mars/Olympus"], "no time zone"),
    "no date": (["--date", "tomorrow"], "write it as 2026-05-14"),
    "a depot on no earth": (["--depot", "95,24"], "latitude lies between"),
    "a depot in the sea": (["--depot", "0,0"], "no depot at"),
    "a depot of words": (["--depot", "home"], "write latitude,longitude"),
    "a depot that is no number": (["--depot", "nan,24"], "no depot at"),
    "a fleet that is not there": (["--fleet", "nowhere.csv"], "nowhere.csv cannot be opened"),
    "streets": (["--extract", "city.osm.pbf"], "cannot be opened"),
    "a second depot of words": (["--depot", "North=home"], "write latitude,longitude"),
    "two depots of one name": (["--depot", "depot=60.2,24.9"], "called 'depot': name them apart"),
    "traffic nobody knows": (["--traffic", "rush"], "give one of none, quiet, town, big-city"),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_that_makes_no_sense_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    options, words = OPTIONS[name]
    assert run(tmp_path, [("a", *GOOD)], *options) == 2
    told = capsys.readouterr()
    assert words in told.err, told.err
    assert "Traceback" not in told.err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "options",
    [["--budget", "0"], ["--budget", "nan"], ["--solver", "magic"], ["--balance", "fair"],
     ["--apart", "101"], ["--apart", "-1"]],
)  # fmt: skip
def test_the_parser_refuses_with_the_same_code(tmp_path: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, [("a", *GOOD)], *options)
    assert ended.value.code == 2


@pytest.mark.usefixtures("here")
def test_files_that_are_not_there_or_cannot_be_written_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_file(tmp_path, tmp_path / "nowhere.csv") == 2
    assert "cannot be opened (No such file" in capsys.readouterr().err
    (tmp_path / "out").write_text("I am a file")
    assert run(tmp_path, [("a", *GOOD)]) == 2
    assert "out" in capsys.readouterr().err


def test_a_depot_south_and_west_works_as_typed(tmp_path: Path, here: list[Problem]) -> None:
    assert run(tmp_path, [("a", "-22.81", "-43.31")], depot="-22.8,-43.3") == 0
    assert here[0].depots[0].point == (-43.3, -22.8)
    assert [row["order_id"] for row in table(tmp_path, "stops.csv")] == ["a"]


@pytest.mark.usefixtures("here")
def test_any_whole_number_is_a_seed(tmp_path: Path) -> None:
    for seed in ("-1", str(2**40)):
        assert run(tmp_path, [("a", *GOOD), ("b", *GOOD)], "--seed", seed) == 0
        assert (document(tmp_path)["solver"], document(tmp_path)["seed"]) == ("pyvrp", int(seed))


def test_the_files_are_those_promised(
    tmp_path: Path, here: list[Problem], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ("a", "60.18", "24.93", "10:00", "11:00", "5", "2"),
        ("b", "60.18", "24.93", "", "", "5", "1"),
        ("c", "60.20", "24.95"),
        ("far", "48.85", "2.35"),
        ("bad", "0", "0"),
    ]
    assert run(tmp_path, rows, "--drivers", "2", "--seed", "3") == 0
    out = tmp_path / "out"
    names = {path.name for path in out.iterdir()}
    assert names >= {
        "stops.csv", "routes.csv", "unassigned.csv", "rejected.csv", "routes.geojson",
        "stops.geojson", "plan.json",
    }  # fmt: skip
    stops = table(tmp_path, "stops.csv")
    assert list(stops[0]) == STOPS
    assert {row["order_id"] for row in stops} == {"a", "b", "c"}
    [first] = [row for row in stops if row["order_id"] == "a"]
    assert first["window_start"] == "2026-03-10T10:00:00+02:00"
    assert first["arrival"] <= first["service_start"] < first["departure"]
    reason = ["order_id", "reason_code", "reason_text"]
    assert list(table(tmp_path, "unassigned.csv")[0]) == [*reason, "remedy", "extra_cents"]

    found = document(tmp_path)
    assert set(found) == DOCUMENT
    assert (found["format"], found["date"], found["tz"]) == (1, "2026-03-10", "Europe/Helsinki")
    assert (found["seed"], found["budget"]) == (3, {"seconds": None, "iterations": 20})
    assert found["travel"] == {"kind": "estimate", "estimated": True}
    steps = [step for route in found["routes"] for step in route["steps"]]
    by_id = {step["order_id"]: step for step in steps}
    for row in stops:
        step = by_id[row["order_id"]]
        for name in ("stop_no", "arrival", "service_start", "departure", "drive_s", "distance_m"):
            assert str(step[name]) == row[name]

    plan_read = plan_from_document(found)
    [problem] = here
    assert complaints(problem, plan_read) == []
    out_again = tmp_path / "again"
    planned_day.PlannedDay(plan_read).save(out_again)
    assert (out_again / "plan.json").read_bytes() == (out / "plan.json").read_bytes()
    told = capsys.readouterr().out
    assert told.startswith("1 driver: 3 of 4 on time, 1 not scheduled: far (")
    assert "1 row of the file became no order: see rejected.csv." in told


@pytest.mark.usefixtures("here")
def test_traffic_slows_the_drives_and_its_cost_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(f"o{k}", f"60.{k}", "24.93") for k in range(20, 24)]
    file = tmp_path / "traffic.csv"
    file.write_text("weekday,hour,factor\n" + "".join(f"weekday,{k},50\n" for k in range(24)))
    driving = []
    for name in ("none", "big-city", str(file)):
        assert run(tmp_path, rows, "--traffic", name) == 0
        driving.append(document(tmp_path)["totals"]["driving_s"])
        told = capsys.readouterr().out
        assert ("Traffic costs " in told) == (name != "none")
    free, city, half = driving
    assert free < city < half == 2 * free


@pytest.mark.usefixtures("here")
def test_a_fleet_file_stands_instead_of_drivers(tmp_path: Path) -> None:
    fleet = tmp_path / "fleet.csv"
    fleet.write_text("class,count,shift_start,shift_end,cost_stop\nBike,2,22:00,06:00,3.5\n")
    night = ("a", "60.18", "24.93", "01:00", "02:00")
    assert run(tmp_path, [night, ("b", *GOOD)], "--fleet", str(fleet)) == 0
    stops = {row["order_id"]: row for row in table(tmp_path, "stops.csv")}
    assert stops["a"]["service_start"].startswith("2026-03-11T01:00:00")
    assert stops["a"]["driver"].startswith("Bike")


def test_each_class_loads_at_its_depot_and_wishes_are_passed_on(
    tmp_path: Path, here: list[Problem]
) -> None:
    fleet = tmp_path / "fleet.csv"
    fleet.write_text("class,depot,speed_percent\nVan,,\nBike,north,50\n")
    options = ["--depot", "North=60.25,24.95", "--fleet", str(fleet)]
    rows = [("a", *GOOD), ("b", "60.24", "24.95")]
    assert run(tmp_path, rows, *options, "--balance", "all", "--apart", "40") == 0
    [day] = here
    assert [depot.name for depot in day.depots] == ["Depot", "North"]
    assert [shift.depot_id for shift in day.shifts] == ["depot", "depot-2"]
    assert day.aims == Aims(Balance.ALL, 40)
    usual, slow = (day.travel[name].durations_s for name in ("van", "van 50%"))
    assert (slow == 2 * usual).all()
    found = document(tmp_path)
    assert found["aims"] == {"balance": "all", "apart": 40}


@pytest.mark.usefixtures("here")
def test_a_class_at_a_depot_that_there_is_not_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fleet = tmp_path / "fleet.csv"
    fleet.write_text("class,depot\nBike,South\n")
    options = ["--depot", "North=60.25,24.95", "--fleet", str(fleet)]
    assert run(tmp_path, [("a", *GOOD)], *options) == 2
    assert "Bike: no depot is called 'South': write one of Depot, North." in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_plan_too_large_for_the_machine_is_refused_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(planning, "machine_memory", lambda: 2000)
    rows = [(f"o{k}", f"60.1{k}", "24.93") for k in range(5)]
    assert run(tmp_path, rows) == 2
    assert "Plan fewer orders at once" in capsys.readouterr().err


def test_iterations_and_seed_make_the_same_plan_wherever_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As typed, through the front door; in a notebook; and with the search in this process."""
    done = subprocess.run(
        [
            sys.executable, "-m", "dashboard", "plan", "data/sample_day.csv", "--depot",
            "60.1676,24.9212", "--drivers", "3", "--capacity", "80", "--date", "2026-03-10",
            "--tz", "Europe/Helsinki", "--iterations", "150", "--seed", "3",
            "--out", str(tmp_path / "out"),
        ],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    from_door = document(tmp_path)
    assert len(from_door["routes"]) > 1

    def planned() -> Plan:
        return planned_day.plan_day(
            ROOT / "data" / "sample_day.csv", depot=(60.1676, 24.9212), drivers=3, capacity=80,
            date="2026-03-10", tz="Europe/Helsinki", iterations=150, seed=3,
        ).plan  # fmt: skip

    apart = planned()
    monkeypatch.setattr(planned_day, "search_process", nullcontext)
    monkeypatch.setattr(planned_day, "run_search", lambda _, *day, **how: plan_routes(*day, **how))
    assert apart == planned()
    assert plan_from_document(from_door) == apart
