"""The driver lists as a workbook: a summary, a sheet for each driver, the loading lists."""

import re
from collections.abc import Collection, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain import Formats, Plan, money_words, verdict
from dashboard.export.driver_lists import DriverList
from dashboard.export.list_rows import ListRow
from dashboard.export.safe import put, safe_text, workbook_bytes

_PLAIN, _BOLD, _SMALL = Font(size=11), Font(size=11, bold=True), Font(size=9)
_TITLE, _NUMBER, _LINK = (
    Font(size=16, bold=True),
    Font(size=20, bold=True),
    Font(underline="single"),
)
_TOP = Alignment(vertical="top", wrap_text=True)
_RULE = Border(bottom=Side(style="thin"))

_STOP_COLUMNS = {
    "Stop": 8,
    "Window": 15,
    "Planned": 12,
    "Customer": 26,
    "Address": 34,
    "Phone": 20,
    "Parcels": 9,
    "Weight": 10,
    "Notes": 44,
    "Order": 14,
    "Map": 10,
    "Done": 8,
}
_LOADING_COLUMNS = {
    "Driver": 26,
    "Stop": 8,
    "Customer": 30,
    "Order": 16,
    "Parcels": 9,
    "Weight": 10,
    "Loaded": 9,
}
_SUMMARY_COLUMNS = {
    "No.": 7,
    "Driver": 26,
    "Class": 16,
    "Hours": 18,
    "Stops": 8,
    "Orders": 8,
    "Parcels": 9,
    "Weight": 12,
    "Distance": 12,
    "Driving": 12,
    "Cost": 12,
}
_LEFT_OUT_COLUMNS = ("Order", "Customer", "Why it is not scheduled")


def driver_workbook(
    plan: Plan,
    lists: Sequence[DriverList],
    colours: Sequence[str],
    formats: Formats,
    credit: str = "",
) -> bytes:
    """
    The XLSX file; ``colours`` has one ``#rrggbb`` for each list, for the tab of its sheet.

    ``credit`` stands at the foot of each sheet, on screen and on paper.
    """
    book = Workbook()
    summary = book.active
    summary.title = "Summary"
    _fill_summary(summary, plan, lists, formats)
    taken = {"Summary", "Loading lists"}
    for one, colour in zip(lists, colours, strict=True):
        sheet = book.create_sheet(sheet_name(f"{one.number} {one.driver}", taken))
        taken.add(sheet.title)
        sheet.sheet_properties.tabColor = colour.removeprefix("#")
        _fill_driver(sheet, one)
    _fill_loading(book.create_sheet("Loading lists"), lists)
    for sheet in book.worksheets if credit else ():
        put(sheet, sheet.max_row + 2, 1, f"Map data {credit}").font = _SMALL
        sheet.oddFooter.left.text = f"Map data {credit}"
    return workbook_bytes(book)


def sheet_name(wish: str, taken: Collection[str]) -> str:
    """The wish as spreadsheets allow it: 31 signs, none of ``[]:*?/\\``, unlike any taken name."""
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]", " ", wish).strip(" '") or "Sheet"
    folded = {name.casefold() for name in taken} | {"history"}  # Excel keeps that name for itself.
    name, number = clean[:31].strip(" '"), 1
    while name.casefold() in folded:
        number += 1
        ending = f" ({number})"
        name = clean[: 31 - len(ending)].strip(" '") + ending
    return name


def _fill_summary(
    sheet: Worksheet, plan: Plan, lists: Sequence[DriverList], formats: Formats
) -> None:
    date = f"{plan.day.date:%A}, {plan.day.date.day} {plan.day.date:%B %Y}"
    put(sheet, 1, 1, f"Deliveries on {date}").font = _TITLE
    put(sheet, 2, 1, verdict(plan, formats))
    _head(sheet, 4, _SUMMARY_COLUMNS)
    for row, (one, route) in enumerate(zip(lists, plan.routes, strict=True), start=5):
        cost = money_words(route.cost_cents, formats, exact=True)
        texts = (one.number, one.driver, one.class_name, one.hours, one.stops, one.orders)
        figures = (one.parcels, one.weight, one.distance, one.driving, cost)
        _fill_row(sheet, row, (*texts, *figures))
    _fill_left_out(sheet, plan, top=len(lists) + 6)
    _for_print(sheet, head=4)


