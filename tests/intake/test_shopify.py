"""Shopify's export of orders, with all its habits."""

from dataclasses import replace

import pytest

from dashboard.intake.formats import RawOrder, format_of
from dashboard.intake.statuses import Status
from tests.intake.build_exports import (
    SHOPIFY,
    export,
    raw_orders,
    shopify_item,
    shopify_order,
)


def only(*rows: dict[str, str]) -> RawOrder:
    """The one order that the rows make."""
    [raw] = raw_orders(SHOPIFY, *rows)
    return raw


def test_rows_of_one_name_are_one_order_with_its_items_counted() -> None:
    raw = only(shopify_order(), shopify_item(Lineitem_quantity="2"), shopify_item())
    assert (raw.row, raw.further_rows) == (2, (3, 4))
    assert raw.values["parcels"] == "4"
    assert raw.values["products"] == "1 × Tulips; 2 × Card; 1 × Card"
    assert raw.values["customer"] == "Ada Virtanen"


def test_items_that_repeat_mail_and_date_are_still_items() -> None:
    again = shopify_item(Email="ada@example.com", Created_at="2026-03-08 09:58:12 +0200")
    raw = only(shopify_order(), again, again)
    assert (raw.further_rows, raw.values["parcels"]) == ((3, 4), "3")


def test_rows_of_an_order_may_lie_apart() -> None:
    first, second = raw_orders(
        SHOPIFY,
        shopify_order(),
        shopify_order(Name="#1002"),
        shopify_item(Name="#1001"),
        shopify_item(Name="#1002"),
    )
    assert (first.further_rows, second.further_rows) == ((4,), (5,))


def test_items_before_the_orders_own_row_belong_to_it() -> None:
    raw = only(shopify_item(), shopify_order())
    assert (raw.row, raw.further_rows, raw.problems) == (2, (3,), ())
    assert raw.values["address"] == "Bulevardi 5, A 3, 00120 Helsinki, FI"


def test_the_first_text_of_each_column_counts() -> None:
    raw = only(shopify_order(Tags=""), shopify_item(Tags="vip"))
    assert raw.values["tags"] == "vip"


def test_the_name_of_an_order_stays_as_it_is_and_its_id_is_kept() -> None:
    raw = only(shopify_order(Name="SHOP-#1001-A"))
    assert raw.values["order_id"] == "SHOP-#1001-A"
    assert raw.extra["Id"] == "4711"


def test_apostrophes_before_postcode_and_phone_go_and_zeros_stay() -> None:
    raw = only(shopify_order(Shipping_Zip="'02139", Shipping_Phone="'+358401234567"))
    assert "02139 Helsinki" in raw.values["address"]
    assert raw.values["phone"] == "+358401234567"


def test_street_and_its_first_line_are_not_both_in_the_address() -> None:
    assert only(shopify_order()).values["address"] == "Bulevardi 5, A 3, 00120 Helsinki, FI"
    without_lines = shopify_order(Shipping_Address1="", Shipping_Address2="A 3")
    assert only(without_lines).values["address"] == "Bulevardi 5, A 3, 00120 Helsinki, FI"


def test_the_province_is_named_in_full_where_it_can_be() -> None:
    coded = shopify_order(Shipping_Province="IL")
    named = coded | {"Shipping Province Name": "Illinois"}
    assert only(coded).values["address"].endswith("Helsinki, IL, FI")
    assert only(named).values["address"].endswith("Helsinki, Illinois, FI")


@pytest.mark.parametrize(
    ("phones", "chosen"),
    [({"Shipping Phone": "1", "Phone": "2", "Billing Phone": "3"}, "1"),
     ({"Phone": "2", "Billing Phone": "3"}, "2"), ({"Billing Phone": "3"}, "3")],
)  # fmt: skip
def test_the_phone_at_the_door_comes_first(phones: dict[str, str], chosen: str) -> None:
    raw = only(shopify_order() | phones)
    assert raw.values["phone"] == chosen
    assert {text for text in phones.values() if text != chosen} <= set(raw.extra.values())


def test_the_customer_is_who_receives_else_the_company_else_who_pays() -> None:
    billed = shopify_order(Shipping_Name="", Billing_Name="Ben")
    assert only(billed).values["customer"] == "Ben"
    at_work = only(billed | {"Shipping Company": "Flora"})
    assert (at_work.values["customer"], at_work.values["company"]) == ("Flora", "Flora")
    assert at_work.extra["Billing Name"] == "Ben"


def test_notes_and_details_of_several_lines_are_kept() -> None:
    details = "Delivery-Date: 2026-03-10\nGift Note: Happy birthday,\nAda: love\nDoor: blue"
    raw = only(shopify_order(Notes="Ring twice,\nthen wait", Note_Attributes=details))
    assert raw.values["attributes"] == details
    assert raw.values["notes"] == "Ring twice,\nthen wait\nGift Note: Happy birthday,"
    assert raw.values["date"] == "2026-03-10"


