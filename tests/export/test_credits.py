"""Files name whose map they took from, each where it has room for it."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dashboard.domain import Formats
from dashboard.export import Annex, notebook_zip, write_plan
from tests.export.market import market_plan

CREDIT = "© OpenStreetMap contributors"


@pytest.fixture(scope="module", params=[CREDIT, ""], ids=["from a map", "from no map"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files of a plan, with somebody to name and without."""
    folder = tmp_path_factory.mktemp("plan")
    (folder / "credit").write_text(request.param, "utf-8")
    write_plan(market_plan(), folder, formats=Formats(), annex=Annex(credit=request.param))
    return folder


@pytest.fixture
def credit(written: Path) -> str:
    """Whom they name."""
    return (written / "credit").read_text("utf-8")


def test_a_notice_lies_beside_the_tables(written: Path, credit: str) -> None:
    notice = written / "NOTICE.txt"
    assert notice.exists() == bool(credit)
    assert not credit or credit in notice.read_text("utf-8")
    assert "OpenStreetMap" not in (written / "stops.csv").read_text("utf-8")


def test_every_page_names_it_beside_what_else_stands_at_the_foot(
    written: Path, credit: str
) -> None:
    for page in PdfReader(written / "driver-lists.pdf").pages:
        told = "".join(page.extract_text().split())
        assert ("Mapdata©OpenStreetMapcontributors" in told) == bool(credit)
        assert "page1of" in told or "page2of" in told


def test_every_sheet_names_it_on_paper_and_below_the_rows(written: Path, credit: str) -> None:
    for sheet in openpyxl.load_workbook(written / "driver-lists.xlsx"):
        on_paper = sheet.oddFooter.left.text or ""
        last = sheet.cell(sheet.max_row, 1).value
        assert (credit in on_paper, last == f"Map data {credit}") == (True, bool(credit))


def test_map_files_carry_it_with_them(written: Path, credit: str) -> None:
    for name in ("routes.geojson", "stops.geojson"):
        assert json.loads((written / name).read_text("utf-8")).get("attribution", "") == credit
    described = (written / "plan.gpkg").read_bytes().count(CREDIT.encode())
    assert (described >= 2) == bool(credit)


def test_a_plan_as_a_notebook_has_the_notice_too() -> None:
    for credit in (CREDIT, ""):
        packed = notebook_zip(market_plan(), Formats(), credit)
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            assert ("NOTICE.txt" in archive.namelist()) == bool(credit)