def _fill_left_out(sheet: Worksheet, plan: Plan, *, top: int) -> None:
    if plan.unassigned:
        for column, heading in enumerate(_LEFT_OUT_COLUMNS, start=2):
            put(sheet, top, column, heading).font = _BOLD
    for row, left in enumerate(plan.unassigned, start=top + 1):
        _fill_row(sheet, row, (left.order_id, plan.order_by_id[left.order_id].customer), first=2)
        put(sheet, row, 4, left.text)


def _fill_driver(sheet: Worksheet, one: DriverList) -> None:
    put(sheet, 1, 1, f"{one.number}  {one.driver}").font = _TITLE
    put(sheet, 2, 1, f"{one.date}, {one.hours}. {one.start}. {one.end}.")
    put(sheet, 3, 1, one.summary)
    _head(sheet, 4, _STOP_COLUMNS)
    for number, row in enumerate(one.rows, start=5):
        _fill_stop(sheet, number, row)
    _for_print(sheet, head=4)


def _fill_stop(sheet: Worksheet, number: int, row: ListRow) -> None:
    customer = "\n".join(part for part in (row.task, row.customer) if part)
    planned = f"{row.planned}\n{row.late}" if row.late else row.planned
    who = (row.window, planned, customer, row.address, _phone(row.phone))
    what = (row.parcels if row.order_id else "", row.weight, row.notes, row.order_id)
    _fill_row(sheet, number, (row.stop_no or "", *who, *what))
    sheet.cell(number, 1).font = _NUMBER
    sheet.cell(number, 2).font = _BOLD
    sheet.cell(number, 4).font = _BOLD
    if row.navigation:
        link = put(sheet, number, 11, "Navigate")
        link.hyperlink = row.navigation
        link.font = _LINK
        link.alignment = _TOP
    sheet.cell(number, 12).border = _RULE


def _fill_loading(sheet: Worksheet, lists: Sequence[DriverList]) -> None:
    put(sheet, 1, 1, "Loading lists").font = _TITLE
    put(sheet, 2, 1, "Load from the top of each driver's rows: the last stop first.")
    _head(sheet, 4, _LOADING_COLUMNS)
    number = 5
    for one in lists:
        for row in one.loading:
            driver = f"{one.number}  {one.driver}"
            parcels = row.parcels if row.order_id else ""
            goods = (row.customer or row.task, row.order_id, parcels, row.weight)
            _fill_row(sheet, number, (driver, row.stop_no or "", *goods))
            sheet.cell(number, 2).font = _NUMBER
            sheet.cell(number, 7).border = _RULE
            number += 1
    _for_print(sheet, head=4)


def _phone(phone: str) -> str:
    # A leading plus would need an apostrophe, which people would dial around.
    return f"tel. {phone}" if safe_text(phone) != phone else phone


def _head(sheet: Worksheet, row: int, columns: dict[str, int]) -> None:
    for column, (heading, width) in enumerate(columns.items(), start=1):
        cell = put(sheet, row, column, heading)
        cell.font, cell.border = _BOLD, _RULE
        sheet.column_dimensions[get_column_letter(column)].width = width


def _fill_row(sheet: Worksheet, row: int, values: Sequence[str | float], *, first: int = 1) -> None:
    for column, value in enumerate(values, start=first):
        cell = put(sheet, row, column, value)
        cell.font, cell.alignment, cell.border = _PLAIN, _TOP, _RULE


def _for_print(sheet: Worksheet, *, head: int) -> None:
    """The head stays in sight and on every page; landscape A4, all columns on one page."""
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.print_title_rows = f"1:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.right.text = "Page &P of &N"
