"""What leaves the building: driver lists, files, notebook. Import from here."""

from dashboard.export.annex import NO_ANNEX, Annex
from dashboard.export.driver_lists import DriverList, driver_lists, lists_frame
from dashboard.export.drives import Drive, halts, length_words
from dashboard.export.files import list_name, map_files, plan_files, plan_json, write_plan
from dashboard.export.frames import rejected_frame, routes_frame, stops_frame, unassigned_frame
from dashboard.export.geopackage import plan_gpkg
from dashboard.export.list_rows import ListRow
from dashboard.export.notebook import notebook_zip
from dashboard.export.pdf import lists_pdf
from dashboard.export.reports import write_notice, write_report, write_set_aside
from dashboard.export.safe import csv_bytes, safe_text
from dashboard.export.shapes import NO_ZONES, PlanZones, routes_geojson, stops_geojson
from dashboard.export.workbook import driver_workbook

__all__ = [
    "NO_ANNEX",
    "NO_ZONES",
    "Annex",
    "Drive",
    "DriverList",
    "ListRow",
    "PlanZones",
    "csv_bytes",
    "driver_lists",
    "driver_workbook",
    "halts",
    "length_words",
    "list_name",
    "lists_frame",
    "lists_pdf",
    "map_files",
    "notebook_zip",
    "plan_files",
    "plan_gpkg",
    "plan_json",
    "rejected_frame",
    "routes_frame",
    "routes_geojson",
    "safe_text",
    "stops_frame",
    "stops_geojson",
    "unassigned_frame",
    "write_notice",
    "write_plan",
    "write_report",
    "write_set_aside",
]
