"""The process that makes extracts ready: reading a country would hold up every page."""

import sys
from pathlib import Path

from dashboard.domain import PlannerError
from dashboard.places import build_index
from dashboard.services import extracts
from dashboard.store import lock_file


def main(folder: Path) -> None:
    """Make everything ready that waits, one after the other; a second such process ends at once."""
    with (extracts.folder_of(folder) / "indexing.lock").open("a+b") as handle:
        if not lock_file(handle):
            return
        while (file := extracts.next_waiting(folder)) is not None:
            make_ready(folder, file)


def make_ready(folder: Path, file: Path) -> None:
    """Build what is made of an extract, and say how it went."""

    def tell(words: str) -> None:
        extracts.write_status(folder, file, extracts.WORKING, words)

    tell("Reading the map.")
    try:
        summary = build_index(file, extracts.index_file(folder, file.name), progress=tell)
    except PlannerError as error:
        extracts.write_status(folder, file, extracts.FAILED, str(error))
        return
    except BaseException:
        words = "The map could not be read; the log of the workspace tells why."
        extracts.write_status(folder, file, extracts.FAILED, words)
        raise
    counts = {name: getattr(summary, name) for name in ("addresses", "streets")}
    extracts.write_status(folder, file, extracts.READY, "", counts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
