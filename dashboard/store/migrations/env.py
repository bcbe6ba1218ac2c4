"""Run by Alembic: applies steps on the connection that ``upgrades`` holds, in its transaction."""

from alembic import context

from dashboard.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
context.run_migrations()
