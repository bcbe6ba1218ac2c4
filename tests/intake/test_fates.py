"""Files with several rows an order: each row still has exactly one fate."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.intake.rows import read_orders
from dashboard.intake.statuses import Status
from tests.intake.build_exports import (
    PLANNERS,
    SHOPIFY,
    SKYVERGE,
    export,
    shopify_item,
    shopify_order,
)
from tests.intake.build_tables import DAY

CUT = ("Name", "Financial Status", "Lineitem quantity", "Lineitem name", "Shipping Address1",
       "Note Attributes", "Tags", "Cancelled at")  # fmt: skip
PER_ITEM = ("order_number", "status", "billing_first_name", "billing_address_1",
            "billing_postcode", "item_name", "quantity", "meta:delivery_date")  # fmt: skip
CELLS = st.sampled_from(["", "", "A", "B", "2", "-1", "paid", "2026-03-10", "Delivery Date: x",
                         "Delivery Date: 2026-03-10", "\u202e", " "])  # fmt: skip


@pytest.mark.parametrize("headings", [CUT, PER_ITEM, PLANNERS["detrack"], PLANNERS["droppath"]])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_the_fates_of_any_rows_add_up(headings: tuple[str, ...], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(*[CELLS for _ in headings]), max_size=10))
    table = export(headings, *(dict(zip(headings, row, strict=True)) for row in rows))
    file = read_orders(table, None, DAY)
    filled = [n for n, cells in enumerate(table.rows, 2) if any(cell.strip() for cell in cells)]
    fates = [row for order in file.orders for row in (order.row, *order.further_rows)]
    fates += [told.row for told in file.duplicates]
    fates += {told.row for told in file.rejected}
    assert sorted(fates) == filled
    assert file.adds_up


def test_an_order_that_cannot_be_read_waits_for_a_person() -> None:
    file = read_orders(
        export(SHOPIFY, shopify_order(Note_Attributes="Delivery Date: some day"), shopify_item()),
        None,
        DAY,
    )
    [read] = file.orders
    assert (read.order, read.status, read.further_rows) == (None, Status.OPEN, (3,))
    assert (file.source, file.format, file.rejected) == ("shopify", "Shopify orders", ())


def test_a_shops_order_comes_with_its_day_and_window() -> None:
    details = "Delivery-Date: 2026-03-12\nDelivery-Time: 13:00 - 14:00"
    [read] = read_orders(export(SHOPIFY, shopify_order(Note_Attributes=details)), None, DAY).orders
    assert read.order is not None
    assert f"{read.date} {DAY.local(read.order.windows[0].start):%d %H:%M}" == "2026-03-12 12 13:00"


def test_an_export_put_below_itself_is_said_to_repeat() -> None:
    rows = (shopify_order(), shopify_item(), shopify_order(Name="#1002"))
    file = read_orders(export(SHOPIFY, *rows, *rows), None, DAY)
    assert [read.row for read in file.orders] == [2, 4]
    assert [told.row for told in file.duplicates] == [5, 6, 7]
    assert file.rejected == ()


def test_an_order_that_comes_again_changed_is_told() -> None:
    rows = (shopify_order(), shopify_order(Shipping_City="Espoo"), shopify_item())
    file = read_orders(export(SHOPIFY, *rows), None, DAY)
    assert [read.row for read in file.orders] == [2]
    assert {told.row for told in file.rejected} == {3, 4}


def test_a_shop_without_a_number_for_a_row_hears_of_it() -> None:
    file = read_orders(export(SKYVERGE, {"billing_first_name": "Ada"}), None, DAY)
    [told] = file.rejected
    assert (told.row, told.column) == (2, "order_number")
