"""What an order is beside a delivery from the depot: a return, a task, or fetched first."""

from datetime import timedelta

import pytest

from dashboard.domain import Collection, Kind, Load, Point, TimeWindow
from dashboard.intake.habits import EndMeans, Habits
from dashboard.intake.headings import ByHeadings
from dashboard.intake.orders import USUAL_LATE_CENTS, parse_order
from tests.intake.build_tables import DAY, local, parse, problem, read, table

AT_THE_MILL = {"pickup_latitude": "60.18", "pickup_longitude": "24.95"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", Kind.DELIVER), ("Delivery", Kind.DELIVER), ("d", Kind.DELIVER),
     ("Return", Kind.HAND_BACK), ("P", Kind.HAND_BACK), ("Rückgabe", Kind.HAND_BACK),
     ("pickup from customer", Kind.HAND_BACK)],
)  # fmt: skip
def test_the_type_says_whether_goods_are_brought_or_taken_back(text: str, kind: Kind) -> None:
    assert read(type=text).kind is kind


def test_a_type_that_nobody_knows_is_told_and_so_is_one_with_two_meanings() -> None:
    assert problem(type="retrun").column == "type"
    assert "does not say who fetches it" in problem(type="Pickup").reason


def test_a_task_is_a_visit_without_goods() -> None:
    assert read(type="task").load == Load(parcels=0)
    assert "no parcels" in problem(type="T", parcels="2").reason
    assert "no parcels" in problem(type="T", weight_kg="2").reason


def test_an_order_may_be_fetched_first() -> None:
    said = AT_THE_MILL | {"pickup_from": "9:00", "pickup_to": "10:00", "pickup_minutes": "7"}
    assert read(**said, pickup_address="Mill Lane 5").collect == Collection(
        Point(24.95, 60.18),
        (TimeWindow(local("09:00"), local("10:00")),),
        timedelta(minutes=7),
        "Mill Lane 5",
    )
    assert read().collect is None


def test_a_pick_up_address_is_to_be_looked_up() -> None:
    collect = read(pickup_address="Mill Lane 5").collect
    assert collect == Collection(None, address="Mill Lane 5")


@pytest.mark.parametrize(
    ("said", "column"),
    [({"pickup_minutes": "5"}, "pickup_address"),
     ({"pickup_latitude": "60.1"}, "pickup_longitude"),
     (AT_THE_MILL | {"pickup_latitude": "north"}, "pickup_latitude"),
     (AT_THE_MILL | {"pickup_minutes": "long"}, "pickup_minutes"),
     (AT_THE_MILL | {"pickup_from": "late"}, "pickup_from"),
     (AT_THE_MILL | {"pickup_from": "12:00", "pickup_to": "10:00"}, "pickup_to"),
     (AT_THE_MILL | {"type": "return"}, "pickup_latitude")],
)  # fmt: skip
def test_what_is_wrong_where_it_is_fetched_is_told_by_its_column(
    said: dict[str, str], column: str
) -> None:
    told = problem(**said)
    assert told.column == column
    assert told.reason
    assert told.remedy


def test_a_shop_that_means_finish_by_means_so_where_goods_are_fetched() -> None:
    values = {"order_id": "o", "address": "Main St 1", **AT_THE_MILL, "pickup_to": "10:00",
              "pickup_minutes": "15"}  # fmt: skip
    order, _ = parse_order(values, DAY, habits=Habits(end_means=EndMeans.FINISH_BY))
    assert order is not None
    assert order.collect is not None
    assert order.collect.windows[0].end == local("09:45")


def test_drivers_are_named_with_semicolons_between() -> None:
    order = read(drivers="Ada; Meyer, Bo;", not_drivers="3", depot="North")
    assert order.drivers == {"Ada", "Meyer, Bo"}
    assert (order.not_drivers, order.depot) == (frozenset({"3"}), "North")


def test_lateness_is_allowed_in_minutes_and_has_a_price() -> None:
    assert (read().max_late, read(late_price="9").late_cents) == (timedelta(0), 0)
    order = read(max_late_min="15")
    assert (order.max_late, order.late_cents) == (timedelta(minutes=15), USUAL_LATE_CENTS)
    assert read(max_late_min="15", late_price="7,50").late_cents == 750
    assert read(max_late_min="15", late_price="0").late_cents == 0
    _, told = parse(max_late_min="-1")
    assert [one.column for one in told] == ["max_late_min"]
    assert problem(max_late_min="5", late_price="much").column == "late_price"


def test_a_type_of_something_else_is_left_alone() -> None:
    flowers = table(("1", "A 1", "bouquet"), ("2", "A 2", "wreath"),
                    headings=("Order ID", "Address", "Type"))  # fmt: skip
    reader = ByHeadings()
    raw = reader.read(flowers, reader.columns(flowers.headings))
    assert [("type" in one.values, one.extra["Type"]) for one in raw] == [
        (False, "bouquet"),
        (False, "wreath"),
    ]


def test_one_type_that_is_known_makes_the_others_of_its_column_matter() -> None:
    mixed = table(("1", "A 1", "return"), ("2", "A 2", "wreath"),
                  headings=("Order ID", "Address", "Type"))  # fmt: skip
    reader = ByHeadings()
    raw = reader.read(mixed, reader.columns(mixed.headings))
    assert [one.values["type"] for one in raw] == ["return", "wreath"]
