"""What a person takes away from a plan, as bytes."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace

from dashboard.domain import Formats, Plan
from dashboard.export import (
    Annex,
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
from dashboard.services.credits import credit_of
from dashboard.services.directions import drives_of
from dashboard.services.roads import lines_of
from dashboard.services.zones import get_area
from dashboard.store import Store


def lists(plan: Plan, formats: Formats) -> tuple[DriverList, ...]:
    """Each driver's list, as it prints."""
    return driver_lists(plan, formats)


def workbook(store: Store, plan: Plan, formats: Formats) -> bytes:
    """An XLSX with a summary, a sheet for each driver and the loading lists."""
    found = driver_lists(plan, formats)
    return driver_workbook(plan, found, _colours(plan), formats, credit_of(store, plan))


def driver_csv(plan: Plan, formats: Formats) -> bytes:
    """All driver lists in one CSV."""
    return csv_bytes(lists_frame(driver_lists(plan, formats)), for_excel=True)


def pdf(
    store: Store,
    plan: Plan,
    formats: Formats,
    shift_id: str | None = None,
    *,
    directions: bool = False,
) -> bytes:
    """The lists on paper, with directions or without: one driver's, or all, each on a new page."""
    chosen = [
        (one, driver_colour(plan.shift_by_id[route.shift_id].number))
        for one, route in zip(driver_lists(plan, formats), plan.routes, strict=True)
        if shift_id in (None, route.shift_id)
    ]
    drives = drives_of(store, plan, formats) if directions else {}
    annex = Annex(drives=drives, credit=credit_of(store, plan))
    return lists_pdf([one for one, _ in chosen], [colour for _, colour in chosen], annex)


def notebook(store: Store, plan: Plan, formats: Formats) -> bytes:
    """A zip with the plan as a notebook."""
    return notebook_zip(plan, formats, credit_of(store, plan))


def everything(store: Store, plan: Plan, formats: Formats, *, directions: bool = False) -> bytes:
    """A zip with every file of the plan; ``directions`` are in the lists on paper."""
    annex = _annex(store, plan)
    if directions:
        annex = replace(annex, drives=drives_of(store, plan, formats))
    return _packed(plan_files(plan, formats, annex))


def geopackage(store: Store, plan: Plan) -> bytes:
    """The plan as layers of one GeoPackage, for map programs."""
    return plan_gpkg(plan, _colours(plan), _annex(store, plan))


def map_layers(store: Store, plan: Plan) -> bytes:
    """A zip with the same layers as GeoJSON."""
    return _packed(map_files(plan, _colours(plan), _annex(store, plan)))


def zones_of_plan(store: Store, plan: Plan) -> PlanZones:
    """The zones as they are now, and the one of each order of a plan."""
    area = get_area(store)
    found = {order.id: area.zone_at(order.point) for order in plan.orders}
    return PlanZones(area.zones, {name: zone for name, zone in found.items() if zone is not None})


def _annex(store: Store, plan: Plan) -> Annex:
    return Annex(
        lines=lines_of(store, plan),
        zones=zones_of_plan(store, plan),
        credit=credit_of(store, plan),
    )


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def _colours(plan: Plan) -> list[str]:
    return [driver_colour(plan.shift_by_id[route.shift_id].number) for route in plan.routes]
