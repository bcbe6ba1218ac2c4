"""Builders for the files of shops and planners: columns as their makers call them, rows by name."""

from collections.abc import Mapping, Sequence

from dashboard.intake.formats import RawOrder, format_of
from dashboard.intake.tables import Table

_ADDRESS = ("Name", "Street", "Address1", "Address2", "Company", "City", "Zip", "Province",
            "Country", "Phone")  # fmt: skip

SHOPIFY = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at",
    "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code",
    "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem compare at price", "Lineitem sku", "Lineitem requires shipping",
    "Lineitem taxable", "Lineitem fulfillment status",
    *(f"Billing {part}" for part in _ADDRESS), *(f"Shipping {part}" for part in _ADDRESS),
    "Notes", "Note Attributes", "Cancelled at", "Payment Method", "Payment Reference",
    "Refunded Amount", "Vendor", "Outstanding Balance", "Employee", "Location", "Device ID", "Id",
    "Tags", "Risk Level", "Source", "Lineitem discount",
    *(f"Tax {n} {what}" for n in range(1, 6) for what in ("Name", "Value")),
    "Phone", "Receipt Number", "Duties", "Billing Province Name", "Shipping Province Name",
    "Payment ID", "Payment Terms Name", "Next Payment Due At", "Payment References",
)  # fmt: skip
"""All 79 of today; older exports have fewer."""

_FIRST = ("First Name", "Last Name", "Company", "Address 1&2", "City", "State Code", "Postcode",
          "Country Code")  # fmt: skip

ADVANCED_EXPORT = (
    "Order Number", "Order Status", "Order Date", "Customer Note",
    *(f"{part} (Billing)" for part in (*_FIRST, "Email", "Phone")),
    *(f"{part} (Shipping)" for part in _FIRST if part != "Company"),
    "Item #", "SKU", "Name", "Product Variation", "Quantity", "Quantity (- Refund)", "Item Cost",
    "Coupon Code", "Discount Amount", "Payment Method Title", "Order Shipping Amount",
    "Order Total Amount",
)  # fmt: skip
"""Of WooCommerce: a row for each item, all that is said of the order repeated."""

_SIDE = ("first_name", "last_name", "company", "phone", "address_1", "address_2", "postcode",
         "city", "state", "country")  # fmt: skip

SUITE = (
    "order_id", "order_number", "order_date", "paid_date", "status", "shipping_total",
    "order_total", "payment_method_title", "shipping_method", "customer_email",
    *(f"billing_{part}" for part in (*_SIDE, "email")), *(f"shipping_{part}" for part in _SIDE),
    "customer_note", "wt_import_key", "shipping_items", "order_notes", "download_permissions",
    "meta:_delivery_date", "meta:_delivery_time_slot", "line_item_1", "line_item_2",
)  # fmt: skip
"""Of WooCommerce: a row for each order, its items packed."""

SKYVERGE = (
    "order_id", "order_number", "date", "status", "shipping_total", "order_total",
    "shipping_method", *(f"billing_{part}" for part in (*_SIDE, "email")),
    *(f"shipping_{part}" for part in _SIDE if part != "phone"), "customer_note",
)  # fmt: skip
"""Of WooCommerce: with line_items for each order, or with item_name and others for each item."""

PLANNERS = {
    "optimoroute": ("Order ID", "Order type", "Date", "Priority", "Assigned to", "Address",
                    "Latitude", "Longitude", "Location name", "Time window from",
                    "Time window to", "Duration", "Load #1", "Load #2", "Vehicle features",
                    "Skills", "Notes", "Email", "Phone"),
    "circuit": ("Address Line 1", "Address Line 2", "City", "State", "Zip", "Country",
                "Earliest Time", "Latest Time", "Time at stop", "Notes", "Proof of delivery"),
    "routific": ("Name", "Address", "Phone", "Email", "Notes", "Duration", "Load", "From", "To",
                 "Types"),
    "onfleet": ("Recipient_Name", "Recipient_Phone", "Recipient_Notes", "Address_Line1",
                "Address_Line2", "City/Town", "State/Province", "Postal_Code", "Country",
                "Task_Details"),
    "route4me": ("Alias", "Address", "City", "State", "ZIP Code", "Country", "Email",
                 "Order number", "Weight"),
    "detrack": ("D.O. No.", "Date", "Deliver to", "Address", "Delivery time", "Tracking No.",
                "Phone No.", "Notify email", "Webhook URL", "Instructions", "Assign to", "Zone",
                "SKU", "Item Description", "Quantity"),
    "droppath": ("address", "address_number", "address_street", "address_unit", "address_line1",
                 "address_city", "address_postalcode", "latitude", "longitude", "notes",
                 "contact_name", "contact_phone", "company", "tracking_id", "quantity", "title",
                 "date_completed_iso", "date_arrived_iso", "status_code"),
    "locate2u": ("StopID", "Name", "Customer", "Address", "Phone", "Email", "TripDate",
                 "AppointmentTime", "Duration", "Notes"),
    "antsroute": ("Name", "Address", "Duration", "Due-date", "Open-date", "Id", "First name",
                  "Phone", "E-mail", "Postal code", "City", "Comments"),
}  # fmt: skip
"""Source -> the columns of its template."""


def export(headings: Sequence[str], *rows: Mapping[str, str]) -> Table:
    """A table with these texts by heading; a heading that is none of them is a mistake."""
    assert all(row.keys() <= set(headings) for row in rows)
    cells = (tuple(row.get(heading, "") for heading in headings) for row in rows)
    return Table("orders.csv", tuple(headings), tuple(cells))


def raw_orders(headings: Sequence[str], *rows: Mapping[str, str]) -> Sequence[RawOrder]:
    """The orders as the format that knows these headings reads them."""
    kind = format_of(headings)
    return kind.read(export(headings, *rows), kind.columns(headings))


def shopify_order(**said: str) -> dict[str, str]:
    """
    The first row of a sound order; underscores in a name stand for spaces.

    One box of tulips, paid, to be brought to Ada Virtanen.
    """
    usual = {
        "Name": "#1001", "Email": "ada@example.com", "Financial Status": "paid",
        "Currency": "EUR", "Created at": "2026-03-08 09:58:12 +0200", "Lineitem quantity": "1",
        "Lineitem name": "Tulips", "Lineitem requires shipping": "true",
        "Shipping Name": "Ada Virtanen", "Shipping Street": "Bulevardi 5, A 3",
        "Shipping Address1": "Bulevardi 5", "Shipping Address2": "A 3", "Shipping Zip": "00120",
        "Shipping City": "Helsinki", "Shipping Country": "FI", "Id": "4711",
        "Shipping Method": "Local Delivery",
    }  # fmt: skip
    return usual | {name.replace("_", " "): text for name, text in said.items()}


def shopify_item(**said: str) -> dict[str, str]:
    """A further item of that order."""
    usual = {"Name": "#1001", "Lineitem quantity": "1", "Lineitem name": "Card",
             "Lineitem requires shipping": "true", "Vendor": "Flora"}  # fmt: skip
    return usual | {name.replace("_", " "): text for name, text in said.items()}
