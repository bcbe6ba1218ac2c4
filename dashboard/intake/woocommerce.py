"""The three usual exports of orders from WooCommerce: a row for each order or for each item."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
from dashboard.intake.wishes import wishes_in

# {} is billing or shipping; Advanced Order Export writes it behind, in brackets.
_SIDED = {
    "first_name": ("{} first name", "first name {}"),
    "last_name": ("{} last name", "last name {}"),
    "customer": ("{} full name", "full name {}"),
    "company": ("{} company", "company {}"),
    "street": ("{} address 1", "address 1 {}", "address 1 2 {}"),
    "address_2": ("{} address 2", "address 2 {}"),
    "postcode": ("{} postcode", "postcode {}"),
    "city": ("{} city", "city {}"),
    "state": ("{} state name", "state name {}", "{} state", "state {}", "state code {}"),
    "country": ("{} country name", "country name {}", "{} country", "country {}", "country code {}"),
    "phone": ("{} phone", "phone {}"),
    "email": ("{} email", "email {}"),
}
_PLAIN = {
    "order_id": ("order number", "order number formatted", "order id"),
    "email": ("customer email",),
    "notes": ("customer note", "customer provided note"),
    "status": ("order status", "status"),
    "shipping_method": ("shipping method title", "shipping method", "shipping items"),
    "item": ("item name", "name", "product name"),
    "quantity": ("quantity refund", "item quantity", "quantity"),
    "item_refunded": ("item refunded qty",),
}
