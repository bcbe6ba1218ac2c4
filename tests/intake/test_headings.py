"""Any table: what is guessed of it beside where an order goes."""

import pytest

from dashboard.intake.formats import ByHeadings
from dashboard.intake.status_words import status_of
from dashboard.intake.statuses import Status
from tests.intake.build_exports import raw_orders

PLACE = ("Order", "Address")


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Date", "date"), ("Delivery date", "date"), ("Liefertermin", "date"), ("Datum", "date"),
     ("Date de livraison", "date"), ("Fecha de entrega", "date"), ("Data di consegna", "date"),
     ("Bezorgdatum", "date"), ("Toimituspäivä", "date"), ("Leveringsdato", "date"),
     ("Firma", "company"), ("Société", "company"), ("Company name", "company"),
     ("Tags", "tags"), ("Etiquetas", "tags"), ("Products", "products"), ("Artikel", "products"),
     ("Shipping method", "shipping_method"), ("Lieferart", "shipping_method"),
     ("Driver class", "driver_class"), ("Order status", "status"), ("Statut", "status"),
     ("Delivery time", "window"), ("Note attributes", "attributes")],
)  # fmt: skip
def test_further_headings(heading: str, field: str) -> None:
    assert ByHeadings().columns([*PLACE, heading])[field] == heading


@pytest.mark.parametrize(
    "heading",
    ["Order date", "Created at", "Bestelldatum", "Date created", "Customer date", "Invoice date",
     "Tag", "Shipping", "Vehicle", "Fecha de pedido", "Paid at"],
)  # fmt: skip
def test_the_day_of_an_order_is_no_day_of_delivery(heading: str) -> None:
    assert set(ByHeadings().columns([*PLACE, heading])) == {"order_id", "address"}


@pytest.mark.parametrize(
    ("text", "status"),
    [("Open", Status.OPEN), ("unfulfilled", Status.OPEN), ("In Bearbeitung", Status.OPEN),
     ("collect", Status.PICKUP), ("Click & Collect", Status.PICKUP), ("Abholung", Status.PICKUP),
     ("canceled", Status.CANCELLED), ("Annulé", Status.CANCELLED), ("storniert", Status.CANCELLED),
     ("Delivered", Status.FULFILLED), ("geliefert", Status.FULFILLED), ("done", Status.FULFILLED),
     ("out for delivery", Status.OPEN), ("who knows", None), ("", None)],
)  # fmt: skip
def test_words_for_a_status(text: str, status: Status | None) -> None:
    assert status_of(text) is status


def test_a_status_that_nobody_knows_is_open_and_its_words_are_kept() -> None:
    known, unknown, none = raw_orders(
        ("Order", "Address", "Status"),
        {"Order": "1", "Address": "Main St 1", "Status": "Cancelled"},
        {"Order": "2", "Address": "Main St 2", "Status": "on the moon"},
        {"Order": "3", "Address": "Main St 3"},
    )
    assert (known.status, known.extra) == (Status.CANCELLED, {})
    assert (unknown.status, unknown.extra) == (Status.OPEN, {"Status": "on the moon"})
    assert (none.status, none.extra) == (Status.OPEN, {})
    assert "status" not in known.values.keys() | unknown.values.keys()


def test_a_company_without_a_person_is_the_customer() -> None:
    alone, both = raw_orders(
        ("Order", "Address", "Company", "Name"),
        {"Order": "1", "Address": "Main St 1", "Company": "Flora"},
        {"Order": "2", "Address": "Main St 2", "Company": "Flora", "Name": "Ada"},
    )
    assert (alone.values["customer"], alone.values["company"]) == ("Flora", "Flora")
    assert (both.values["customer"], both.values["company"]) == ("Ada", "Flora")


def test_a_flat_is_kept_though_the_house_has_the_same_number() -> None:
    [raw] = raw_orders(
        ("Street", "Address 2", "Zip", "City", "State"),
        {"Street": "Via Roma 5", "Address 2": "5", "Zip": "00184", "City": "Roma", "State": "Roma"},
    )
    assert raw.values["address"] == "Via Roma 5, 5, 00184 Roma"


def test_parts_that_the_whole_address_says_in_other_sequence_are_not_repeated() -> None:
    [raw] = raw_orders(
        ("Address", "Street", "House number", "Zip", "City"),
        {"Address": "5 Main St, Springfield 62704", "Street": "Main St", "House number": "5",
         "Zip": "62704", "City": "Springfield"},
    )  # fmt: skip
    assert raw.values["address"] == "5 Main St, Springfield 62704"


def test_each_row_is_an_order_even_where_a_number_comes_again() -> None:
    row = {"Order": "1", "Address": "Main St 1"}
    assert [raw.row for raw in raw_orders(("Order", "Address"), row, row)] == [2, 3]
