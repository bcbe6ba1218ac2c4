"""What is in an order: single items, counted and written in one line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0{1,4})?")


@dataclass(frozen=True, slots=True)
class Item:
    """So many pieces of a product, as written."""

    quantity: str
    """Empty: one."""
    name: str
    travels: bool = True
    """False for what needs no shipping, as a gift card."""


def products_of(items: Iterable[Item]) -> str:
    """As in ``2 × Tulips; 1 × Card``; what was taken out again is left out."""
    return "; ".join(
        f"{_plain(item.quantity)} × {' '.join(item.name.replace(';', ',').split())}"
        for item in items
        if item.name and _plain(item.quantity) != "0"
    )


def parcels_of(items: Iterable[Item]) -> str:
    """
    How many pieces travel; empty where no quantity is given at all.

    A quantity that is no whole number comes back as it is, to be told as a problem.
    """
    quantities = [item.quantity for item in items if item.travels]
    if not any(quantities):
        return ""
    total = 0
    for quantity in quantities:
        if not (whole := _WHOLE.fullmatch(quantity or "1")):
            return quantity
        total += int(whole[1])
    return str(total)


def _plain(quantity: str) -> str:
    whole = _WHOLE.fullmatch(quantity or "1")
    return whole[1] if whole else quantity
