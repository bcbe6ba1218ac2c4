"""Write everything of a plan into a directory, each file whole or not at all."""

import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from dashboard.domain import Formats, Plan, plan_to_document
from dashboard.export.annex import NO_ANNEX, NOTICE_FILE, Annex, notice
from dashboard.export.driver_lists import driver_lists, lists_frame
from dashboard.export.frames import rejected_frame, routes_frame, stops_frame, unassigned_frame
from dashboard.export.geopackage import plan_gpkg
from dashboard.export.pdf import lists_pdf
from dashboard.export.safe import csv_bytes
from dashboard.export.shapes import (
    depots_layer,
    geojson,
    routes_geojson,
    stops_geojson,
    zones_layer,
)
from dashboard.export.workbook import driver_workbook
from dashboard.figures.palette import driver_colour

LISTS_FOLDER = "driver-lists"
"""Holds a PDF for each driver."""


def write_plan(
    plan: Plan, directory: Path, *, formats: Formats, annex: Annex = NO_ANNEX
) -> list[Path]:
    """
    Write tables, driver lists, map files and ``plan.json``; returns what was written.

    Missing folders are made. Lists of drivers who no longer drive are removed
    from the lists' folder, so that nobody takes an old one along.
    """
    written = []
    for name, content in plan_files(plan, formats, annex):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        written.append(path)
    _remove_old_lists(directory / LISTS_FOLDER, keep=set(written))
    return written


def plan_files(
    plan: Plan, formats: Formats, annex: Annex = NO_ANNEX
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file."""
    lists = driver_lists(plan, formats)
    colours = [driver_colour(one.number) for one in lists]
    yield "stops.csv", csv_bytes(stops_frame(plan))
    yield "routes.csv", csv_bytes(routes_frame(plan))
    yield "unassigned.csv", csv_bytes(unassigned_frame(plan))
    yield "rejected.csv", csv_bytes(rejected_frame(plan))
    yield "driver-lists.csv", csv_bytes(lists_frame(lists), for_excel=True)
    yield "driver-lists.xlsx", driver_workbook(plan, lists, colours, formats, annex.credit)
    yield "driver-lists.pdf", lists_pdf(lists, colours, annex)
    for one, colour in zip(lists, colours, strict=True):
        name = f"{LISTS_FOLDER}/{list_name(one.number, one.driver)}"
        yield name, lists_pdf([one], [colour], annex)
    yield from map_files(plan, colours, annex)
    yield "plan.gpkg", plan_gpkg(plan, colours, annex)
    yield "plan.json", plan_json(plan)


def map_files(
    plan: Plan, colours: Sequence[str], annex: Annex = NO_ANNEX
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each layer as GeoJSON; zones and a notice only where there are any."""
    zones, credit = annex.zones, annex.credit
    yield "routes.geojson", routes_geojson(plan, colours, annex.lines, credit)
    yield "stops.geojson", stops_geojson(plan, colours, zones, credit)
    yield "depots.geojson", geojson(depots_layer(plan))
    if zones.zones:
        yield "zones.geojson", geojson(zones_layer(zones.zones))
    if credit:
        yield NOTICE_FILE, notice(credit)


def plan_json(plan: Plan) -> bytes:
    """The plan's document, the same bytes for the same plan; every text as it was given."""
    text = json.dumps(plan_to_document(plan), ensure_ascii=False, indent=1)
    # Half of a surrogate pair cannot be UTF-8; as an escape it is JSON that reads back equal.
    return (text + "\n").encode("utf-8", "backslashreplace")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever finds half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def list_name(number: int, driver: str) -> str:
    """Such as ``01-aino-maki.pdf``: safe as the name of a file on every system."""
    words = re.sub(r"[\W_]+", "-", driver.lower())[:40].strip("-")
    return f"{number:02}-{words or 'driver'}.pdf"


def _remove_old_lists(folder: Path, keep: set[Path]) -> None:
    for path in folder.glob("*.pdf"):
        if re.match(r"\d\d+-", path.name) and path not in keep:
            path.unlink()
