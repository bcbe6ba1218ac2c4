"""The driver lists as a workbook."""

import io

import openpyxl
import pytest
from openpyxl import Workbook

from dashboard.domain import Formats
from dashboard.export import driver_lists, driver_workbook
from dashboard.export.workbook import sheet_name
from tests.build import plan_of, problem, shift
from tests.export.errands import FETCHED_AT, errands_plan
from tests.export.market import market_plan

COLOURS = ["#112233", "#445566"]


@pytest.fixture(scope="module")
def book() -> Workbook:
    plan = market_plan()
    content = driver_workbook(plan, driver_lists(plan, Formats()), COLOURS, Formats())
    return openpyxl.load_workbook(io.BytesIO(content))


def test_there_is_a_summary_a_sheet_for_each_driver_and_the_loading_lists(book: Workbook) -> None:
    assert book.sheetnames == ["Summary", "1 Aino Mäkelä", "2 Driver 2", "Loading lists"]


def test_every_sheet_prints_landscape_on_its_own_width_with_its_head(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$4"
        assert sheet.freeze_panes == "A5"


def test_the_summary_tells_the_verdict_and_who_is_left_out(book: Workbook) -> None:
    texts = [cell.value for row in book["Summary"].iter_rows() for cell in row if cell.value]
    assert any(str(text).startswith("2 drivers: 10 of 12 on time, 1 late") for text in texts)
    assert "Every driver is busy till the end." in texts


def test_a_stop_shows_its_number_large_its_window_and_a_link(book: Workbook) -> None:
    sheet = book["1 Aino Mäkelä"]
    number, window, planned, customer = (cell for cell in sheet[5][:4])
    assert (number.value, number.font.size) == (1, 20)
    assert (window.value, planned.value) == ("11:00–12:00", "11:10")
    assert customer.value == "Café Ströget"
    assert sheet.cell(5, 11).hyperlink.target.startswith("https://www.google.com/maps/dir/?api=1&")
    assert sheet.cell(5, 6).value == "tel. +358 40 123 4567"


def test_numbers_are_numbers_and_notes_are_whole(book: Workbook) -> None:
    sheet = book["2 Driver 2"]
    assert sheet.cell(7, 7).value == 12
    assert sheet.cell(5, 9).value == "Keep upright. " * 30
    assert sheet.sheet_properties.tabColor.rgb == "00445566"


def test_what_is_not_a_delivery_is_told_before_the_customer() -> None:
    plan = errands_plan()
    content = driver_workbook(plan, driver_lists(plan, Formats()), ["#112233"], Formats())
    sheet = openpyxl.load_workbook(io.BytesIO(content))["1 Driver 1"]
    rows = [(sheet.cell(row, 1).value, sheet.cell(row, 4).value) for row in range(6, 11)]
    assert rows == [
        (2, f"Fetch from {FETCHED_AT}\nfor Café Ströget"),
        (None, "Break 30 min"),
        (3, "Café Ströget"),
        (4, "Take back: 3 parcels\nCustomer c"),
        (5, "Load again at Depot"),
    ]


def test_the_loading_lists_begin_with_the_last_stop(book: Workbook) -> None:
    sheet = book["Loading lists"]
    names = [sheet.cell(row, 3).value for row in range(5, 9)]
    assert names == ["Юлия Шевченко", 'O\'Brien "Bob"; & sons', "Łukasz Żółć", "Ψαρόπουλος"]


@pytest.mark.parametrize(
    ("wish", "taken", "name"),
    [
        ("1 A/B:C*?[x]\\", [], "1 A B C   x"),
        ("x" * 40, [], "x" * 31),
        ("x" * 40, ["X" * 31], "x" * 27 + " (2)"),
        ("SUMMARY", ["Summary"], "SUMMARY (2)"),
        ("History", [], "History (2)"),
        ("'quoted'", [], "quoted"),
        ("=1+1", [], "=1+1"),
        ("  ", [], "Sheet"),
    ],
)
def test_the_name_of_a_sheet_is_one_that_spreadsheets_take(
    wish: str, taken: list[str], name: str
) -> None:
    assert sheet_name(wish, taken) == name


def test_a_day_without_routes_still_has_a_workbook() -> None:
    plan = plan_of(problem([], [shift("s")]), {})
    content = driver_workbook(plan, (), [], Formats())
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Summary", "Loading lists"]
