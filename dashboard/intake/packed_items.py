"""Items of an order packed into one text, as WooCommerce's exports have them."""

import re

from dashboard.intake.items import Item

_BETWEEN_ITEMS = re.compile(r";(?=\s*(?:id|name|product_id|sku):)")
_PAIR = re.compile(r"\s*(?P<key>[\w ]{1,40}?)\s*:(?P<text>.*)", re.DOTALL)
_COUNTED = re.compile(r"(?P<name>[^|]{1,300}?)\s+[x×]\s?(?P<quantity>\d{1,9})\b")


def items_in(text: str) -> list[Item]:
    """
    The items of ``name:Tulips|quantity:2|total:20``, with “;” between several.

    Other programs write ``Tulips x 2 …``; a text in no known form is one item by that name.
    """
    return [_item(part.strip()) for part in _BETWEEN_ITEMS.split(text) if part.strip()]


def _item(text: str) -> Item:
    pairs = {
        match["key"].casefold(): match["text"].strip()
        for pair in text.split("|")
        if (match := _PAIR.fullmatch(pair))
    }
    if name := pairs.get("name") or pairs.get("product_name"):
        return Item(pairs.get("quantity") or pairs.get("qty", ""), name)
    if counted := _COUNTED.match(text):
        return Item(counted["quantity"], counted["name"])
    return Item("", text)
