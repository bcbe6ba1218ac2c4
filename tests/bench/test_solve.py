"""An instance is planned the product's way, beside its peers, each in a process of its own."""

from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from dashboard.bench.entrants import ORTOOLS, PYVRP, ROUNDSMAN, VROOM, installed
from dashboard.bench.instance_days import generated_day
from dashboard.bench.instance_files import read_instance
from dashboard.bench.instance_problem import problem_of
from dashboard.bench.instances import Instance, checked_cost
from dashboard.bench.races import Run, race
from dashboard.bench.searches import Effort
from dashboard.bench.solutions import read_solution
from dashboard.bench.solve import Result, compete, solve_one, sources
from dashboard.bench.solve_tables import heading, row, summary
from dashboard.commands.bench import run
from tests.bench.test_instances import EUCLIDEAN, MATRIX, SOLOMON

BRIEF = Effort(0.3, 2, 1)


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "cost"), [(EUCLIDEAN, "Cost 16"), (SOLOMON, "Cost 6.6"), (MATRIX, "Cost 36")]
)
def test_every_form_is_planned_checked_and_written(tmp_path: Path, text: str, cost: str) -> None:
    file, out = write(tmp_path, "instance.txt", text), tmp_path / "plan.sol"
    solve_one(file, BRIEF, out)
    assert out.read_text("utf-8").splitlines()[-1] == cost
    instance, (routes, _) = read_instance(file), read_solution(out)
    assert checked_cost(instance, routes) == round(float(cost.split()[1]) * instance.scale)


def test_clients_drawn_at_one_spot_stay_places_of_their_own(tmp_path: Path) -> None:
    text = EUCLIDEAN.replace("2 0 3", "2 2 2")
    problem = problem_of(read_instance(write(tmp_path, "twins.vrp", text)))
    assert len(set(problem.places)) == 4
    assert problem.order_rows.tolist() == [1, 2, 3]


def test_a_day_without_hours_ends_after_any_route_could(tmp_path: Path) -> None:
    problem = problem_of(read_instance(write(tmp_path, "small.vrp", EUCLIDEAN)))
    hours = problem.shifts[0].hours
    # Two orders at most fit into a van, and three legs of at most five.
    assert (hours.end - hours.start).total_seconds() == 3 * 5 + 1


def test_generated_days_repeat_themselves_and_can_be_served() -> None:
    day, again = generated_day(60, 3), generated_day(60, 3)
    assert np.array_equal(day.lengths, again.lengths)
    assert (day.windows, day.services, day.demands) == (
        again.windows,
        again.services,
        again.demands,
    )
    assert generated_day(60, 4).windows != day.windows
    alone = replace(day, vehicles=60)
    assert checked_cost(alone, [[client] for client in day.clients]) > 0


def test_nearly_half_of_a_generated_day_has_hours() -> None:
    windows = generated_day(400, 1).windows
    assert windows is not None
    assert 0.38 < sum(window != windows[0] for window in windows) / 400 < 0.52


def test_an_entrant_runs_in_a_process_of_its_own_and_is_checked() -> None:
    source = partial(generated_day, 12, 1)
    found = race(source(), source, ROUNDSMAN, BRIEF)
    assert found.cost == checked_cost(source(), found.routes)
    assert found.first_s is not None
    assert found.first_s <= found.seconds
    # Judged by another day's rules, the same answer is none.
    stricter = replace(source(), capacity=3)
    assert race(stricter, source, PYVRP, BRIEF).reason == "a route carries too much"


def test_a_search_that_fails_says_why() -> None:
    source = partial(generated_day, 3, 1)
    assert "KeyError" in race(source(), source, "nobody", BRIEF).reason


def test_all_entrants_meet_on_every_instance_of_a_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "vrp", "small.vrp", EUCLIDEAN)
    write(tmp_path / "vrp", "asymmetric.txt", MATRIX)
    write(tmp_path / "vrp", "readme.txt", "no instance")
    assert [make().name for make in sources(tmp_path, "ortec", [])] == ["asymmetric"]
    asked = ["--datasets", str(tmp_path), "--only", "ortec", "--seconds", "0.3", "--seeds", "1"]
    assert run(["solve", *asked]) == 0
    shown = capsys.readouterr().out
    assert ("VROOM: not installed" in shown) == (find_spec("vroom") is None)
    line = next(line for line in shown.splitlines() if line.startswith("asymmetric"))
    assert line.split()[1] == "36*"
    assert line.count("0.00%") == 2 * len(installed())


def test_a_class_without_its_folder_is_an_error_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROUNDSMAN_DATASETS", raising=False)
    assert run(["solve", "--only", "cvrp"]) == 2
    assert "--datasets" in capsys.readouterr().err
    assert run(["solve", "--instance", str(tmp_path / "none.vrp")]) == 2


def test_tables_show_medians_worst_and_what_came_to_nothing() -> None:
    runs = {
        ROUNDSMAN: [Run(101, ((1,),), 15.0), Run(103, ((1,),), 16.0), Run(102, ((1,),), 15.0)],
        PYVRP: [Run(104), Run(None, reason="3 stops are missing"), Run(None, reason="again")],
    }
    result = Result("n9", "ortec", 1, 100, runs)
    line, *reasons = row(result).splitlines()
    assert line.split()[:5] == ["n9", "100", "2.00%", "3.00%", "16"]
    assert line.split()[5:7] == ["none", "none"]
    assert "–" in line  # OR-Tools did not take part.
    assert reasons == ["  PyVRP: 3 stops are missing", "  PyVRP: again"]
    assert summary([result, result]).split()[:4] == ["all", "2.00%", "3.00%", "16"]
    assert len(heading("ortec").split("(")[0].rstrip()) == len(line)


def test_big_days_show_travel_time_first_plan_and_memory() -> None:
    run = Run(7200, ((1,), (2,), ()), 60.0, 2.5, 118.0, 900)
    line = row(Result("day", "days", 1, None, {ROUNDSMAN: [run]}))
    assert line.split(",")[1].split() == [
        "Roundsman", "2.0", "0.00%", "0.00%", "2", "2.5", "60", "118", "900",
    ]  # fmt: skip
    assert len(heading("days")) == len(line)


def test_or_tools_is_not_asked_for_big_days() -> None:
    assert ORTOOLS in installed()
    big = partial(_flat, 1_600)
    found = next(iter(compete([big], 0.05, 1, 0)))
    assert set(found.runs) == set(installed()) - {ORTOOLS}
    assert VROOM not in found.runs or find_spec("vroom")


def _flat(stops: int) -> Instance:
    lengths = np.ones((stops + 1, stops + 1), dtype=np.int32)
    return Instance("flat", "cvrp", lengths, (0, *[1] * stops), 100, 20)
