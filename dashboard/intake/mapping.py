"""The columns of a known kind of file, where a person has mapped some of them otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.intake.columns import ADDRESS_PARTS, order_values
from dashboard.intake.raw_orders import RawOrder
from dashboard.intake.status_words import status_of

_PLACES = frozenset(("address", *ADDRESS_PARTS))


def as_mapped(
    raw: RawOrder,
    texts: Mapping[str, str],
    columns: Mapping[str, str],
    usual: Mapping[str, str],
) -> RawOrder:
    """
    The order with what the mapped columns say in place of what its format takes.

    ``texts`` are the order's by heading, ``usual`` the format's own columns: a
    field that has its usual column stays as the format made it.
    """
    if columns == usual:
        return raw
    changed = {f: h for f, h in columns.items() if usual.get(f) != h}
    gone = (usual.keys() | changed.keys()) - (columns.keys() - changed.keys())
    if not _PLACES.isdisjoint(gone):
        changed |= {f: h for f, h in columns.items() if f in _PLACES}
        gone |= _PLACES
    mapped = order_values(changed, texts)
    status = status_of(mapped.pop("status", "")) or raw.status
    values = {field: text for field, text in raw.values.items() if field not in gone} | mapped
    used = set(changed.values())
    extra = {heading: text for heading, text in raw.extra.items() if heading not in used}
    return replace(raw, values=values, extra=extra, status=status)
