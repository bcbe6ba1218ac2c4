"""An extract -> the file from which the street map is drawn."""

from collections.abc import Callable
from pathlib import Path

from dashboard.figures.ground import shapes_of
from dashboard.places.shapes import open_shapes
from dashboard.services import ground_file


def build_ground(extract: Path, target: Path, *, progress: Callable[[str], None]) -> None:
    """Make the file; raises ``ExtractError`` for an extract that cannot be read."""
    progress("Drawing the streets.")
    with open_shapes(extract, target.parent) as (records, box):
        ground_file.write(target, shapes_of(records, box))
