"""The lines about planning again, traffic and places: what they count is what they say."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from dashboard.bench import peaks, replans
from dashboard.bench.groups import GROUPS, WITHOUT_FILES
from dashboard.bench.instance_days import generated_day
from dashboard.bench.peaks import Judged, Peak, in_traffic, judged, rush_hours
from dashboard.bench.positions import answers, full_day, said
from dashboard.bench.replans import (
    Replan,
    in_the_middle,
    replanned_days,
    with_pins,
    without_the_fullest,
    wrong_drivers,
)
from dashboard.bench.searches import Effort
from dashboard.commands.bench import ONLY, run
from dashboard.domain import Held, Pin, Task, clock, deliveries
from tests.build import at, order, problem, shift, street

FLEET = [shift(f"s{k}", k, hours=("09:00", "19:00")) for k in (1, 2, 3)]
PLAN = deliveries({"s1": ["o1", "o2", "o3"], "s2": ["o4", "o5"]})


def test_the_command_names_every_group_there_is() -> None:
    assert tuple(GROUPS) == ONLY
    assert GROUPS.keys() >= WITHOUT_FILES


def test_more_than_half_of_the_orders_are_pinned_to_the_drivers_they_have() -> None:
    day = with_pins(problem(street(5), FLEET), PLAN, seed=1)
    assert len(day.pins) == 3
    assert wrong_drivers(day, PLAN) == 0
    swapped = deliveries({"s2": ["o1", "o2", "o3"], "s1": ["o4", "o5"]})
    assert wrong_drivers(day, swapped) == 3


def test_what_is_aboard_with_another_counts_as_wrong() -> None:
    day = replace(
        problem(street(5), FLEET),
        pins=(Pin("o5", "s2"),),
        held={"s1": Held((Task("o1"),), at("09:00"), frozenset({"o1", "o2"}))},
    )
    assert wrong_drivers(day, PLAN) == 0
    assert wrong_drivers(day, deliveries({"s1": ["o1", "o5"], "s2": ["o2"]})) == 2


def test_without_the_fullest_only_the_others_who_drive_are_left() -> None:
    assert [one.id for one in without_the_fullest(problem(street(5), FLEET), PLAN).shifts] == ["s2"]


def test_the_middle_of_the_day_finds_some_of_it_done() -> None:
    begun = in_the_middle(problem(street(5), FLEET), deliveries({"s1": ["o5", "o1", "o2"]}))
    # At one o'clock all is over, and the van on its way home.
    assert begun.held["s1"].steps == (Task("o5"), Task("o1"), Task("o2"))
    assert [one.hours.start for one in begun.shifts] == [at("09:00"), at("13:00"), at("13:00")]


def test_a_day_planned_again_keeps_drivers_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds in ("PINNED_S", "LOST_S", "NOW_S"):
        monkeypatch.setattr(replans, seconds, 0.3)
    found = list(replanned_days([partial(generated_day, 60, 1)], 0.5, 1, 1))
    assert [one.what for one in found] == ["pinned, warm", "pinned, cold", "a van lost", "from now"]
    assert {(one.wrong, one.broken) for one in found} == {(0, 0)}
    assert all(one.left_out <= one.at_most_left for one in found)
    assert len(replans.heading()) == len(replans.row(found[0]))


def test_the_worst_and_the_median_of_each_way_to_plan_again_are_summed_up() -> None:
    one = Replan("n9", 1, "a van lost", 0, 0, 1, 2, 0.01, 0.002)
    shown = replans.summary([one, replace(one, wrong=2, over_first=0.03, over_cold=None)])
    assert shown == (
        "a van lost: 2 wrong drivers, 0 rules broken, 2 left out; over first median +2.00%,"
        " worst +3.00%; over cold median +0.20%, worst +0.20%"
    )


def test_rush_hours_are_slowest_near_both_ends_of_the_day() -> None:
    speeds = rush_hours(0, 9 * 3600, 1.0)
    assert min(speeds) == speeds[1] == speeds[7] == 62  # 1.6 times as long.
    assert max(speeds[:9]) == speeds[4] > 90
    assert rush_hours(0, 9 * 3600, 1.6)[1] == 51
    assert set(rush_hours(0, 9 * 3600, 0.0)) == {100}
    twice = rush_hours(0, 18 * 3600, 1.0)
    assert (twice[2], twice[3], twice[14], twice[15]) == (62, 62, 62, 62)


def test_a_day_in_traffic_has_no_order_that_nobody_could_reach() -> None:
    instance = generated_day(30, 1)
    far = replace(instance, lengths=instance.lengths * 40)
    easy, hard = in_traffic(far, 0.0), in_traffic(far, 1.6)
    assert 0 < len(hard.orders) < len(easy.orders)
    assert hard.travel["van"].traffic


def test_lateness_is_counted_among_those_served() -> None:
    day = problem([order("a", 1), order("b", 3, windows=[("09:00", "09:30")]), order("c", 1)])
    found = judged(clock(day), deliveries({"s1": ["a", "b"]}))
    # Ten minutes to the first, five at the door, twenty to the second.
    assert (found.late, found.worst) == (0.5, timedelta(minutes=5))
    assert (found.left_out, found.over, found.routes) == (1, 0, 1)
    assert found.driving == timedelta(hours=1)


def test_the_plan_of_the_average_stands_beside_ours() -> None:
    average = Judged(0.02, timedelta(minutes=12), 1, 0, 3, timedelta(hours=10))
    ours = replace(average, late=0.0, worst=timedelta(0), driving=timedelta(hours=11))
    one = Peak("n9", 1.6, 1, average, ours)
    assert one.more_driving == pytest.approx(0.1)
    shown = peaks.summary([one])
    assert "average at most 2.00% late, by 12 min at most" in shown
    assert "ours at most 0.00% late" in shown
    assert len(peaks.heading().split("  (")[0]) == len(peaks.row(one))


def test_places_are_asked_for_in_a_plan_of_full_vans() -> None:
    found = answers(full_day(60, 6), Effort(0.5, 1, 1), asked=5)
    assert (found.routes, len(found.clock_ms), len(found.processor_ms)) == (6, 5, 5)
    assert said(found).startswith(f"5 orders into {found.stops} stops of 6 routes: median ")


def test_a_group_prints_its_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Replan("n9", 1, "from now", 0, 0, 0, 0, 0.0)
    monkeypatch.setattr(replans, "replanned_days", lambda *_: iter([one, one]))
    (tmp_path / "vrp").mkdir()
    asked = ["--datasets", str(tmp_path), "--only", "replans", "--seconds", "2", "--workers", "1"]
    assert run(["solve", *asked]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "replans, 2 s on 1 cores, 3 seeds"
    assert [line.split(",")[0].split()[0] for line in shown[2:5]] == ["n9", "n9", "from"]
