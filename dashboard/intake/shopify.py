"""Shopify's export of orders: a row for each item, and the order's own columns on the first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.intake.cells import CellProblem
from dashboard.intake.columns import joined_values
from dashboard.intake.delivery_words import is_pickup_method
from dashboard.intake.grouping import About, Group, Grouping
from dashboard.intake.items import Item, parcels_of, products_of
from dashboard.intake.mapping import as_mapped
from dashboard.intake.raw_orders import RawOrder
from dashboard.intake.records import by_plain_words
from dashboard.intake.spelling import plain_words
from dashboard.intake.statuses import Status
from dashboard.intake.tables import Table
from dashboard.intake.wishes import Wishes, details_in, wishes_in

_COLUMNS = {
    "order_id": ("name",),
    "customer": ("shipping name", "shipping company", "billing name", "billing company"),
    "company": ("shipping company",),
    "address": ("shipping address1", "shipping street"),
    "street": ("shipping address1", "shipping street"),
    "address_2": ("shipping address2",),
    "postcode": ("shipping zip",),
    "city": ("shipping city",),
    "state": ("shipping province name", "shipping province"),
    "country": ("shipping country",),
    "phone": ("shipping phone", "phone", "billing phone"),
    "email": ("email",),
    "notes": ("notes",),
    "attributes": ("note attributes",),
    "date": ("note attributes", "tags"),
    "window": ("note attributes", "tags"),
    "tags": ("tags",),
    "shipping_method": ("shipping method",),
    "products": ("lineitem name",),
    "parcels": ("lineitem quantity",),
}
"""Field -> the columns that hold it, in plain words, best first."""

_ADDRESS = (
    "shipping address1", "shipping address2", "shipping street", "shipping city", "shipping zip",
)  # fmt: skip
_OF_ITEMS = ("lineitem", "vendor", "variant")
# Fixtures differ in whether these are repeated with each item.
_OF_EITHER = frozenset((
    "email", "created at", "billing province name", "shipping province name", "payment id",
    "payment references",
))  # fmt: skip
# Only in cut files are all of these missing: then the first row cannot be told by them.
_OF_EVERY_ORDER = frozenset(("financial status", "currency", "subtotal", "total", "source", "id"))
_SAYS_THE_SAME = frozenset(("shipping street", "shipping province"))
_PAID_BACK = ("voided", "refunded")
# Spreadsheets take numbers behind one for text, and keep its zeros.
_APOSTROPHES = "'\u2018\u2019"

_NO_NUMBER = "Give it the name of its order, as in #1001, or delete the row."
_NO_HEAD = (
    "Bring the file of the export that has the order's first row; to count these items too,"
    " put both files' rows into one."
)


@dataclass(frozen=True, slots=True)
class ShopifyOrders:
    """Known by its columns, in whatever sequence, and whichever there are beside."""

    name: str = "Shopify orders"
    source: str = "shopify"
    keeps_unreadable: bool = True
    day_first: bool | None = None

    def recognises(self, headings: Sequence[str]) -> bool:
        """By the order, its items and where it is shipped to."""
        known = by_plain_words(headings)
        return {"name", "lineitem quantity"} <= known.keys() and not known.keys().isdisjoint(
            ("shipping address1", "shipping street")
        )

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        """Where each field mainly comes from."""
        known = by_plain_words(headings)
        found = {
            field: next((known[words] for words in places if words in known), "")
            for field, places in _COLUMNS.items()
        }
        return {field: heading for field, heading in found.items() if heading}

    def read(self, table: Table, columns: Mapping[str, str]) -> Sequence[RawOrder]:
        """One order for each name, however many rows it takes."""
        known = by_plain_words(table.headings)
        usual = self.columns(table.headings)
        grouping = Grouping(known["name"], _about)
        is_cut = known.keys().isdisjoint(_OF_EVERY_ORDER)
        return tuple(
            as_mapped(_order(group, known, is_cut=is_cut), group.texts, columns, usual)
            for group in grouping.groups(table)
        )


def _about(heading: str) -> About:
    words = plain_words(heading)
    if words.startswith(_OF_ITEMS):
        return About.ITEM
    return About.EITHER if words in _OF_EITHER else About.ORDER


def _order(group: Group, known: Mapping[str, str], *, is_cut: bool) -> RawOrder:
    if not group.id:
        return _rejected(group, "order_id", "The row has no order number.", _NO_NUMBER)
    if not group.has_head and not is_cut:
        return _rejected(group, "order_id", "Only items are here, not the order itself.", _NO_HEAD)
    said = {words: group.texts[h] for words, h in known.items() if h in group.texts}
    chosen = {f: next((w for w in places if w in said), "") for f, places in _COLUMNS.items()}
    items = _items(group, known)
    wishes = wishes_in(details_in(said.get("note attributes", "")), said.get("tags", ""))
    values = {field: said.get(words, "") for field, words in chosen.items()}
    if "shipping street" in said and "shipping address1" not in said:
        values["address_2"] = ""  # The whole street says it already.
    for field in ("phone", "postcode"):
        values[field] = values[field].lstrip(_APOSTROPHES)
    values |= {
        "address": "",
        "order_id": group.id,
        "date": wishes.date,
        "window": wishes.window,
        "notes": "\n".join(filter(None, (values["notes"], *wishes.notes))),
        "products": products_of(items),
        "parcels": parcels_of(items),
    }
    return RawOrder(
        row=group.row,
        values=joined_values(values),
        extra=_extra(group, known, chosen.values()),
        problems=group.problems,
        further_rows=group.further_rows,
        status=_status(said, items, wishes),
    )


def _rejected(group: Group, column: str, reason: str, remedy: str) -> RawOrder:
    values = {"order_id": group.id} if group.id else {}
    problem = CellProblem(column, group.id, reason, remedy)
    return RawOrder(group.row, values, problems=(problem,), further_rows=group.further_rows)


def _items(group: Group, known: Mapping[str, str]) -> list[Item]:
    columns = ("lineitem quantity", "lineitem name", "lineitem requires shipping")
    rows = zip(*(group.column(known.get(words)) for words in columns), strict=True)
    return [
        Item(quantity, name, travels=travels.casefold() != "false")
        for quantity, name, travels in rows
        if quantity or name
    ]


def _status(said: Mapping[str, str], items: Sequence[Item], wishes: Wishes) -> Status:
    if "cancelled at" in said or said.get("financial status", "").casefold() in _PAID_BACK:
        return Status.CANCELLED
    if items and not any(item.travels for item in items):
        return Status.NOT_SHIPPED
    if wishes.is_pickup is None:
        has_address = any(words in said for words in _ADDRESS)
        is_pickup = not has_address or is_pickup_method(said.get("shipping method", ""))
    else:
        is_pickup = wishes.is_pickup
    if is_pickup:
        return Status.PICKUP
    is_done = said.get("fulfillment status", "").casefold() == "fulfilled"
    return Status.FULFILLED if is_done else Status.OPEN


def _extra(group: Group, known: Mapping[str, str], used: Iterable[str]) -> dict[str, str]:
    """What no field takes: the order's columns, and the numbers under which the items are kept."""
    taken = {known.get(words, "") for words in (*used, *_SAYS_THE_SAME)}
    extra = {heading: text for heading, text in group.texts.items() if heading not in taken}
    if any(numbers := group.column(known.get("lineitem sku"))):
        extra[known["lineitem sku"]] = "; ".join(numbers)
    return extra
