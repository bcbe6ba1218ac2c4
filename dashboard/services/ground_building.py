"""An extract -> the file from which the street map is drawn."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.figures.ground import shapes_of
from dashboard.osm import sorted_copy
from dashboard.osm.shapes import bounds, shapes
from dashboard.services import ground_file


def build_ground(extract: Path, target: Path, *, progress: Callable[[str], None]) -> None:
    """Make the file; raises ``ExtractError`` for an extract that cannot be read."""
    progress("Drawing the streets.")
    with TemporaryDirectory(dir=target.parent, prefix=".ground-") as folder:
        ordered = Path(folder) / "sorted.osm.pbf"
        sorted_copy(extract, ordered)
        ground_file.write(target, shapes_of(shapes(ordered), bounds(ordered)))
