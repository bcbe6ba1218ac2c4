"""The geocoding service that a business has switched on, if it has: off unless somebody says so."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from dashboard.domain import PlannerError
from dashboard.places import Found
from dashboard.places.online import OWN_SERVER, geocoder
from dashboard.places.online import PROVIDERS as PROVIDERS
from dashboard.store import Store, get_settings, save_settings

SETTING = "geocoder"
SERVER_VARIABLE = "ROUNDSMAN_GEOCODER_URL"
"""Names a Nominatim of one's own; in the environment, so that no page can point it elsewhere."""
_KEYS = "keys.json"


def provider(store: Store) -> str:
    """The name of the service; empty while it is off, or while nobody says where it is."""
    name: str = get_settings(store).get(SETTING, "")
    if name == OWN_SERVER and not _server():
        return ""
    return name if name in PROVIDERS else ""


def has_key(store: Store, name: str) -> bool:
    """Whether a key for the service is kept."""
    return bool(_keys(store.folder).get(name))


def save(store: Store, name: str, key: str = "") -> None:
    """Switch a service on (empty: off); an empty key keeps the one that is there."""
    if name and name not in PROVIDERS:
        raise PlannerError(f"There is no service {name!r}: choose one of the list.")
    keys = dict(_keys(store.folder))
    if key:
        keys[name] = key.strip()
        _write_keys(store.folder, keys)
    if name and PROVIDERS[name].needs_key and not keys.get(name):
        raise PlannerError(f"{PROVIDERS[name].label} needs a key: get one from it, paste it here.")
    if name == OWN_SERVER and not _server():
        raise PlannerError(
            f"Start Roundsman with {SERVER_VARIABLE} set to the address of your server first."
        )
    if name:  # Told now where it cannot be asked, not when addresses wait for it.
        geocoder(name, keys.get(name, ""), server=_server())
    save_settings(store, **{SETTING: name})


def service(store: Store) -> Callable[[str], Found | None] | None:
    """Asks the service, within its rate; None while it is off."""
    name = provider(store)
    if not name:
        return None
    key = _keys(store.folder).get(name, "")
    return geocoder(name, key, server=_server())


def _server() -> str:
    return os.environ.get(SERVER_VARIABLE, "")


def _keys(folder: Path) -> Mapping[str, str]:
    # Beside the database, not in it: a backup must not carry keys.
    try:
        keys: Mapping[str, str] = json.loads((folder / _KEYS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return keys


def _write_keys(folder: Path, keys: Mapping[str, str]) -> None:
    fresh = folder / f"{_KEYS}.new"
    with open(fresh, "w", encoding="utf-8", opener=_private) as file:
        json.dump(dict(keys), file)
    fresh.replace(folder / _KEYS)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
