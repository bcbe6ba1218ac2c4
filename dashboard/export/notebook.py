"""A plan to take along: a zip with a notebook, the plan beside it and what it needs to run."""

import io
import json
import zipfile
from importlib.metadata import version
from typing import Any

import nbformat

from dashboard.domain import Formats, Plan
from dashboard.export.annex import NOTICE_FILE, notice
from dashboard.export.files import plan_json

NEEDS = ("fpdf2", "geopandas", "nbformat", "numba", "numpy", "openpyxl", "pandas", "pyvrp")
"""Packages that the cells come to import, beside Jupyter itself."""

_FIND = """\
import sys
from pathlib import Path

PROJECT = None  # The folder that holds "dashboard", where it is not found by itself: Path("...")

here = Path.cwd()
for folder in [PROJECT, here, *here.parents]:
    if folder is not None and (folder / "dashboard" / "__init__.py").exists():
        sys.path.insert(0, str(folder))
        break

try:
    import dashboard
except ModuleNotFoundError:
    raise ModuleNotFoundError(
        "Roundsman was not found. Put this folder into the project's folder (the one that holds "
        '"dashboard"), or write that folder into PROJECT above, and run this cell again.'
    ) from None
"""

_READ = """\
import json

from dashboard.domain import Formats, plan_from_document, verdict

formats = Formats({currency!r}, {units!r}, {clock!r})
plan = plan_from_document(json.loads(Path("plan.json").read_text("utf-8")))
print(verdict(plan, formats))
"""

_MAP = """\
from IPython.display import SVG

from dashboard.figures.svg import route_svg

SVG(route_svg(plan))
"""

_TABLES = {
    "Routes": "from dashboard.export import routes_frame\n\nroutes_frame(plan)",
    "Stops": "from dashboard.export import stops_frame\n\nstops_frame(plan)",
    "Not scheduled": ("from dashboard.export import unassigned_frame\n\nunassigned_frame(plan)"),
}

_CHECK = """\
from dashboard.domain import Problem, complaints, doors
from dashboard.domain.shifts import profile_and_speed
from dashboard.travel.estimates import Estimate

orders = tuple(order for order in plan.orders if None not in order.points)
places = doors(orders, plan.shifts, plan.depots)
travel = {}
for name in sorted({shift.profile for shift in plan.shifts}):
    profile, percent = profile_and_speed(name)
    travel[name] = Estimate().matrix(places, profile).at_speed(percent)
wishes = (plan.pins, plan.held, plan.locked, plan.aims)
problem = Problem(plan.day, orders, plan.shifts, plan.depots, places, travel, *wishes)

if plan.travel.kind != Estimate.kind or plan.travel.traffic:
    kind = " ".join([plan.travel.kind, plan.travel.traffic])
    print(f"This plan was made with travel times of another kind ({kind.strip()}).")
    print("They are not in this folder, so that the times cannot be checked again here.")
else:
    found = complaints(problem, plan)
    print("\\n".join(found) or "Everything holds: times, windows, loads, shifts and costs.")
"""

_SOLVE = '''\
from dataclasses import replace

import pandas as pd

from dashboard.domain import schedule
from dashboard.solve.protocol import Budget, never, unheard
from dashboard.solve.pyvrp_engine import solve_with_pyvrp

SECONDS = 5

left_out = {order.order_id for order in plan.unassigned if order.reason.value == "EXCLUDED"}
again = replace(problem, orders=tuple(order for order in orders if order.id not in left_out))
assignment = solve_with_pyvrp(
    again,
    budget=Budget(seconds=SECONDS),
    seed=plan.seed,
    start=None,
    on_better=unheard,
    stop=never,
)


def figures(routes):
    """The routes of a plan in four figures."""
    return {
        "drivers": len(routes),
        "orders": sum(len(route.served) for route in routes),
        "km": round(sum(route.distance_m for route in routes) / 1000, 1),
        "driving hours": round(sum(r.drive.total_seconds() for r in routes) / 3600, 2),
    }


routes = schedule(again, assignment)
pd.DataFrame({"this plan": figures(plan.routes), "solved again": figures(routes)})
'''

_README = """\
A delivery plan, to look into with Jupyter.

plan.ipynb         open this one and run its cells from the top
plan.json          the whole plan, which the notebook reads
requirements.txt   the packages it needs; Roundsman's own set-up brings all but Jupyter

The notebook uses Roundsman itself. Put this folder into the project's folder (the one that holds
"dashboard") and start Jupyter there:

    python3 -m dashboard notebook

plan.json holds names, addresses and phone numbers of customers: share it with care.
Nothing is fetched from the network.
"""


def notebook_zip(plan: Plan, formats: Formats, credit: str = "") -> bytes:
    """
    ``plan.ipynb``, ``plan.json``, ``requirements.txt`` and ``README.txt`` in one archive.

    ``credit`` has a file of its own.
    """
    contents = {
        "plan.ipynb": json.dumps(plan_notebook(plan, formats), indent=1).encode(),
        "plan.json": plan_json(plan),
        "requirements.txt": _requirements().encode(),
        "README.txt": _README.encode(),
    }
    contents |= {NOTICE_FILE: notice(credit)} if credit else {}
    buffer = io.BytesIO()
    date = plan.day.date
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, (max(1980, date.year), date.month, date.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def plan_notebook(plan: Plan, formats: Formats) -> dict[str, Any]:
    """The notebook, valid and without outputs; it holds no data, which lie in ``plan.json``."""
    read = _READ.format(currency=formats.currency, units=formats.units, clock=formats.clock)
    date = f"{plan.day.date:%A}, {plan.day.date.day} {plan.day.date:%B %Y}"
    cells = [
        _text(f"# Deliveries on {date}\n\nRun the cells from the top."),
        _code(_FIND),
        _code(read),
        _text("## Map"),
        _code(_MAP),
    ]
    for title, source in _TABLES.items():
        cells += [_text(f"## {title}"), _code(source)]
    cells += [
        _text("## Check the plan again\n\nBy an independent reading of every rule."),
        _code(_CHECK),
        _text("## Solve again\n\nChange orders, shifts or seconds and compare."),
        _code(_SOLVE),
    ]
    notebook = {
        "cells": [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells)],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(notebook)
    return notebook


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(source: str) -> dict[str, Any]:
    source = source.rstrip("\n")
    blank: dict[str, Any] = {"metadata": {}, "execution_count": None, "outputs": []}
    return {"cell_type": "code", "source": source, **blank}


def _requirements() -> str:
    pins = [f"{name}=={version(name)}" for name in NEEDS]
    return "\n".join([*pins, "jupyterlab>=4.4,<5", ""])
