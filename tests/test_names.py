"""Streamlit puts `dashboard/` on the import path: no module there may hide another."""

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "dashboard"


def test_no_module_of_the_dashboard_hides_another() -> None:
    own = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    own -= {"__init__", "__main__", "__pycache__"}
    assert own & set(sys.stdlib_module_names) == set()
    assert own & set(packages_distributions()) == set()
