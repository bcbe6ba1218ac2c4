"""The first tables: settings, days, fleet, orders, imports, plans, jobs."""

import sqlalchemy as sa
from alembic import op

from dashboard.store.columns import Packed, Utc
from dashboard.store.migrations import APPLICATION_ID

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id={APPLICATION_ID}")
    op.create_table(
        "settings",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
    )
    op.create_table(
        "days",
        sa.Column("date", sa.Date, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("zone", sa.Text),
        sa.Column("data", sa.JSON),
    )
    for name in ("classes", "drivers"):
        op.create_table(
            name,
            sa.Column("day", sa.Date, sa.ForeignKey("days.date"), primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("data", sa.JSON, nullable=False),
        )
    _make_orders()
    _make_plans()
    _make_jobs()


def _make_orders() -> None:
    op.create_table(
        "orders",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("order_id", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, sa.ForeignKey("days.date"), nullable=False),
        *(
            sa.Column(name, sa.JSON, nullable=False)
            for name in ("values", "edits", "conflicts", "extra")
        ),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
    )
    op.create_index("orders_by_day", "orders", ["day", "position"])
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", Utc, nullable=False),
        sa.Column("day", sa.Date, sa.ForeignKey("days.date"), nullable=False, index=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("rows", "imported", "updated", "duplicate", "rejected")
        ),
        sa.Column("problems", sa.JSON, nullable=False),
    )


def _make_plans() -> None:
    op.create_table(
        "plan_revisions",
        sa.Column("plan_id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, sa.ForeignKey("days.date"), nullable=False, index=True),
        sa.Column("created", Utc, nullable=False),
        sa.Column("command", sa.JSON, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.Column("input_sha256", sa.Text, nullable=False),
        sa.Column("document", Packed, nullable=False),
    )


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("job_id", sa.Text, nullable=False, unique=True),
        sa.Column("day", sa.Date, sa.ForeignKey("days.date"), nullable=False, index=True),
        sa.Column("plan_id", sa.Text),
        sa.Column("plan_revision", sa.Integer),
        sa.Column("state", sa.Text, nullable=False, index=True),
        sa.Column("created", Utc, nullable=False),
        sa.Column("started", Utc),
        sa.Column("beat", Utc),
        sa.Column("finished", Utc),
        sa.Column("cancel", sa.Boolean, nullable=False),
        sa.Column("request", sa.JSON, nullable=False),
        sa.Column("progress", sa.JSON, nullable=False),
        sa.Column("best_number", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("pid", sa.Integer),
    )
    op.create_table(
        "job_bests",
        sa.Column("job_id", sa.Text, sa.ForeignKey("jobs.job_id"), primary_key=True),
        sa.Column("document", Packed, nullable=False),
    )
