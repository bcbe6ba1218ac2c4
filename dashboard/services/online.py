"""The geocoding service that a business has switched on, if it has: off unless somebody says so."""

import os
from collections.abc import Callable

from dashboard.domain import PlannerError
from dashboard.places import Found
from dashboard.places.online import OWN_SERVER, geocoder
from dashboard.places.online import PROVIDERS as PROVIDERS
from dashboard.services.keys import keep_key, key_of
from dashboard.store import Store, get_settings, save_settings

SETTING = "geocoder"
SERVER_VARIABLE = "ROUNDSMAN_GEOCODER_URL"
"""Names a Nominatim of one's own; in the environment, so that no page can point it elsewhere."""


def provider(store: Store) -> str:
    """The name of the service; empty while it is off, or while nobody says where it is."""
    name: str = get_settings(store).get(SETTING, "")
    if name == OWN_SERVER and not _server():
        return ""
    return name if name in PROVIDERS else ""


def has_key(store: Store, name: str) -> bool:
    """Whether a key for the service is kept."""
    return bool(key_of(store.folder, name))


def save(store: Store, name: str, key: str = "") -> None:
    """Switch a service on (empty: off); an empty key keeps the one that is there."""
    if name and name not in PROVIDERS:
        raise PlannerError(f"There is no service {name!r}: choose one of the list.")
    if key:
        keep_key(store.folder, name, key.strip())
    kept = key_of(store.folder, name)
    if name and PROVIDERS[name].needs_key and not kept:
        raise PlannerError(f"{PROVIDERS[name].label} needs a key: get one from it, paste it here.")
    if name == OWN_SERVER and not _server():
        raise PlannerError(
            f"Start Roundsman with {SERVER_VARIABLE} set to the address of your server first."
        )
    if name:  # Told now where it cannot be asked, not when addresses wait for it.
        geocoder(name, kept, server=_server())
    save_settings(store, **{SETTING: name})


def service(store: Store) -> Callable[[str], Found | None] | None:
    """Asks the service, within its rate; None while it is off."""
    name = provider(store)
    if not name:
        return None
    return geocoder(name, key_of(store.folder, name), server=_server())


def _server() -> str:
    return os.environ.get(SERVER_VARIABLE, "")
