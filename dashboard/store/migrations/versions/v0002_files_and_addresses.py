"""What files say of an order beside its text, where it was last seen, and the address book."""

import sqlalchemy as sa
from alembic import op

from dashboard.store.columns import Utc

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Orders read before are to be delivered, on the day they lie on, and were seen in no file."""
    op.add_column("orders", sa.Column("status", sa.Text, nullable=False, server_default="open"))
    op.add_column("orders", sa.Column("file_day", sa.Date))
    op.add_column("orders", sa.Column("seen_in", sa.Integer))
    op.add_column("orders", sa.Column("missing_in", sa.Text, nullable=False, server_default=""))
    op.create_index("orders_by_import", "orders", ["seen_in"])
    op.add_column("imports", sa.Column("format", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "addresses",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("quality", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("looked_in", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("candidates", sa.JSON, nullable=False),
        sa.Column("at", Utc, nullable=False),
    )
