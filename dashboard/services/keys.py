"""Keys of services on the web: beside the database, not in it, so that no backup carries them."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

_FILE = "keys.json"


def key_of(folder: Path, name: str) -> str:
    """The key kept under a name; empty where there is none."""
    return _keys(folder).get(name, "")


def keep_key(folder: Path, name: str, key: str) -> None:
    """Keep a key, in a file that its owner alone may read."""
    fresh = folder / f"{_FILE}.new"
    with open(fresh, "w", encoding="utf-8", opener=_private) as file:
        json.dump({**_keys(folder), name: key}, file)
    fresh.replace(folder / _FILE)


def _keys(folder: Path) -> Mapping[str, str]:
    try:
        keys: Mapping[str, str] = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return keys


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
