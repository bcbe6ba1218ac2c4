"""Keys in parts: databases limit how many values one statement may carry."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.store.merging import OrderKey

_MOST_KEYS = 10_000


def in_parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """The keys in their sequence, so many at a time as a statement takes."""
    for start in range(0, len(keys), _MOST_KEYS):
        yield keys[start : start + _MOST_KEYS]


def by_source(keys: Iterable[OrderKey]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each source with the ids of its orders, once each, in parts."""
    ids_of: dict[str, list[str]] = {}
    for source, order_id in dict.fromkeys(keys):
        ids_of.setdefault(source, []).append(order_id)
    for source, ids in ids_of.items():
        for some in in_parts(ids):
            yield source, some
