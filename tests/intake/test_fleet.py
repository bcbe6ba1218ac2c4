"""Files of driver classes."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from dashboard.domain import BreakRule, Capacity, Costs, DriverClass, Point
from dashboard.domain.errors import IntakeError
from dashboard.intake.columns import FIELDS, UNITS
from dashboard.intake.fleet import FLEET_COLUMNS, OPTIONAL_COLUMNS, read_fleet
from tests.intake.build_tables import table


def fleet(**cells: str) -> DriverClass:
    [kind] = read_fleet(table(tuple(cells.values()), headings=tuple(cells)))
    return kind


def refusal(**cells: str) -> str:
    with pytest.raises(IntakeError) as refused:
        fleet(**({"class": "Van"} | cells))
    return str(refused.value)


def test_a_name_alone_takes_every_default() -> None:
    assert fleet(**{"class": "Van"}) == DriverClass("Van")


def test_every_column_is_read() -> None:
    row = ("Night van", "3", "22:00", "6", "120", "800,5", "40", "depot", "60.17,24.94", "truck",
           "35", "18.50", "0.285", "€ 1,20", "8", "1.25", "90", "yes")  # fmt: skip
    [kind] = read_fleet(table(row, headings=FLEET_COLUMNS))
    assert kind == DriverClass(
        "Night van",
        count=3,
        shift_start=time(22),
        shift_end=time(6),
        capacity=Capacity(parcels=120, weight_g=800_500),
        max_stops=40,
        end=Point(lon=24.94, lat=60.17),
        profile="truck",
        costs=Costs(3500, 1850, 29, 120, timedelta(hours=8), 1.25, 9000),
        paid_when_idle=True,
    )


def test_rules_of_the_day_are_read() -> None:
    kind = fleet(**{
        "class": "Van", "depot": "North", "speed_percent": "90 %", "max_hours": "9.5",
        "max_km": "120", "trips": "3", "overrun_min": "30", "overrun_hour_price": "12,50",
        "breaks_paid": "no", "break_from": "11:30;15:00", "break_to": "13:00;16:00",
        "break_min": "30;15", "break_after_h": "6",
    })  # fmt: skip
    assert kind == DriverClass(
        "Van",
        depot="North",
        speed_percent=90,
        max_duty=timedelta(hours=9.5),
        max_distance_m=120_000,
        trips=3,
        overrun=timedelta(minutes=30),
        costs=Costs(overrun_cents=1250, breaks_paid=False),
        breaks=(
            BreakRule(time(11, 30), time(13), timedelta(minutes=30), timedelta(hours=6)),
            BreakRule(time(15), time(16), timedelta(minutes=15)),
        ),
    )


@pytest.mark.parametrize(
    "cells",
    [{"break_from": "12:00"}, {"break_from": "12:00", "break_to": "13:00"}, {"break_after_h": "6"},
     {"break_from": "12:00;15:00", "break_to": "13:00", "break_min": "30"}],
)  # fmt: skip
def test_half_a_break_is_told(cells: dict[str, str]) -> None:
    assert "when a break is and how long" in refusal(**cells)


def test_the_readme_names_every_column() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    orders = {field.name for field in FIELDS if "Part of the address" not in field.help}
    told_otherwise = {*UNITS, "position", "date", "company", "tags", "products", "shipping_method",
                      "attributes", "status"}  # fmt: skip
    for column in (*FLEET_COLUMNS, *OPTIONAL_COLUMNS, *sorted(orders - told_otherwise)):
        assert f"`{column}`" in readme, column


def test_headings_may_be_spelled_with_spaces_and_capitals() -> None:
    assert fleet(**{"Class": "Van", "Cost per": "x", "Max Stops": "5"}).max_stops == 5


@pytest.mark.parametrize(
    ("name", "text", "paid"),
    [("Own van", "", True), ("Contractor", "", False), ("Town van", "", False),
     ("Own van", "no", False), ("Contractor", "TRUE", True), ("Contractor", "1", True)],
)  # fmt: skip
def test_own_vans_are_paid_when_idle_unless_said_otherwise(
    name: str, text: str, paid: bool
) -> None:
    assert fleet(**{"class": name, "paid_when_idle": text}).paid_when_idle is paid


def test_no_driver_may_drive_and_a_shift_may_end_at_midnight() -> None:
    assert fleet(**{"class": "Bike", "count": "0"}).count == 0
    assert fleet(**{"class": "Bike", "shift_end": "24:00"}).is_overnight


@pytest.mark.parametrize(
    ("column", "value"),
    [("count", "-1"), ("count", "2.5"), ("count", "1001"), ("shift_start", "25:00"),
     ("shift_end", "9:00"), ("shift_end", "2000-01-01T10:00"), ("capacity_kg", "-5"),
     ("max_stops", "0"), ("start", "the pub"), ("end", "151.2,-33.9"), ("cost_km", "-1"),
     ("cost_hour", "lots"), ("overtime_factor", "0.5"), ("paid_when_idle", "perhaps"),
     ("capacity_parcels", "1.5"), ("trips", "0"), ("trips", "21"), ("max_hours", "0"),
     ("max_hours", "99"), ("max_km", "0"), ("overrun_min", "721"), ("overrun_hour_price", "-1"),
     ("speed_percent", "5"), ("breaks_paid", "perhaps")],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_named_with_row_column_and_value(column: str, value: str) -> None:
    assert f"orders.csv, row 2, {column} {value!r}: " in refusal(**{column: value})


def test_all_problems_are_told_together() -> None:
    headings = ("class", "count", "cost_km")
    rows = (("Van", "x", "y"), ("", "1", "1"), ("Bike", "1", "1"), ("Bike", "1", "1"))
    with pytest.raises(IntakeError) as refused:
        read_fleet(table(*rows, headings=headings))
    told = str(refused.value)
    assert [f"row {n}," in told for n in (2, 3, 4, 5)] == [True, True, False, True]
    assert told.count("\n") == 4


def test_a_slip_in_a_heading_is_not_silently_a_cost_of_nothing() -> None:
    assert "Call it cost_km" in refusal(cost_kmm="1")


def test_a_file_without_classes_is_refused() -> None:
    with pytest.raises(IntakeError, match="No column is called “class”"):
        read_fleet(table(("1",), headings=("count",)))


def test_a_position_without_quotation_marks_is_told() -> None:
    with pytest.raises(IntakeError, match="more values than there are headings"):
        read_fleet(table(("Van", "60.17", "24.94"), headings=("class", "start")))
