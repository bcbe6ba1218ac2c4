"""The address book: where each address lies, as a person, a map or a service has said."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import sqlalchemy as sa

from dashboard.store.connections import Store, read, write
from dashboard.store.keys import in_parts
from dashboard.store.tables import addresses

NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

BY_HAND = "hand"
"""Who places an address by hand is never overruled."""


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """What is known of one address."""

    key: str
    """The address in plain words."""
    number: int
    """New with every change; set by the store."""
    text: str
    """As it was first written."""
    latitude: float | None
    longitude: float | None
    """None while nobody knows."""
    quality: str
    """House, street, postcode or none."""
    state: str
    """Accepted, review (a person should look) or rejected."""
    by: str
    """``BY_HAND``, or who else said so: a map, a service, nobody."""
    looked_in: str = ""
    """Which maps and services were asked, opaque here."""
    score: float = 0.0
    reason: str = ""
    candidates: Sequence[Mapping[str, Any]] = field(default_factory=list)
    """The places it may mean, best first, opaque here."""
    at: datetime.datetime = NEVER


def find_addresses(store: Store, keys: Collection[str]) -> dict[str, AddressRecord]:
    """What is known of these addresses."""
    columns = [addresses.c[field.name] for field in fields(AddressRecord)]
    wanted = sorted(set(keys))
    found: dict[str, AddressRecord] = {}
    with read(store) as connection:
        for part in in_parts(wanted):
            some = addresses.c.key.in_(part)
            rows = connection.execute(sa.select(*columns).where(some))
            found.update((row[0], AddressRecord(*row)) for row in rows)
    return found


def save_addresses(
    store: Store, records: Sequence[AddressRecord], *, overrule: bool = False
) -> None:
    """
    Keep what was found; the last of several under one key counts.

    What a person has placed stays as it is, unless a person places it again, or
    takes it back, which is to ``overrule``.
    """
    wanted = {record.key: record for record in records}
    if not wanted:
        return
    with write(store) as connection:
        by_hand = set() if overrule else _by_hand(connection, wanted)
        kept = [r for r in wanted.values() if r.by == BY_HAND or r.key not in by_hand]
        first = (connection.execute(sa.select(sa.func.max(addresses.c.number))).scalar() or 0) + 1
        _delete(connection, [record.key for record in kept])
        rows = [
            {column.name: getattr(record, column.name) for column in addresses.c}
            | {"number": number}
            for number, record in enumerate(kept, first)
        ]
        if rows:
            connection.execute(sa.insert(addresses), rows)


def addresses_version(store: Store) -> int:
    """Another number after every change of the address book; 0 while it is empty."""
    with read(store) as connection:
        return _version(connection)


def _version(connection: sa.Connection) -> int:
    return connection.execute(sa.select(sa.func.max(addresses.c.number))).scalar() or 0


def _by_hand(connection: sa.Connection, keys: Collection[str]) -> set[str]:
    wanted = sorted(keys)
    found: set[str] = set()
    for part in in_parts(wanted):
        some = addresses.c.key.in_(part)
        query = sa.select(addresses.c.key).where(some, addresses.c.by == BY_HAND)
        found |= set(connection.execute(query).scalars())
    return found


def _delete(connection: sa.Connection, keys: Sequence[str]) -> None:
    for part in in_parts(keys):
        some = addresses.c.key.in_(part)
        connection.execute(sa.delete(addresses).where(some))
