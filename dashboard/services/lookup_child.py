"""The process that looks addresses up: thousands of them, or a slow service, hold up no page."""

import sys
from datetime import date
from pathlib import Path

from dashboard.services import lookups
from dashboard.services.workspaces import workspace
from dashboard.store import close_store, lock_file


def main(folder: Path, day: date) -> None:
    """Look up what the day waits for; only one such process runs, so that services keep pace."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / lookups.LOCK).open("a+b") as handle:
        if not lock_file(handle):
            return
        store = workspace(folder)
        try:
            lookups.finish(store, day)
        finally:
            close_store(store)


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
