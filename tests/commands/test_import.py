"""`import` tells all that came of files, and touches no workspace."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from dashboard.commands import importing
from dashboard.commands import plan as planning
from tests.intake.build_exports import SHOPIFY, shopify_item, shopify_order

DAY, NEXT = "2026-05-14", "2026-05-15"
CITY = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="1" lat="60.1640" lon="24.9300"/><node id="2" lat="60.1660" lon="24.9400"/>
 <way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/>
  <tag k="name" v="Bulevardi"/></way>
 {houses}
</osm>
"""
HOUSE = (
    '<node id="{id}" lat="{lat}" lon="{lon}"><tag k="addr:street" v="Bulevardi"/>'
    '<tag k="addr:housenumber" v="{number}"/><tag k="addr:postcode" v="00120"/>'
    '<tag k="addr:city" v="Helsinki"/></node>'
)


def city(folder: Path) -> Path:
    """A map of one street with houses 1 to 20."""
    houses = (
        HOUSE.format(id=100 + n, number=n, lat=60.164 + n / 1e4, lon=24.93 + n / 2e3)
        for n in range(1, 21)
    )
    file = folder / "city.osm"
    file.write_text(CITY.format(houses="".join(houses)), encoding="utf-8")
    return file


def export(*rows: Mapping[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, SHOPIFY)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def a_day_of_a_shop(folder: Path) -> Path:
    """Three to deliver (one with two items, one tomorrow), a pickup, a cancelled one."""
    attributes = f"Checkout-Method: delivery\nDelivery-Date: {DAY}\nDelivery-Time: 10am-12pm"
    pickup = f"Checkout-Method: pickup\nPickup-Date: {DAY}"
    return written(
        folder,
        "orders_export.csv",
        export(
            shopify_order(Name="#1001", Note_Attributes=attributes),
            shopify_item(Name="#1001"),
            shopify_order(Name="#1002", Shipping_Address1="Bulevardi 99", Shipping_Address2=""),
            shopify_order(Name="#1003", Note_Attributes=f"Delivery-Date: {NEXT}"),
            shopify_order(Name="#1004", Note_Attributes=pickup, Shipping_Address1=""),
            shopify_order(Name="#1005", Cancelled_at="2026-05-13 10:00:00 +0300"),
        ),
    )


def run(out: Path, files: Sequence[Path], *options: str) -> int:
    zone = ("--tz", "Europe/Helsinki", "--date", DAY)
    return importing.run([*map(str, files), *zone, *options, "--out", str(out)])


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def summary_of(out: Path) -> dict[str, object]:
    summary: dict[str, object] = json.loads((out / "summary.json").read_text("utf-8"))
    return summary


def test_a_shop_s_file_is_told_apart_by_day_and_fate(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(out, [a_day_of_a_shop(tmp_path)], "--extract", str(city(tmp_path))) == 0
    summary = summary_of(out)
    assert summary["format"] == "Shopify orders"
    counts = ("rows", "imported", "updated", "duplicate", "rejected")
    assert [summary[name] for name in counts] == [6, 6, 0, 0, 0]
    assert summary["orders_by_day"] == {DAY: 2, NEXT: 1}
    assert (summary["pickups"], summary["cancelled"], summary["to_review"]) == (1, 1, 1)
    assert [row["order_id"] for row in rows_of(out / "orders.csv")] == ["#1001", "#1002", "#1003"]
    others = {row["order_id"]: row["status"] for row in rows_of(out / "others.csv")}
    assert others == {"#1004": "pickup", "#1005": "cancelled"}


def test_an_order_has_its_window_place_quality_and_row(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, [a_day_of_a_shop(tmp_path)], "--extract", str(city(tmp_path)))
    first, lost, _ = rows_of(out / "orders.csv")
    assert (first["window_start"], first["window_end"], first["parcels"]) == ("10:00", "12:00", "2")
    assert (first["latitude"], first["longitude"]) == ("60.164500", "24.932500")
    assert (first["geocode_quality"], first["source_row"], first["date"]) == ("house", "2", DAY)
    assert (lost["latitude"], lost["geocode_quality"], lost["source_row"]) == ("", "none", "4")
    [doubt, *_] = rows_of(out / "review.csv")
    assert doubt["order_id"] == "#1002"
    assert doubt["reason"]
    assert "Bulevardi" in doubt["candidate"]


def test_positions_found_in_a_map_name_it(tmp_path: Path) -> None:
    shop = a_day_of_a_shop(tmp_path)
    run(tmp_path / "placed", [shop], "--extract", str(city(tmp_path)))
    assert "© OpenStreetMap contributors" in (tmp_path / "placed" / "NOTICE.txt").read_text("utf-8")
    run(tmp_path / "not", [shop])
    assert not (tmp_path / "not" / "NOTICE.txt").exists()


def test_what_was_written_is_planned_as_the_file_itself_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, extract = a_day_of_a_shop(tmp_path), city(tmp_path)
    run(tmp_path / "read", [shop], "--extract", str(extract))
    options = ["--depot", "60.165,24.935", "--tz", "Europe/Helsinki", "--date", DAY]
    options += ["--iterations", "20"]
    straight, again = tmp_path / "straight", tmp_path / "again"
    given = [str(shop), "--extract", str(extract), "--out", str(straight)]
    assert planning.run([*given, *options]) == 0
    table = str(tmp_path / "read" / "orders.csv")
    assert planning.run([table, "--extract", str(extract), "--out", str(again), *options]) == 0
    assert [row["order_id"] for row in rows_of(straight / "stops.csv")] == ["#1001"]
    assert (straight / "stops.csv").read_bytes() == (again / "stops.csv").read_bytes()
    [left] = rows_of(straight / "unassigned.csv")
    assert (left["order_id"], left["reason_code"]) == ("#1002", "ADDRESS_AMBIGUOUS")
    aside = {row["order_id"]: row["why"] for row in rows_of(straight / "set-aside.csv")}
    assert aside == {"#1003": NEXT, "#1004": "pickup", "#1005": "cancelled"}
    assert "1 for 2026-05-15, 1 cancelled, 1 pickup" in capsys.readouterr().out


def test_a_refused_row_names_file_row_value_and_remedy(tmp_path: Path) -> None:
    table = "order_id,latitude,longitude\n00123,60.17,24.94\nB,nowhere,24.94\n"
    out = tmp_path / "out"
    assert run(out, [written(tmp_path, "a.csv", table)]) == 0
    [told] = rows_of(out / "rejected.csv")
    assert (told["file"], told["row"], told["column"]) == ("a.csv", "3", "latitude")
    assert told["value"] == "nowhere"
    assert told["reason"]
    assert told["remedy"]
    assert [row["order_id"] for row in rows_of(out / "orders.csv")] == ["00123"]


def test_several_files_and_archives_are_one_import(tmp_path: Path) -> None:
    head = "order_id,latitude,longitude\n"
    archive = tmp_path / "more.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("two.csv", head + "B,60.18,24.94\n")
        packed.writestr("broken.csv", "")
    out = tmp_path / "out"
    first = written(tmp_path, "one.csv", head + "A,60.17,24.94\nB,60.18,24.94\n")
    assert run(out, [first, archive, tmp_path / "missing.csv"]) == 0
    summary = summary_of(out)
    counts = ("rows", "imported", "duplicate", "files_refused")
    assert [summary[name] for name in counts] == [3, 2, 1, 2]
    refused = {row["file"] for row in rows_of(out / "rejected.csv")}
    assert refused == {"more.zip", "missing.csv"}


def test_nothing_to_read_is_an_error_with_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "orders.csv"
    pdf.write_bytes(b"%PDF-1.7 and more")
    assert run(tmp_path / "out", [pdf]) == 2
    assert "PDF" in capsys.readouterr().err


def test_dates_that_may_be_meant_either_way_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "order_id,latitude,longitude,delivery date\nA,60.17,24.94,05/06/2027\n"
    file = written(tmp_path, "a.csv", table)
    assert run(tmp_path / "out", [file]) == 2
    told = capsys.readouterr().err
    assert "05/06/2027" in told
    assert "--dates" in told
    assert run(tmp_path / "out", [file], "--dates", "month-first") == 0
    assert summary_of(tmp_path / "out")["orders_by_day"] == {"2027-05-06": 1}
