"""The tables as they are now; ``migrations/`` tells how they came to be."""

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Integer, Text

from dashboard.store.columns import Packed, Utc

metadata = sa.MetaData()

VERSION_TABLE = "roundsman_version"
"""Holds the number of the newest migration that was run."""

settings = sa.Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", sa.JSON, nullable=False),
)

# A day's row comes with the first thing that is said about it; until it is set up its zone and
# data are empty. The version is new to the whole table with every change.
days = sa.Table(
    "days",
    metadata,
    Column("date", sa.Date, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("zone", Text),
    Column("data", sa.JSON),
)


def _ordered_rows(name: str) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        Column("day", sa.Date, ForeignKey("days.date"), primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("name", Text, nullable=False),
        Column("data", sa.JSON, nullable=False),
    )


classes = _ordered_rows("classes")
drivers = _ordered_rows("drivers")

# In the order of OrderRecord's fields; last, the import that held the order most recently.
orders = sa.Table(
    "orders",
    metadata,
    Column("source", Text, primary_key=True),
    Column("order_id", Text, primary_key=True),
    Column("day", sa.Date, ForeignKey("days.date"), nullable=False),
    Column("values", sa.JSON, nullable=False),
    Column("edits", sa.JSON, nullable=False),
    Column("conflicts", sa.JSON, nullable=False),
    Column("extra", sa.JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("status", Text, nullable=False, server_default="open"),
    Column("file_day", sa.Date),
    Column("missing_in", Text, nullable=False, server_default=""),
    Column("seen_in", Integer),
    sa.Index("orders_by_day", "day", "position"),
    sa.Index("orders_by_import", "seen_in"),
)

# In the order of ImportRecord's fields.
imports = sa.Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("day", sa.Date, ForeignKey("days.date"), nullable=False, index=True),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("imported", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
    Column("duplicate", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("problems", sa.JSON, nullable=False),
    Column("format", Text, nullable=False, server_default=""),
)

# In the order of AddressRecord's fields. The number is new to the table with every change.
addresses = sa.Table(
    "addresses",
    metadata,
    Column("key", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("latitude", sa.Float),
    Column("longitude", sa.Float),
    Column("quality", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("looked_in", Text, nullable=False),
    Column("score", sa.Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("candidates", sa.JSON, nullable=False),
    Column("at", Utc, nullable=False),
)

# The document comes last, so that SQLite need not pass it to read the rest.
plan_revisions = sa.Table(
    "plan_revisions",
    metadata,
    Column("plan_id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("day", sa.Date, ForeignKey("days.date"), nullable=False, index=True),
    Column("created", Utc, nullable=False),
    Column("command", sa.JSON, nullable=False),
    Column("summary", sa.JSON, nullable=False),
    Column("input_sha256", Text, nullable=False),
    Column("document", Packed, nullable=False),
)

# The number keeps the queue in order.
jobs = sa.Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("job_id", Text, nullable=False, unique=True),
    Column("day", sa.Date, ForeignKey("days.date"), nullable=False, index=True),
    Column("plan_id", Text),
    Column("plan_revision", Integer),
    Column("state", Text, nullable=False, index=True),
    Column("created", Utc, nullable=False),
    Column("started", Utc),
    Column("beat", Utc),
    Column("finished", Utc),
    Column("cancel", sa.Boolean, nullable=False),
    Column("request", sa.JSON, nullable=False),
    Column("progress", sa.JSON, nullable=False),
    Column("best_number", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("pid", Integer),
)

# Apart from the jobs, so that a beat does not write the whole plan again.
job_bests = sa.Table(
    "job_bests",
    metadata,
    Column("job_id", Text, ForeignKey("jobs.job_id"), primary_key=True),
    Column("document", Packed, nullable=False),
)
