"""Directions of plans along streets, on paper and whose map they come from."""

import io
import json
import zipfile

from pypdf import PdfReader

from dashboard.domain import STANDARD, Formats, Plan
from dashboard.services import addresses, downloads, lookups, order_files, roads
from dashboard.services.credits import credit_of
from dashboard.services.directions import drives_of
from dashboard.store import Store
from tests.intake.build_tables import csv_bytes
from tests.services.ready import DATE, ready_day
from tests.services.street_day import IN_TOWN, row, street_day, street_plan
from tests.small_map import VILLAGE, bring_map
from tests.travel.grid_town import corner

CREDIT = "© OpenStreetMap contributors"


def printed(store: Store, plan: Plan, *, directions: bool) -> str:
    """The text of the lists on paper, without spaces, which a reader of PDF guesses."""
    content = downloads.pdf(store, plan, STANDARD, directions=directions)
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_each_drive_says_where_to_and_which_streets(store: Store) -> None:
    street_day(store, row("a", IN_TOWN, "Ann"), row("b", corner(2.5, 0), "Bo"))
    plan = street_plan(store)
    [drives] = drives_of(store, plan, STANDARD).values()
    names = {drive.to for drive in drives}
    assert names == {*(f"To stop {k} · {who}" for k, who in _stops(plan)), "Back to Shop"}
    assert all(drive.lines[0].startswith("Start on ") for drive in drives)
    assert any("Row 2" in line for drive in drives for line in drive.lines)
    assert all(line.endswith((" m", " km")) for drive in drives for line in drive.lines)
    [in_miles] = drives_of(store, plan, Formats(units="mi")).values()
    assert all(line.endswith((" ft", " mi")) for drive in in_miles for line in drive.lines)


def test_directions_are_printed_where_they_are_wished(store: Store) -> None:
    street_day(store, row("a", IN_TOWN, "Ann"))
    plan = street_plan(store)
    assert roads.map_of(store, plan) == "town.osm"
    told = printed(store, plan, directions=True)
    assert "Tostop1·Ann" in told
    assert "StartonRow" in told or "StartonColumn" in told
    assert "Directions" not in printed(store, plan, directions=False)


def test_a_plan_along_streets_names_whose_map_they_come_from(store: Store) -> None:
    street_day(store, row("a", IN_TOWN))
    plan = street_plan(store)
    assert "©OpenStreetMapcontributors" in printed(store, plan, directions=False)
    with zipfile.ZipFile(io.BytesIO(downloads.everything(store, plan, STANDARD))) as packed:
        routes = json.loads(packed.read("routes.geojson"))
        assert routes["attribution"] == CREDIT
        # Along the streets, not straight from door to door.
        assert len(routes["features"][0]["geometry"]["coordinates"]) > 3
        assert CREDIT in packed.read("NOTICE.txt").decode()


def test_an_estimate_has_neither_directions_nor_a_map_to_name(store: Store) -> None:
    ready_day(store, 2)
    plan = street_plan(store)
    assert (drives_of(store, plan, STANDARD), roads.map_of(store, plan)) == ({}, "")
    assert credit_of(store, plan) == ""
    told = printed(store, plan, directions=True)
    assert "OpenStreetMap" not in told
    assert "Directions" not in told


def test_positions_found_in_a_map_name_it_and_those_of_a_person_do_not(store: Store) -> None:
    ready_day(store, 0)
    bring_map(store.folder)
    mill = "Mill Lane 5, 12345 Bramley"
    table = csv_bytes(("order_id", "address"), ["a", mill])
    order_files.import_file(store, DATE, table, "orders.csv")
    lookups.begin(store, DATE)
    assert credit_of(store, street_plan(store)) == CREDIT
    addresses.place(store, mill, VILLAGE)
    assert credit_of(store, street_plan(store)) == ""


def _stops(plan: Plan) -> list[tuple[int | None, str]]:
    return [
        (step.stop_no, plan.order_by_id[step.order_id or ""].customer) for _, step in plan.visits()
    ]
