"""WooCommerce's exports: three programs, two shapes."""

import pytest

from dashboard.intake.formats import RawOrder, format_of
from dashboard.intake.statuses import Status
from tests.intake.build_exports import ADVANCED_EXPORT, SKYVERGE, SUITE, raw_orders

PER_ITEM = (*SKYVERGE, "item_name", "item_sku", "item_quantity", "item_total")


def advanced(**said: str) -> dict[str, str]:
    """An item of an order in Advanced Order Export; words as in ``first_name_billing``."""
    usual = {
        "Order Number": "501", "Order Status": "Processing", "First Name (Billing)": "Ada",
        "Last Name (Billing)": "Virtanen", "Address 1&2 (Billing)": "Bulevardi 5 A 3",
        "City (Billing)": "Helsinki", "Postcode (Billing)": "00120", "Country Code (Billing)": "FI",
        "Phone (Billing)": "040", "Email (Billing)": "ada@example.com", "Item #": "1",
        "Name": "Tulips", "Quantity": "2",
    }  # fmt: skip
    return usual | {name.replace("_", " "): text for name, text in said.items()}


SENT = {
    "First Name (Shipping)": "Ben", "Last Name (Shipping)": "Niemi",
    "Address 1&2 (Shipping)": "Katu 1", "City (Shipping)": "Espoo", "Postcode (Shipping)": "02100",
    "Country Code (Shipping)": "FI",
}  # fmt: skip


def packed(**said: str) -> dict[str, str]:
    """An order in the columns that the other two share."""
    usual = {
        "order_id": "77", "order_number": "501", "status": "wc-processing",
        "billing_first_name": "Ada", "billing_last_name": "Virtanen",
        "billing_address_1": "Bulevardi 5", "billing_address_2": "A 3", "billing_city": "Helsinki",
        "billing_postcode": "00120", "billing_country": "FI", "billing_phone": "040",
        "billing_email": "ada@example.com",
    }  # fmt: skip
    return usual | said


def only(headings: tuple[str, ...], *rows: dict[str, str]) -> RawOrder:
    """The one order that the rows make."""
    [raw] = raw_orders(headings, *rows)
    return raw


def test_rows_of_one_number_are_one_order_with_its_items_counted() -> None:
    card = {"Item #": "2", "Name": "Card", "Quantity": "1", "Product Variation": "red"}
    raw = only(ADVANCED_EXPORT, advanced(), advanced() | card)
    assert (raw.row, raw.further_rows) == (2, (3,))
    assert raw.values["parcels"] == "3"
    assert raw.values["products"] == "2 × Tulips; 1 × Card red"


def test_what_was_sent_back_is_not_counted() -> None:
    assert only(ADVANCED_EXPORT, advanced() | {"Quantity (- Refund)": "1"}).values["parcels"] == "1"


def test_rows_that_say_the_order_only_once_go_on_with_it() -> None:
    bare = {"Item #": "2", "Name": "Card", "Quantity": "1"}
    raw, other = raw_orders(ADVANCED_EXPORT, advanced(), bare, advanced() | {"Order Number": "502"})
    assert (raw.further_rows, raw.values["parcels"]) == ((3,), "3")
    assert other.values["order_id"] == "502"


def test_the_same_item_twice_in_a_row_is_bought_twice_but_apart_it_is_another_export() -> None:
    assert only(ADVANCED_EXPORT, advanced(), advanced()).values["parcels"] == "4"
    other = advanced() | {"Order Number": "502"}
    first, _, again = raw_orders(ADVANCED_EXPORT, advanced(), other, advanced())
    assert (first.values, first.row, again.row) == (again.values, 2, 4)


def test_items_sorted_apart_still_belong_together() -> None:
    other = advanced() | {"Order Number": "502"}
    card = advanced() | {"Name": "Card", "Item #": "2", "Coupon Code": "SPRING"}
    first, second = raw_orders(ADVANCED_EXPORT, advanced(), other, card)
    assert (first.further_rows, second.further_rows) == ((4,), ())


def test_nothing_to_ship_to_means_the_address_that_pays() -> None:
    same = only(ADVANCED_EXPORT, advanced())
    assert same.values["address"] == "Bulevardi 5 A 3, 00120 Helsinki, FI"
    assert same.values["customer"] == "Ada Virtanen"
    sent = only(ADVANCED_EXPORT, advanced() | SENT)
    assert sent.values["address"] == "Katu 1, 02100 Espoo, FI"
    assert sent.values["customer"] == "Ben Niemi"
    assert (sent.values["phone"], sent.values["email"]) == ("040", "ada@example.com")


@pytest.mark.parametrize(
    ("status", "known"),
    [("pending", Status.OPEN), ("on-hold", Status.OPEN), ("wc-processing", Status.OPEN),
     ("wc-completed", Status.FULFILLED), ("Completed", Status.FULFILLED),
     ("cancelled", Status.CANCELLED), ("refunded", Status.CANCELLED), ("failed", Status.CANCELLED),
     ("trash", Status.CANCELLED), ("wc-checkout-draft", Status.CANCELLED), ("", Status.OPEN),
     ("In Bearbeitung", Status.OPEN), ("Abgeschlossen", Status.FULFILLED)],
)  # fmt: skip
def test_statuses(status: str, known: Status) -> None:
    raw = only(SUITE, packed(status=status))
    assert raw.status is known
    assert "status" not in raw.extra


