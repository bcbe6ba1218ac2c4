"""The workspace's settings: a name and a JSON value each."""

from typing import Any

import sqlalchemy as sa

from dashboard.store.connections import Store, read, write
from dashboard.store.tables import settings


def get_settings(store: Store) -> dict[str, Any]:
    """Every setting that was ever saved; the defaults are not here."""
    with read(store) as connection:
        rows = connection.execute(sa.select(settings.c.key, settings.c.value)).all()
    return dict(rows)


def save_settings(store: Store, **values: Any) -> None:
    """Keep these settings, all or none, and leave the others as they are."""
    if not values:
        return
    with write(store) as connection:
        connection.execute(sa.delete(settings).where(settings.c.key.in_(values)))
        connection.execute(
            sa.insert(settings), [{"key": key, "value": value} for key, value in values.items()]
        )
