"""To how many of a day's orders each rule applies."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dashboard.intake.order_rules import OrderRule, applying
from dashboard.services.held import Held
from dashboard.store import Store, day_version, list_orders


def count_orders(store: Store, date: dt.date, rules: Sequence[OrderRule]) -> list[int]:
    """For each rule, saved or not, its orders of the day; those left out count, too."""
    version = day_version(store, date)
    counts = _counted(store.folder, date, version, tuple(rules), Held(store))
    return [counts[rule] for rule in rules]


@lru_cache(maxsize=8)
def _counted(
    folder: object, date: dt.date, version: int, rules: tuple[OrderRule, ...], held: Held
) -> Counter[OrderRule]:
    """Asked again with every click on a page, and slow for thousands of orders."""
    # A rule that stands there twice applies to an order once.
    once = tuple(dict.fromkeys(rules))
    records = list_orders(held.store, date)
    return Counter(rule for record in records for rule in applying(once, record.text))
