"""The shapes of an extract in whatever order it is: what a map of it is drawn from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.osm import sorted_copy
from dashboard.osm.shapes import ShapeRecord, bounds, shapes

Box = tuple[float, float, float, float]


@contextmanager
def open_shapes(extract: Path, folder: Path) -> Iterator[tuple[Iterator[ShapeRecord], Box | None]]:
    """
    The shapes, to be read once, and west, south, east, north of the extract if it tells.

    A sorted copy lies in the folder meanwhile. Raises ``ExtractError``, in reading
    as well, for what is no extract or breaks off.
    """
    with TemporaryDirectory(dir=folder, prefix=".shapes-") as aside:
        ordered = Path(aside) / "sorted.osm.pbf"
        sorted_copy(extract, ordered)
        yield shapes(ordered), bounds(ordered)
