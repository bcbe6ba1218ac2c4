"""Sheets made for other route planners."""

import pytest

from dashboard.domain import Kind
from dashboard.intake.formats import RawOrder, format_of
from dashboard.intake.orders import parse_order
from dashboard.intake.statuses import Status
from tests.intake.build_exports import PLANNERS, raw_orders
from tests.intake.build_tables import DAY


def only(source: str, *rows: dict[str, str]) -> RawOrder:
    """The one order that the rows of this planner's sheet make."""
    [raw] = raw_orders(PLANNERS[source], *rows)
    return raw


def test_optimoroute() -> None:
    said = {
        "Order ID": "A1", "Order type": "D", "Date": "05/06/2026", "Priority": "H",
        "Assigned to": "007", "Address": "Main St 1", "Location name": "Flora",
        "Time window from": "09:00", "Time window to": "12:00", "Duration": "5", "Load #1": "3",
        "Skills": "S1;S2", "Vehicle features": "cool",
    }  # fmt: skip
    raw = only("optimoroute", said)
    assert raw.values == {
        "order_id": "A1", "date": "05/06/2026", "priority": "H", "address": "Main St 1",
        "customer": "Flora", "window_start": "09:00", "window_end": "12:00", "service_min": "5",
        "parcels": "3", "skills": "S1;S2;cool", "type": "D", "drivers": "007",
    }  # fmt: skip
    assert format_of(PLANNERS["optimoroute"]).day_first is True


@pytest.mark.parametrize(
    ("written", "kind", "parcels"),
    [("D", Kind.DELIVER, 1), ("P", Kind.HAND_BACK, 1), ("pickup", Kind.HAND_BACK, 1),
     ("T", Kind.DELIVER, 0)],
)  # fmt: skip
def test_optimoroute_delivers_takes_back_and_visits(written: str, kind: Kind, parcels: int) -> None:
    raw = only("optimoroute", {"Order ID": "1", "Order type": written, "Address": "Main St 1"})
    order, problems = parse_order(raw.values, DAY)
    assert order is not None, problems
    assert (order.kind, order.load.parcels, raw.status) == (kind, parcels, Status.OPEN)


def test_circuit() -> None:
    said = {
        "Address Line 1": "Main St 1", "Address Line 2": "Flat 2", "City": "Leeds", "Zip": "LS1",
        "Earliest Time": "08:30", "Time at stop": "4", "Proof of delivery": "required",
    }  # fmt: skip
    raw = only("circuit", said)
    assert raw.values == {
        "address": "Main St 1, Flat 2, LS1 Leeds", "window_start": "08:30", "service_min": "4",
    }  # fmt: skip
    assert raw.extra == {"Proof of delivery": "required"}


def test_circuit_names_drivers_with_commas_between() -> None:
    headings = (*PLANNERS["circuit"], "allowedDrivers")
    [raw] = raw_orders(headings, {"Address Line 1": "Main St 1", "allowedDrivers": "Ada, Bo"})
    assert raw.values["drivers"] == "Ada; Bo"


def test_routific() -> None:
    said = {"Name": "Ada", "Address": "Main St 1", "Load": "2", "From": "9:00", "To": "12:00",
            "Types": "bike, cool", "Duration": "5"}  # fmt: skip
    assert only("routific", said).values == {
        "customer": "Ada", "address": "Main St 1", "parcels": "2", "window_start": "9:00",
        "window_end": "12:00", "skills": "bike; cool", "service_min": "5",
    }  # fmt: skip


def test_onfleet() -> None:
    said = {"Recipient_Name": "Ada", "Recipient_Phone": "040", "Recipient_Notes": "Ring",
            "Address_Line1": "Main St 1", "Address_Line2": "Flat 2", "City/Town": "Leeds",
            "Postal_Code": "LS1", "Task_Details": "Fragile"}  # fmt: skip
    assert only("onfleet", said).values == {
        "customer": "Ada", "phone": "040", "notes": "Ring\nFragile",
        "address": "Main St 1, Flat 2, LS1 Leeds",
    }  # fmt: skip


def test_route4me() -> None:
    said = {"Alias": "Ada", "Address": "Main St 1", "ZIP Code": "62704", "Order number": "7"}
    assert only("route4me", said).values == {
        "customer": "Ada", "address": "Main St 1, 62704", "order_id": "7"
    }  # fmt: skip


def test_detrack_has_a_row_for_each_item() -> None:
    said = {"D.O. No.": "D1", "Date": "2026-03-10", "Deliver to": "Ada", "Address": "Main St 1",
            "Delivery time": "10:00 - 12:00", "Instructions": "Ring"}  # fmt: skip
    tulips, card = {"Item Description": "Tulips", "Quantity": "2"}, {"Item Description": "Card"}
    for second in (said | card, {"D.O. No.": "D1"} | card):
        raw = only("detrack", said | tulips, second)
        assert raw.further_rows == (3,)
        assert raw.values == {
            "order_id": "D1", "date": "2026-03-10", "customer": "Ada", "address": "Main St 1",
            "window": "10:00 - 12:00", "notes": "Ring", "products": "2 × Tulips; 1 × Card",
            "parcels": "3",
        }  # fmt: skip


def test_detrack_without_numbers_keeps_each_row() -> None:
    rows = raw_orders(PLANNERS["detrack"], {"Address": "Main St 1"}, {"Address": "Main St 2"})
    assert [raw.row for raw in rows] == [2, 3]
    assert all(not raw.problems for raw in rows)


def test_droppath_comes_back_with_what_was_done() -> None:
    said = {"address": "Main St 1, Leeds", "address_number": "1", "address_street": "Main St",
            "contact_name": "Ada", "tracking_id": "T1", "status_code": "completed"}  # fmt: skip
    done, other = raw_orders(
        PLANNERS["droppath"], said, said | {"tracking_id": "T2", "status_code": "E7"}
    )
    assert (done.values["order_id"], done.status) == ("T1", Status.FULFILLED)
    assert done.values["address"] == "Main St 1, Leeds"
    assert (other.status, other.extra) == (Status.OPEN, {"status_code": "E7"})


@pytest.mark.parametrize(
    ("written", "window"),
    [("10:30", "10:30-11:30"), ("9:00", "09:00-10:00"), ("23:30", "23:30-24:00"),
     ("10:00-12:00", "10:00-12:00"), ("noon", "noon")],
)  # fmt: skip
def test_an_appointment_of_locate2u_is_the_hour_from_then(written: str, window: str) -> None:
    said = {"StopID": "7", "Address": "Main St 1", "TripDate": "2026-03-10"}
    raw = only("locate2u", said | {"AppointmentTime": written})
    assert (raw.values["window"], raw.values["date"]) == (window, "2026-03-10")
    assert raw.values["order_id"] == "7"


def test_antsroute() -> None:
    said = {"Name": "Ada", "Address": "Main St 1", "Duration": "5", "Due-date": "2026-03-10",
            "Open-date": "2026-03-09", "Id": "7", "Postal code": "LS1", "City": "Leeds",
            "Comments": "Ring"}  # fmt: skip
    raw = only("antsroute", said)
    assert raw.values == {
        "customer": "Ada", "address": "Main St 1, LS1 Leeds", "service_min": "5",
        "date": "2026-03-10", "order_id": "7", "notes": "Ring",
    }  # fmt: skip
    assert raw.extra == {"Open-date": "2026-03-09"}
