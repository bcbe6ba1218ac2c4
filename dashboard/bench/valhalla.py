"""Valhalla, where it is installed, as a second opinion on street travel times."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.domain import Point
from dashboard.osm import sorted_copy

_ROWS = 100  # At a time: its answers are large texts.
_SNAP_M = 100


class NotInstalledError(ValueError):
    """Valhalla is not here."""


class Valhalla:
    """The router over tiles of one extract, built into a folder."""

    def __init__(self, extract: Path, folder: Path) -> None:
        try:
            import valhalla  # type: ignore[import-not-found]
        except ModuleNotFoundError as error:
            raise NotInstalledError(
                "Valhalla is not installed: pip install --pre pyvalhalla-weekly==3.5.1.post1.dev248"
            ) from error
        tiles = folder / "tiles"
        tiles.mkdir(parents=True, exist_ok=True)
        config = valhalla.get_config(tile_extract="", tile_dir=str(tiles))
        config["mjolnir"] |= {"concurrency": 1, "admin": str(folder / "admins.sqlite")}
        config["thor"]["source_to_target_algorithm"] = "timedistancematrix"
        config["service_limits"]["auto"] |= {
            "max_matrix_location_pairs": 100_000_000,
            "max_matrix_distance": 2e6,
            "max_locations": 10_000,
        }
        file = folder / "valhalla.json"
        file.write_text(json.dumps(config), encoding="utf-8")
        ordered = folder / "sorted.osm.pbf"
        if not ordered.exists():
            sorted_copy(extract, ordered)
            tools = Path(valhalla.__file__).parent / "bin"
            for tool in ("valhalla_build_admins", "valhalla_build_tiles"):
                asked = [tools / tool, "-c", file, ordered]
                subprocess.run([str(part) for part in asked], check=True, capture_output=True)
        self.actor = valhalla.Actor(str(file))

    def matrix(
        self, sources: Sequence[Point], targets: Sequence[Point]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Seconds and metres by car; infinite where it finds no way."""
        seconds, metres = [], []
        for first in range(0, len(sources), _ROWS):
            asked = {
                "sources": [_location(one) for one in sources[first : first + _ROWS]],
                "targets": [_location(one) for one in targets],
                "costing": "auto",
                "verbose": False,
            }
            answer = self.actor.matrix(asked)["sources_to_targets"]
            seconds += answer["durations"]
            metres += answer["distances"]
        return _numbers(seconds), _numbers(metres) * 1000


def _location(point: Point) -> dict[str, float]:
    return {"lat": point.lat, "lon": point.lon, "search_cutoff": _SNAP_M}


def _numbers(rows: Sequence[Sequence[float | None]]) -> npt.NDArray[np.float64]:
    return np.array([[np.inf if one is None else one for one in row] for row in rows])
