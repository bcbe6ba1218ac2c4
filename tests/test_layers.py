"""Imports point downwards: who may import whom, and where each package may be known."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

BELOW_SERVICES = {"intake", "places", "travel", "solve", "peak", "store", "figures", "export"}
# Each may also import itself, the version, and domain, the words that all share.
MAY_IMPORT = {
    "pages": {"ui", "figures"},
    "app": {"ui", "figures"},
    "ui": {"services", "figures"},
    "server": {"web", "services"},
    "web": {"services"},
    "worker": {"services"},
    "__init__": {"services"},
    "__main__": {"commands"},
    "commands": {"services", "server", "worker", "bench"},
    "services": BELOW_SERVICES | {"live"},
    "places": {"osm"},
    "travel": {"osm"},
    "export": {"figures"},
    "peak": {"solve"},
}
KNOWN_ONLY_TO = {
    "streamlit": {"pages", "ui", "app", "server"},
    "pydeck": {"figures", "ui"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "pyvrp": {"solve", "bench"},
    "ortools": {"solve", "peak", "bench"},
    "osmium": {"osm"},
    "routingpy": {"travel"},
}
SOURCES = sorted([*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").rglob("*.py")])
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(source: Path) -> None:
    layer = _layer(source)
    if layer == "bench":
        return
    allowed = MAY_IMPORT.get(layer, set()) | {layer, "__init__", "domain"}
    for module in _imports(source.read_text(encoding="utf-8")):
        package = module.split(".")[0]
        if package == "dashboard":
            assert _layer_of_module(module) in allowed, f"{layer} may not import {module}"
        else:
            assert layer in KNOWN_ONLY_TO.get(package, {layer}), f"{layer} may not know {package}"
            foreign = layer == "domain" and package not in sys.stdlib_module_names
            assert not foreign or package in ("numpy", "numba"), f"domain may not know {package}"


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_need_nothing_but_the_dashboard(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    python = "\n".join(line for line in code.splitlines() if line.lstrip()[:1] not in ("%", "!"))
    packages = {module.split(".")[0] for module in _imports(python)}
    assert packages <= {"dashboard", *sys.stdlib_module_names}


@pytest.mark.parametrize("package", ["domain", "services"])
def test_the_planner_runs_without_streamlit(package: str) -> None:
    code = f"""
import importlib, pkgutil, sys
import dashboard.{package} as package
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
sys.exit("streamlit" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_door_opens_without_any_package() -> None:
    code = "import sys; import dashboard, dashboard.__main__, dashboard.commands.environment"
    asked = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"]
    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 0


def _layer(source: Path) -> str:
    parts = source.relative_to(ROOT).with_suffix("").parts
    return "pages" if parts[0] == "pages" else parts[1]


def _layer_of_module(module: str) -> str:
    """The layer a dashboard module lies in; services for what the package takes from there."""
    parts = module.split(".")[1:] or ["__init__"]
    if parts[0] in ("plan_day", "PlannedDay"):
        return "services"
    package = ROOT / "dashboard"
    named = len(parts) > 1 or (package / parts[0]).is_dir() or (package / f"{parts[0]}.py").exists()
    return parts[0] if named else "__init__"


def _imports(code: str) -> Iterator[str]:
    """Full names of all modules that code imports, also inside functions."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
