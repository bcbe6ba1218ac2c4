"""What only some days have in a plan.json: written where it is used, and read back."""

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain import (
    Aims,
    Assignment,
    Balance,
    Break,
    BreakRule,
    Collection,
    Costs,
    DriverClass,
    Held,
    Kind,
    Pause,
    Pin,
    Plan,
    Reload,
    Task,
    make_plan,
    plan_to_document,
)
from tests.build import at, day_plan, house, order, problem, shift, window
from tests.domain.test_documents import STEP, TOP, read_back

NEWER = {
    "plan": {"pins", "held", "locked", "aims", "aims_cents"},
    "orders": {
        "kind", "collect", "depot", "drivers", "not_drivers", "max_late_s", "late_cents",
    },
    "shifts": {"breaks", "max_duty_s", "max_distance_m", "reloads", "overrun_s"},
    "classes": {
        "depot", "breaks", "max_duty_s", "max_distance_m", "trips", "overrun_s", "speed_percent",
    },
}  # fmt: skip


def test_what_nobody_uses_is_not_written() -> None:
    document = plan_to_document(replace(day_plan(), classes=(DriverClass("Van"),)))
    assert set(document) == TOP
    for part in ("orders", "shifts", "classes"):
        assert not NEWER[part] & set(document[part][0])
    assert not {"overrun_cents", "breaks_paid"} & set(document["shifts"][0]["costs"])
    assert set(document["routes"][0]["steps"][0]) == STEP
    assert "late_cents" not in document["totals"]


def plan_of_every_rule() -> Plan:
    """A fetched order, a return, a pause and a reload on a held route, with wishes."""
    rest = Break("noon", window("09:00", "16:00"), timedelta(minutes=30), timedelta(hours=1))
    van = shift(
        breaks=(rest,), max_duty=timedelta(hours=9), max_distance_m=90_000, reloads=1,
        overrun=timedelta(minutes=20), costs=Costs(overrun_cents=900, breaks_paid=False),
    )  # fmt: skip
    fetch = Collection(house(1), (window("09:00", "12:00"),), timedelta(minutes=4), "Mill Lane 5")
    orders = [
        order("fetched", 2, collect=fetch, max_late=timedelta(minutes=9), late_cents=700),
        order("back", 3, kind=Kind.HAND_BACK, drivers=frozenset({"Driver 1"}), depot="depot"),
        order("last", 1, not_drivers=frozenset({"Bo"}), windows=[("09:00", "09:30")]),
    ]
    steps = (
        Task("fetched", Kind.PICK_UP), Task("fetched"), Pause("noon"),
        Task("back", Kind.HAND_BACK), Reload("depot"), Task("last"),
    )  # fmt: skip
    day = replace(
        problem(orders, [van]),
        pins=(Pin("fetched", "s1", 1), Pin("last", "s1")),
        held={"s1": Held(steps, at("09:00"), frozenset({"last"}))},
        locked=frozenset({"s1"}),
        aims=Aims(Balance.HOURS, 40),
    )
    return make_plan(
        day,
        Assignment({"s1": steps}),
        aims_cents=1240,
        classes=[
            DriverClass(
                "Van", depot="north", breaks=(BreakRule(time(12), time(13), rest.length),),
                max_duty=timedelta(hours=9), max_distance_m=90_000, trips=2,
                overrun=timedelta(minutes=20), speed_percent=80,
            )
        ],
    )  # fmt: skip


def test_every_rule_of_a_day_reads_back() -> None:
    plan = plan_of_every_rule()
    document = plan_to_document(plan)
    assert set(document) == TOP | NEWER["plan"]
    assert {name for order in document["orders"] for name in order} >= NEWER["orders"]
    assert set(document["shifts"][0]) >= NEWER["shifts"]
    assert set(document["classes"][0]) >= NEWER["classes"]
    [route] = document["routes"]
    assert [step["kind"] for step in route["steps"]] == [
        "pickup", "deliver", "pause", "handback", "reload", "deliver",
    ]  # fmt: skip
    assert route["steps"][2]["break_id"] == "noon"
    assert document["held"]["s1"]["steps"][0] == {"kind": "pickup", "order_id": "fetched"}
    assert read_back(plan) == plan


@given(
    st.lists(st.builds(Pin, st.text(), st.text(), st.none() | st.integers(1, 9)), max_size=3),
    st.builds(Aims, st.sampled_from(Balance), st.integers(0, 100)),
    st.none() | st.integers(),
    st.integers(0),
)
def test_any_wishes_read_back(pins: list[Pin], aims: Aims, cents: int | None, late: int) -> None:
    plan = day_plan(2, 1)
    totals = replace(plan.totals, late_cents=late)
    wished = replace(plan, pins=tuple(pins), aims=aims, aims_cents=cents, totals=totals)
    assert read_back(wished) == wished