def test_zapiet_says_date_and_window() -> None:
    details = (
        "Checkout-Method: delivery\nDelivery-Location-Id: 10002\nDelivery-Day: Tuesday\n"
        "Delivery-Date: 2026-03-10\nDelivery-Time: 1:00 PM - 2:00PM\nDelivery-Slot-Id: 7"
    )
    raw = only(shopify_order(Note_Attributes=details))
    assert (raw.values["date"], raw.values["window"]) == ("2026-03-10", "1:00 PM - 2:00PM")
    assert raw.status is Status.OPEN


def test_tags_say_date_and_window_where_no_detail_does() -> None:
    raw = only(shopify_order(Tags="vip, 2026-03-10, 10:00 - 12:00, 2-4 stems"))
    assert (raw.values["date"], raw.values["window"]) == ("2026-03-10", "10:00 - 12:00")
    assert raw.values["tags"] == "vip, 2026-03-10, 10:00 - 12:00, 2-4 stems"
    both = shopify_order(Tags="2026-03-11", Note_Attributes="Delivery Date: 2026-03-10")
    assert only(both).values["date"] == "2026-03-10"


@pytest.mark.parametrize(
    ("said", "status"),
    [({}, Status.OPEN), ({"Fulfillment Status": "unfulfilled"}, Status.OPEN),
     ({"Fulfillment Status": "partial"}, Status.OPEN),
     ({"Financial Status": "partially_refunded"}, Status.OPEN),
     ({"Financial Status": "pending"}, Status.OPEN),
     ({"Cancelled at": "2026-03-09 10:00:00 +0200"}, Status.CANCELLED),
     ({"Financial Status": "voided"}, Status.CANCELLED),
     ({"Financial Status": "refunded", "Fulfillment Status": "fulfilled"}, Status.CANCELLED),
     ({"Fulfillment Status": "fulfilled"}, Status.FULFILLED),
     ({"Lineitem requires shipping": "false"}, Status.NOT_SHIPPED),
     ({"Shipping Method": "Abholung im Laden"}, Status.PICKUP),
     ({"Shipping Method": "Click & Collect"}, Status.PICKUP),
     ({"Shipping Method": "Delivery, not pickup"}, Status.OPEN),
     ({"Note Attributes": "Checkout-Method: pickup"}, Status.PICKUP),
     ({"Note Attributes": "Pickup-Location-Company: Shop\nPickup-Date: 2026-03-10"}, Status.PICKUP),
     ({"Note Attributes": "Pickup of the old sofa: yes"}, Status.OPEN),
     ({"Note Attributes": "Collection: Spring"}, Status.OPEN),
     ({"Note Attributes": "Checkout-Method: delivery", "Shipping Method": "Pickup"}, Status.OPEN),
     ({"Shipping Method": "Store Pickup", "Fulfillment Status": "fulfilled"}, Status.PICKUP),
     ({"Lineitem requires shipping": "false", "Shipping Method": "Pickup"}, Status.NOT_SHIPPED),
     ({"Lineitem requires shipping": "false", "Cancelled at": "2026"}, Status.CANCELLED)],
)  # fmt: skip
def test_what_becomes_of_an_order(said: dict[str, str], status: Status) -> None:
    assert only(shopify_order() | said).status is status


HOMELESS = {f"Shipping {part}": "" for part in ("Street", "Address1", "Address2", "Zip", "City")}


def test_an_order_without_an_address_is_fetched_unless_it_says_otherwise() -> None:
    assert only(shopify_order() | HOMELESS).status is Status.PICKUP
    brought = shopify_order(Note_Attributes="Checkout-Method: delivery") | HOMELESS
    assert only(brought).status is Status.OPEN


def test_the_day_of_fetching_is_the_date_of_what_is_fetched() -> None:
    details = "Checkout-Method: pickup\nPickup-Date: 2026-03-10\nPickup-Time: 13:00"
    assert only(shopify_order(Note_Attributes=details)).values["date"] == "2026-03-10"


def test_only_what_travels_is_counted() -> None:
    card = shopify_item(Lineitem_name="Gift card", Lineitem_requires_shipping="false")
    raw = only(shopify_order(), card)
    assert (raw.values["parcels"], raw.status) == ("1", Status.OPEN)
    assert raw.values["products"] == "1 × Tulips; 1 × Gift card"


def test_a_quantity_that_is_no_number_is_left_to_be_told() -> None:
    assert only(shopify_order(Lineitem_quantity="two")).values["parcels"] == "two"
    assert only(shopify_order(Lineitem_quantity="-1")).values["parcels"] == "-1"
    assert only(shopify_order(Lineitem_quantity="2.0")).values["parcels"] == "2"
    assert "parcels" not in only(shopify_order(Lineitem_quantity="")).values


