"""The process that makes extracts ready: reading a country would hold up every page."""

import sys
from pathlib import Path
from typing import Any

from dashboard.domain import PlannerError
from dashboard.places import build_index
from dashboard.services import extracts
from dashboard.services.ground_building import build_ground
from dashboard.travel.calibration import calibrated, save
from dashboard.travel.graph import load_graph
from dashboard.travel.graph_building import build_graph
from dashboard.travel.streets import Streets


def main(folder: Path) -> None:
    """Make everything ready that waits, one after the other; a second such process ends at once."""
    while (file := extracts.next_waiting(folder)) is not None:
        if not make_ready(folder, file):
            return


def make_ready(folder: Path, file: Path) -> bool:
    """Build what is made of an extract, and say how it went; False where another is at it."""
    with extracts.sole_work(folder) as is_free:
        if is_free:
            _build(folder, file)
        return is_free


def _build(folder: Path, file: Path) -> None:
    # A newer file may take its place meanwhile: what is said here is of this one.
    of = extracts.stamp(file)

    def tell(words: str, state: str = extracts.WORKING, counts: Any = None) -> None:
        extracts.write_status(folder, file.name, of, state, words, counts)

    tell("Reading the map.")
    try:
        summary = build_index(file, extracts.index_file(folder, file.name), progress=tell)
        build_ground(file, extracts.ground_file(folder, file.name), progress=tell)
        tell("Learning the streets.")
        build_graph(file).save(extracts.graph_file(folder, file.name))
    except PlannerError as error:
        tell(str(error), extracts.FAILED)
        return
    except BaseException:
        tell("The map could not be read; the log of the workspace tells why.", extracts.FAILED)
        raise
    counts = {name: getattr(summary, name) for name in ("addresses", "streets")}
    tell("", extracts.READY, counts)
    _calibrate(folder, file)


def _calibrate(folder: Path, file: Path) -> None:
    """Compare estimates with the streets, and make their hierarchy, while nobody waits for it."""
    graph = load_graph(extracts.graph_file(folder, file.name))
    streets = Streets(graph, extracts.street_cache(folder))
    save(calibrated(streets), extracts.calibration_file(folder, file.name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
