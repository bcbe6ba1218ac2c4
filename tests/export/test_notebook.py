"""The plan as a notebook to take along."""

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from dashboard.domain import Formats, Plan
from dashboard.export import notebook_zip
from dashboard.travel.estimates import Estimate
from tests.build import order, plan_of, problem
from tests.export.market import market_plan

ROOT = Path(__file__).resolve().parents[2]


def test_the_archive_holds_the_notebook_and_what_it_needs() -> None:
    archive = _archive()
    names = ["plan.ipynb", "plan.json", "requirements.txt", "README.txt"]
    assert archive.namelist() == names
    assert b"pandas==" in archive.read("requirements.txt")


def test_the_notebook_is_valid_and_holds_no_data() -> None:
    text = _archive().read("plan.ipynb").decode()
    nbformat.validate(json.loads(text))
    for one in market_plan().orders:
        assert one.customer not in text


def test_equal_plans_give_equal_archives() -> None:
    assert notebook_zip(market_plan(), Formats()) == notebook_zip(market_plan(), Formats())


@pytest.mark.slow
def test_every_cell_runs_beside_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    outputs = _run(_estimated_plan(), tmp_path)
    text = str(outputs)
    assert "1 driver: all 3 orders on time" in text
    assert "Everything holds" in text
    assert "solved again" in text
    drawing = next(svg for out in outputs if (svg := out.get("data", {}).get("image/svg+xml")))
    assert "http" not in drawing.replace("http://www.w3.org/", "")


def test_without_the_project_the_first_cell_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.devnull)
    with pytest.raises(CellExecutionError, match="Roundsman was not found"):
        _run(market_plan(), tmp_path)


def _estimated_plan() -> Plan:
    day = problem([order(f"o{k}", k, customer='Łukasz "O\'"') for k in (1, 2, 3)])
    travel = {"van": Estimate().matrix(day.places, "van")}
    return plan_of(replace(day, travel=travel), {"s1": ["o1", "o2", "o3"]})


def _archive(plan: Plan | None = None) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(notebook_zip(plan or market_plan(), Formats())))


def _run(plan: Plan, folder: Path) -> list[Any]:
    """The outputs of all cells; the search is short, and all else as it stands in the archive."""
    _archive(plan).extractall(folder)
    document = json.loads((folder / "plan.ipynb").read_text("utf-8"))
    notebook = nbformat.from_dict(document)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        cell.source = cell.source.replace("SECONDS = 5", "SECONDS = 1")
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]
