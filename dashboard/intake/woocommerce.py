"""The usual exports of orders from WooCommerce: a row for each order, or one for each item."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.intake.cells import CellProblem
from dashboard.intake.columns import joined_values
from dashboard.intake.delivery_words import About as Says
from dashboard.intake.delivery_words import detail_of, is_pickup_method
from dashboard.intake.grouping import About, Group, Grouping
from dashboard.intake.items import Item, parcels_of, products_of
from dashboard.intake.mapping import as_mapped
from dashboard.intake.packed_items import items_in
from dashboard.intake.raw_orders import RawOrder
from dashboard.intake.records import by_plain_words
from dashboard.intake.spelling import plain_words
from dashboard.intake.status_words import status_of
from dashboard.intake.statuses import Status
from dashboard.intake.tables import Table
from dashboard.intake.wishes import Wishes, wishes_in
from dashboard.intake.woocommerce_columns import (
    Columns,
    are_woocommerce,
    columns_of,
    is_of_item,
)

_NEVER_PAID = frozenset(("failed", "trash", "checkout draft"))
_PACKED_METHOD = re.compile(r"method_(?:title|id):([^|]*)")
_PARTS = frozenset(("first_name", "last_name", "item", "variation", "quantity_kept"))
_ADDRESS = ("street", "address_2", "postcode", "city", "state", "country")


@dataclass(frozen=True, slots=True)
class WooCommerceOrders:
    """Known by what its columns are called; every shop switches other ones on."""

    name: str = "WooCommerce orders"
    source: str = "woocommerce"
    keeps_unreadable: bool = True
    day_first: bool | None = None
    tells: frozenset[str] = frozenset()
    """Headings in plain words, of which the file must have one; none: any file of these."""

    def recognises(self, headings: Sequence[str]) -> bool:
        """By its words for an order, a street and a postcode."""
        known = by_plain_words(headings)
        has_one = not self.tells or not known.keys().isdisjoint(self.tells)
        return has_one and are_woocommerce(headings)

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        """Where each field mainly comes from."""
        found = columns_of(headings)
        shown = {**found.plain, **found.billing, **found.shipping}
        shown |= {"parcels": shown.pop("quantity", ""), "address": shown.get("street", "")}
        shown["customer"] = shown.get("customer") or shown.get("last_name", "")
        shown["products"] = shown.get("item") or (*found.packed, "")[0]
        for field, about in (("date", Says.DATE), ("window", Says.TIME)):
            names = found.wishes.items()
            shown[field] = next((h for h, n in names if detail_of(n) == (about, False)), "")
        return {f: h for f, h in shown.items() if h and f not in _PARTS}

    def read(self, table: Table, columns: Mapping[str, str]) -> Sequence[RawOrder]:
        """One order for each number, however many rows it takes."""
        found, usual = columns_of(table.headings), self.columns(table.headings)
        grouping = Grouping(
            found.plain["order_id"],
            _about,
            agree=found.used - {found.plain["order_id"]},
            repeats=True,
            blank_continues=True,
        )
        return tuple(
            as_mapped(_order(group, found), group.texts, columns, usual)
            for group in grouping.groups(table)
        )


WOOCOMMERCE_EXPORTS = (
    # Its manual gives the month first.
    WooCommerceOrders(
        name="WooCommerce orders (Import Export Suite)",
        day_first=False,
        tells=frozenset(("wt import key", "line item 1", "product item 1 name")),
    ),
    WooCommerceOrders(),
)


def _about(heading: str) -> About:
    return About.ITEM if is_of_item(plain_words(heading)) else About.ORDER


def _order(group: Group, columns: Columns) -> RawOrder:
    if not group.id:
        problem = CellProblem(
            "order_id", "", "The row has no order number.", "Give it its number, or delete the row."
        )
        return RawOrder(group.row, {}, problems=(problem,), further_rows=group.further_rows)
    plain, shipping, billing = (
        {field: text for field, h in place.items() if (text := group.texts.get(h, ""))}
        for place in (columns.plain, columns.shipping, columns.billing)
    )
    # No address to ship to means: the same as the one that pays.
    home = billing if shipping.keys().isdisjoint(_ADDRESS[:4]) else shipping
    items = _items(group, columns)
    wishes = wishes_in(
        [(name, text) for h, name in columns.wishes.items() if (text := group.texts.get(h, ""))]
    )
    method = plain.get("shipping_method", "")
    method = next(iter(_PACKED_METHOD.findall(method)), method)
    status = _status(plain.get("status", ""))
    values = {
        **{part: home.get(part, "") for part in _ADDRESS},
        "order_id": group.id,
        "customer": _person(shipping) or _person(billing),
        "company": home.get("company", ""),
        "phone": shipping.get("phone") or billing.get("phone", ""),
        "email": billing.get("email") or plain.get("email", ""),
        "notes": "\n".join(filter(None, (plain.get("notes"), *wishes.notes))),
        "date": wishes.date,
        "window": wishes.window,
        "shipping_method": method,
        "products": products_of(items) or plain.get("products", ""),
        "parcels": parcels_of(items),
    }
    unread = columns.plain["status"] if "status" in plain and status is None else None
    return RawOrder(
        row=group.row,
        values=joined_values(values),
        extra={h: t for h, t in group.texts.items() if h not in columns.used or h == unread},
        problems=group.problems,
        further_rows=group.further_rows,
        status=_with_method(status or Status.OPEN, method, wishes),
    )


def _person(side: Mapping[str, str]) -> str:
    return side.get("customer") or " ".join(
        side[name] for name in ("first_name", "last_name") if name in side
    )


def _status(text: str) -> Status | None:
    plain = text.removeprefix("wc-")
    return Status.CANCELLED if plain_words(plain) in _NEVER_PAID else status_of(plain)


def _with_method(status: Status, method: str, wishes: Wishes) -> Status:
    is_pickup = is_pickup_method(method) if wishes.is_pickup is None else wishes.is_pickup
    return Status.PICKUP if is_pickup and status is not Status.CANCELLED else status


def _items(group: Group, columns: Columns) -> list[Item]:
    items = [
        item
        for record in group.records
        for heading in columns.packed
        for item in items_in(record.texts.get(heading, ""))
    ]
    for name, quantity in columns.numbered if not items else ():
        counted = zip(group.column(quantity), group.column(name), strict=True)
        items += (Item(count, product) for count, product in counted if product)
    if items:
        return items
    columns_of_item = ("item", "variation", "quantity_kept", "quantity")
    rows = zip(*(group.column(columns.plain.get(f)) for f in columns_of_item), strict=True)
    return [
        # What was sent back counts no more.
        Item(kept or quantity, f"{name} {variation}".strip())
        for name, variation, kept, quantity in rows
        if quantity or name
    ]
