"""How the workspace is kept: what the settings page tells."""

from dashboard.store import Store
from dashboard.store import StoreHealth as StoreHealth
from dashboard.store import health as of

__all__ = ["StoreHealth", "check", "is_on_this_machine"]


def check(store: Store) -> StoreHealth:
    """The database, its version and size."""
    return of(store)


def is_on_this_machine(store: Store) -> bool:
    """Whether the days lie in the workspace's folder rather than on a database server."""
    return store.engine.dialect.name == "sqlite"