def test_what_no_field_takes_is_kept_if_it_says_anything() -> None:
    raw = only(shopify_order(Risk_Level="Low", Lineitem_sku="T1"), shopify_item(Lineitem_sku="C2"))
    assert raw.extra == {
        "Financial Status": "paid", "Currency": "EUR", "Created at": "2026-03-08 09:58:12 +0200",
        "Id": "4711", "Risk Level": "Low", "Lineitem sku": "T1; C2",
    }  # fmt: skip


def test_items_whose_order_is_in_another_file_become_no_order() -> None:
    raw, sound = raw_orders(
        SHOPIFY, shopify_item(Email="a@b.c"), shopify_item(), shopify_order(Name="#1002")
    )
    [problem] = raw.problems
    assert (raw.further_rows, problem.column, problem.value) == ((3,), "order_id", "#1001")
    assert "first row" in problem.remedy
    assert sound.problems == ()


def test_each_row_without_a_name_is_told_by_itself() -> None:
    rows = raw_orders(SHOPIFY, shopify_order(Name=""), shopify_order(), shopify_item(Name=""))
    assert [(raw.row, len(raw.problems)) for raw in rows] == [(2, 1), (3, 0), (4, 1)]


def test_an_export_put_below_itself_gives_each_order_twice() -> None:
    rows = (shopify_order(), shopify_item(), shopify_order(Name="#1002"))
    first, other, again, other_again = raw_orders(SHOPIFY, *rows, *rows)
    assert (first.values, first.extra) == (again.values, again.extra)
    assert (again.row, again.further_rows) == (5, (6,))
    assert (other.values, other_again.row) == (other_again.values, 7)


def test_an_order_that_comes_again_changed_is_another_and_is_not_added_up() -> None:
    first, again = raw_orders(SHOPIFY, shopify_order(), shopify_order(Paid_at="2026-03-09"))
    assert (first.values["parcels"], again.values["parcels"]) == ("1", "1")
    assert first.extra != again.extra


def test_rows_that_repeat_the_whole_order_with_other_items_are_one_order() -> None:
    raw = only(shopify_order(), shopify_order(Lineitem_name="Card"))
    assert (raw.further_rows, raw.values["products"]) == ((3,), "1 × Tulips; 1 × Card")


OLD = ("Variant", *SHOPIFY[: SHOPIFY.index("Cancelled at") + 1])
WITHOUT = tuple(h for h in SHOPIFY if h not in ("Outstanding Balance", "Employee", "Payment ID"))
CUT = ("Name", "Lineitem quantity", "Lineitem name", "Shipping Street", "Shipping City", "Notes")
LOWER = tuple(heading.lower() for heading in SHOPIFY)


@pytest.mark.parametrize("headings", [OLD, WITHOUT, CUT, LOWER])
def test_older_and_cut_files_are_read_likewise(headings: tuple[str, ...]) -> None:
    by_lower = {heading.lower(): heading for heading in headings}
    rows = [
        {by_lower[h.lower()]: text for h, text in row.items() if h.lower() in by_lower}
        for row in (shopify_order(), shopify_item(), shopify_order(Name="#1002"))
    ]
    first, second = raw_orders(headings, *rows)
    assert (first.values["order_id"], first.values["parcels"]) == ("#1001", "2")
    assert first.values["address"].startswith("Bulevardi 5, A 3")
    assert second.problems == ()


def test_in_a_cut_file_an_order_may_have_nothing_but_items() -> None:
    [raw] = raw_orders(CUT, {"Name": "#1", "Lineitem quantity": "1"})
    assert (raw.status, raw.problems) == (Status.PICKUP, ())


def test_problems_can_name_the_columns() -> None:
    columns = format_of(SHOPIFY).columns(SHOPIFY)
    assert columns["date"] == columns["window"] == columns["attributes"] == "Note Attributes"
    assert (columns["address"], columns["parcels"]) == ("Shipping Address1", "Lineitem quantity")
    assert columns["order_id"] == "Name"


def test_ten_thousand_items_of_one_order_are_one_order() -> None:
    raw = only(shopify_order(), *(shopify_item() for _ in range(9_999)))
    assert (raw.values["parcels"], len(raw.further_rows)) == ("10000", 9_999)


def test_a_row_wider_than_the_headings_is_told() -> None:
    kind, headings = format_of(CUT), CUT
    table = export(headings, {"Name": "#1", "Lineitem quantity": "1", "Shipping Street": "A 1"})
    wide = replace(table, rows=(*table.rows, ("#2", "1", "Tulips", "A", "B", "C", "D")))
    assert [len(raw.problems) for raw in kind.read(wide, kind.columns(headings))] == [0, 1]


def test_a_semicolon_in_a_products_name_does_not_make_two() -> None:
    raw = only(shopify_order(Lineitem_name="Tulips; red"))
    assert raw.values["products"] == "1 × Tulips, red"
