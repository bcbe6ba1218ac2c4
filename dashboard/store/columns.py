"""Column types that mean the same in every database."""

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class Utc(sa.types.TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in every database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse what lacks a zone; store the rest as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} lacks a timezone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """SQLite forgets the zone, which is UTC; Postgres answers in its own."""
        return value and value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


class Packed(sa.types.TypeDecorator[Mapping[str, Any]]):
    """
    A large JSON document, compressed.

    Its checksum also tells when the disk has changed a byte of it.
    """

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(
        self, value: Mapping[str, Any] | None, dialect: sa.Dialect
    ) -> bytes | None:
        """Level 1 gives most of the gain at a fraction of the time."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)

    def process_result_value(
        self, value: bytes | None, dialect: sa.Dialect
    ) -> Mapping[str, Any] | None:
        """The document as it was, lists for tuples."""
        if value is None:
            return None
        document: Mapping[str, Any] = json.loads(zlib.decompress(value))
        return document
