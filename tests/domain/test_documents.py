"""plan.json: the fields it promises, only what JSON holds, and an equal plan on the way back."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import (
    Assignment,
    Change,
    Costs,
    Day,
    DriverClass,
    Obstacle,
    Plan,
    PlannerError,
    Priority,
    Reason,
    Reload,
    Remedy,
    RemedyKind,
    RowProblem,
    Rule,
    Task,
    Unassigned,
    make_plan,
    plan_from_document,
    plan_to_document,
)
from tests.build import DATE, at, day_plan, depot, order, plan_of, problem, shift, street, window

TOP = {
    "format", "date", "tz", "depots", "classes", "shifts", "orders", "routes", "unassigned",
    "rejected", "violations", "totals", "travel", "solver", "seed", "budget", "input_sha256",
}  # fmt: skip
STEP = {
    "stop_no", "order_id", "kind", "arrival", "service_start", "departure", "drive_s", "distance_m",
}  # fmt: skip


def read_back(plan: Plan) -> Plan:
    """The plan after a journey through text."""
    return plan_from_document(json.loads(json.dumps(plan_to_document(plan), allow_nan=False)))


def full_plan() -> Plan:
    """A plan in which every field says something."""
    orders = [
        order(
            "o1", 1, windows=[("09:00", "09:30"), ("11:00", "12:00")], weight_g=70, notes="Ring ²",
            priority=Priority.CRITICAL, skills=frozenset({"a", "b"}), release=at("08:00"),
            address="Kaivokatu 1", phone="+358 1", email="a@b.c", source="file",
        ),
        replace(order("o2", 2), point=None),
        order("o3", 3, windows=[("06:00", "07:00")]),
    ]  # fmt: skip
    fleet = [
        shift(
            "s1", 1, start=None, parcels=5, weight_g=9, max_stops=3, paid_when_idle=True,
            costs=Costs(1, 2, 3, 4, timedelta(hours=8), 1.25, 9), skills=frozenset({"a", "b"}),
            reloads=1,
        )
    ]  # fmt: skip
    base = depot(loading_min=20)
    day = problem(
        [orders[0], orders[2]], fleet, at_depot=replace(base, hours=window("05:00", "22:00"))
    )
    return make_plan(
        day,
        Assignment({"s1": (Task("o1"), Reload("depot"), Task("o3"))}),
        unassigned=[
            Unassigned(
                "o2",
                Reason.ADDRESS_MISSING,
                "no position",
                (Rule.WINDOW, Rule.OTHERS),
                (Obstacle("Van", (Rule.WINDOW,), "5 min too late"),),
                (
                    Remedy(
                        RemedyKind.WINDOW,
                        "wider",
                        210,
                        Change("o2", "s1", (Task("o2"),), end=at("10:00")),
                    ),
                ),
            )
        ],
        left_over=[orders[1]],
        rejected=[RowProblem("a.csv", 4, "latitude", "x", "It is not a number.", "Give one.")],
        classes=[DriverClass("Van")],
        solver="pyvrp",
        seed=3,
        budget_s=1.5,
        budget_iterations=200,
        input_sha256="ab" * 32,
    )


def test_a_document_has_the_promised_fields() -> None:
    document = plan_to_document(full_plan())
    assert set(document) == TOP
    assert document["format"] == 1
    assert (document["date"], document["tz"]) == ("2026-03-10", "UTC")
    [route] = document["routes"]
    assert {"route_id", "shift_id", "departure", "return", "steps"} <= set(route)
    assert set(route["steps"][0]) == STEP
    assert document["travel"] == {"kind": "given", "estimated": False}
    assert document["budget"] == {"seconds": 1.5, "iterations": 200}
    [left] = document["unassigned"]
    assert list(left)[:3] == ["order_id", "reason_code", "reason_text"]
    assert set(left) == {*list(left)[:3], "rules", "obstacles", "remedies"}
    assert left["remedies"][0]["change"] == {
        "order_id": "o2", "shift_id": "s1", "steps": [{"kind": "deliver", "order_id": "o2"}],
        "end": "2026-03-10T10:00:00+00:00",
    }  # fmt: skip


def test_an_older_plan_knows_reasons_and_no_remedies() -> None:
    document = plan_to_document(full_plan())
    for name in ("rules", "obstacles", "remedies"):
        del document["unassigned"][0][name]
    [left] = plan_from_document(document).unassigned
    assert left == Unassigned("o2", Reason.ADDRESS_MISSING, "no position")


def test_every_field_reads_back() -> None:
    plan = full_plan()
    assert {v.rule.value for v in plan.violations} == {"window", "weight_g"}
    assert read_back(plan) == plan


@pytest.mark.parametrize(
    "plan", [day_plan(), plan_of(problem([]), {}), plan_of(problem(street(2)), {})]
)
def test_a_plan_reads_back_equal(plan: Plan) -> None:
    assert read_back(plan) == plan


def test_times_carry_the_offset_of_the_days_zone() -> None:
    day = replace(problem(street(1)), day=Day(DATE, "Europe/Helsinki"))
    plan = plan_of(day, {"s1": ["o1"]})
    assert plan_to_document(plan)["routes"][0]["departure"] == "2026-03-10T11:00:00+02:00"
    assert read_back(plan) == plan


@given(st.text(max_size=20), st.text(min_size=1, max_size=20))
def test_any_text_reads_back(notes: str, order_id: str) -> None:
    plan = plan_of(problem([order(order_id, 1, notes=notes)]), {"s1": [order_id]})
    assert read_back(plan) == plan


def test_another_format_is_refused_in_words() -> None:
    with pytest.raises(PlannerError, match="format 2; this program reads format 1"):
        plan_from_document({**plan_to_document(day_plan()), "format": 2})
    with pytest.raises(PlannerError, match="format None"):
        plan_from_document({})
