"""What WooCommerce's exports call their columns, and what a file of theirs has of these."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.intake.delivery_words import About, detail_of
from dashboard.intake.records import by_plain_words

# In plain words, best first; {} is billing or shipping, behind the name in Advanced Order Export.
_SIDED = {
    "customer": ("{} full name", "full name {}"),
    "first_name": ("{} first name", "first name {}"),
    "last_name": ("{} last name", "last name {}"),
    "company": ("{} company", "company {}"),
    "street": ("{} address 1", "address 1 {}", "address 1 2 {}"),
    "address_2": ("{} address 2", "address 2 {}"),
    "postcode": ("{} postcode", "postcode {}"),
    "city": ("{} city", "city {}"),
    "state": ("{} state name", "state name {}", "{} state", "state {}", "state code {}"),
    "country": ("{} country", "country {}", "country name {}", "country code {}"),
    "phone": ("{} phone", "phone {}"),
    "email": ("{} email", "email {}"),
}
_PLAIN = {
    "order_id": ("order number", "order number formatted", "order id"),
    "email": ("customer email",),
    "notes": ("customer note", "customer provided note"),
    "status": ("order status", "status"),
    "shipping_method": ("shipping method title", "shipping method", "shipping items"),
    "products": ("products", "order items"),
    "item": ("item name", "product name", "name"),
    "variation": ("product variation",),
    "quantity": ("item quantity", "quantity"),
    "quantity_kept": ("quantity refund",),
}
_PERSON = ("first_name", "last_name", "customer")
_OF_ITEMS = re.compile(
    r"(?:item|product|order line|line item|quantity|coupon code|discount amount)\b.*"
    r"|sku|name|image url|categor(?:y|ies)|variation id"
)
_PACKED = re.compile(r"line items?(?: \d+)?")
# The day it was ordered, and what staff and programs wrote to each other.
_NO_WISHES = frozenset(("date", "time", "order notes"))


@dataclass(frozen=True, slots=True)
class Columns:
    """Field -> heading, as far as the file has the columns."""

    plain: Mapping[str, str]
    shipping: Mapping[str, str]
    billing: Mapping[str, str]
    packed: tuple[str, ...]
    """The headings of packed items."""
    numbered: tuple[tuple[str, str], ...]
    """The headings of name and quantity of each item in columns of its own."""
    wishes: Mapping[str, str]
    """Heading -> a shorter name, for the columns of other programs that may say when."""

    @property
    def used(self) -> frozenset[str]:
        """Every heading that a field takes."""
        return frozenset((*self.plain.values(), *self.shipping.values(), *self.billing.values()))


def columns_of(headings: Sequence[str]) -> Columns:
    """The columns of a file with these headings."""
    known = by_plain_words(headings)
    numbered = (
        (known.get(f"product item {n} name"), known.get(f"product item {n} quantity"))
        for n in range(1, len(known) + 1)
    )
    found = Columns(
        plain=_found(_PLAIN, known),
        shipping=_found(_SIDED, known, "shipping"),
        billing=_found(_SIDED, known, "billing"),
        packed=tuple(h for words, h in known.items() if _PACKED.fullmatch(words)),
        numbered=tuple((name, count) for name, count in numbered if name and count),
        wishes={},
    )
    left = {words: h for words, h in known.items() if h not in found.used}
    wishes = {
        h: words.removeprefix("meta ") for words, h in left.items() if words not in _NO_WISHES
    }
    wishes = {h: name for h, name in wishes.items() if detail_of(name).about is not About.OTHER}
    return replace(found, wishes=wishes)


def is_of_item(words: str) -> bool:
    """Whether a heading in plain words speaks of one item of an order."""
    return _OF_ITEMS.fullmatch(words) is not None


def are_woocommerce(headings: Iterable[str]) -> bool:
    """Whether an order, its street, its postcode and its person are called as there."""
    found = columns_of(tuple(headings))
    return "order_id" in found.plain and any(
        {"street", "postcode"} <= side.keys() and not side.keys().isdisjoint(_PERSON)
        for side in (found.shipping, found.billing)
    )


def _found(
    table: Mapping[str, Sequence[str]], known: Mapping[str, str], side: str = ""
) -> dict[str, str]:
    first = {
        field: next((known[name] for n in names if (name := n.format(side)) in known), None)
        for field, names in table.items()
    }
    return {field: heading for field, heading in first.items() if heading}
