"""What a person takes away from a plan, as bytes."""

import io
import zipfile
from collections.abc import Iterable

from dashboard.domain import Formats, Plan
from dashboard.export import (
    NO_ZONES,
    PlanZones,
    csv_bytes,
    driver_lists,
    driver_workbook,
    lists_frame,
    lists_pdf,
    map_files,
    notebook_zip,
    plan_files,
    plan_gpkg,
)
from dashboard.export import DriverList as DriverList
from dashboard.figures.palette import driver_colour


def lists(plan: Plan, formats: Formats) -> tuple[DriverList, ...]:
    """Each driver's list, as it prints."""
    return driver_lists(plan, formats)


def workbook(plan: Plan, formats: Formats) -> bytes:
    """An XLSX with a summary, a sheet for each driver and the loading lists."""
    found = driver_lists(plan, formats)
    return driver_workbook(plan, found, _colours(plan), formats)


def driver_csv(plan: Plan, formats: Formats) -> bytes:
    """All driver lists in one CSV."""
    return csv_bytes(lists_frame(driver_lists(plan, formats)), for_excel=True)


def pdf(plan: Plan, formats: Formats, shift_id: str | None = None) -> bytes:
    """The lists on paper: one driver's, or all with a new page for each."""
    chosen = [
        (one, driver_colour(plan.shift_by_id[route.shift_id].number))
        for one, route in zip(driver_lists(plan, formats), plan.routes, strict=True)
        if shift_id in (None, route.shift_id)
    ]
    return lists_pdf([one for one, _ in chosen], [colour for _, colour in chosen])


def notebook(plan: Plan, formats: Formats) -> bytes:
    """A zip with the plan as a notebook."""
    return notebook_zip(plan, formats)


def everything(plan: Plan, formats: Formats, zones: PlanZones = NO_ZONES) -> bytes:
    """A zip with every file of the plan."""
    return _packed(plan_files(plan, formats, zones=zones))


def geopackage(plan: Plan, zones: PlanZones = NO_ZONES) -> bytes:
    """The plan as layers of one GeoPackage, for map programs."""
    return plan_gpkg(plan, _colours(plan), zones=zones)


def map_layers(plan: Plan, zones: PlanZones = NO_ZONES) -> bytes:
    """A zip with the same layers as GeoJSON."""
    return _packed(map_files(plan, _colours(plan), zones=zones))


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def _colours(plan: Plan) -> list[str]:
    return [driver_colour(plan.shift_by_id[route.shift_id].number) for route in plan.routes]