def test_a_status_that_the_shop_made_up_is_open_and_kept() -> None:
    raw = only(SUITE, packed(status="wc-arranging"))
    assert (raw.status, raw.extra["status"]) == (Status.OPEN, "wc-arranging")


@pytest.mark.parametrize(
    ("method", "status"),
    [("Local pickup", Status.PICKUP), ("local_pickup:3", Status.PICKUP),
     ("Abholung", Status.PICKUP), ("Flat rate", Status.OPEN), ("Local delivery", Status.OPEN)],
)  # fmt: skip
def test_what_the_customer_fetches(method: str, status: Status) -> None:
    raw = only(SUITE, packed(shipping_method=method))
    assert (raw.status, raw.values["shipping_method"]) == (status, method)
    assert only(SUITE, packed(shipping_method=method, status="failed")).status is Status.CANCELLED


def test_a_method_packed_with_its_price_is_taken_out() -> None:
    headings = tuple(h for h in SUITE if h != "shipping_method")
    text = "items:Tulips|method_id:local_pickup|shipping_total:0"
    raw = only(headings, packed(shipping_items=text))
    assert (raw.status, raw.values["shipping_method"]) == (Status.PICKUP, "local_pickup")


def test_the_suite_packs_items_and_keeps_dates_of_other_programs() -> None:
    said = packed(
        line_item_1="name:Tulips|product_id:4|quantity:2|total:20",
        line_item_2="name:Card|quantity:1",
        order_date="03/08/2026 09:58:12",
    ) | {"meta:_delivery_date": "03/10/2026", "meta:_delivery_time_slot": "10:00 - 12:00"}
    raw = only(SUITE, said)
    assert (raw.values["parcels"], raw.values["products"]) == ("3", "2 × Tulips; 1 × Card")
    assert (raw.values["date"], raw.values["window"]) == ("03/10/2026", "10:00 - 12:00")
    assert raw.values["address"] == "Bulevardi 5, A 3, 00120 Helsinki, FI"
    assert raw.values["order_id"] == "501"
    assert raw.extra["order_date"] == "03/08/2026 09:58:12"
    assert format_of(SUITE).day_first is False


def test_items_in_numbered_columns() -> None:
    headings = (*SUITE[:-2], "Product Item 1 Name", "Product Item 1 Quantity")
    said = packed() | {"Product Item 1 Name": "Tulips", "Product Item 1 Quantity": "3"}
    assert only(headings, said).values["products"] == "3 × Tulips"


def test_the_default_of_skyverge_packs_all_items_in_one_column() -> None:
    text = "id:1|name:Tulips|quantity:2|total:20;id:2|name:Card|quantity:1|total:3"
    raw = only((*SKYVERGE, "line_items"), packed(line_items=text))
    assert (raw.values["parcels"], raw.values["products"]) == ("3", "2 × Tulips; 1 × Card")
    assert format_of(SKYVERGE).day_first is None


def test_skyverge_may_have_a_row_for_each_item() -> None:
    rows = [packed(item_name=name, item_quantity="1") for name in ("Tulips", "Card")]
    raw = only(PER_ITEM, *rows)
    assert (raw.further_rows, raw.values["products"]) == ((3,), "1 × Tulips; 1 × Card")


def test_the_day_it_was_ordered_is_no_day_of_delivery() -> None:
    raw = only(SKYVERGE, packed(date="2026-03-08 09:58:12"))
    assert "date" not in raw.values
    assert raw.extra["date"] == "2026-03-08 09:58:12"


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Delivery Date", "date"), ("meta:delivery_date", "date"), ("_delivery_date", "date"),
     ("jckwds_date", "date"), ("e_deliverydate", "date"), ("Liefertermin", "date"),
     ("Delivery Time", "window"), ("jckwds_timeslot", "window"), ("orddd_time_slot", "window"),
     ("meta:pi_delivery_time", "window")],
)  # fmt: skip
def test_columns_of_delivery_programs(heading: str, field: str) -> None:
    headings = (*SKYVERGE, heading)
    assert only(headings, packed() | {heading: "whenever"}).values[field] == "whenever"
    assert format_of(headings).columns(headings)[field] == heading


def test_notes_are_for_whoever_brings_it_and_staff_notes_are_kept_apart() -> None:
    headings = (*SUITE, "Gift message")
    said = packed(customer_note="Ring twice", order_notes="Paid") | {"Gift message": "Love"}
    raw = only(headings, said)
    assert raw.values["notes"] == "Ring twice\ngift message: Love"
    assert raw.extra["order_notes"] == "Paid"


def test_a_row_without_a_number_is_told() -> None:
    [raw] = raw_orders(SUITE, packed(order_number=""))
    assert [problem.column for problem in raw.problems] == ["order_id"]


def test_without_order_numbers_the_id_counts() -> None:
    headings = tuple(h for h in SUITE if h != "order_number")
    said = {h: text for h, text in packed().items() if h != "order_number"}
    assert only(headings, said).values["order_id"] == "77"
