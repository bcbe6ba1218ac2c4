"""Extracts as files: what kind one is, its sorted copy, and what is said of a broken one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import osmium

from dashboard.domain import PlannerError

ATTRIBUTION = "© OpenStreetMap contributors"

_WHERE = "Choose a file that ends in .osm.pbf, such as one from download.geofabrik.de."
_SORTED = "Type_then_ID"
_HEAD_BYTES = 64


class ExtractError(PlannerError):
    """A map file, or the address index made from it, that cannot be used."""


def sorted_copy(source: Path, target: Path) -> None:
    """
    Write the extract to ``target`` (.osm.pbf) with nodes, ways and relations in order.

    Takes .osm, .osm.gz, .osm.bz2 and .osm.pbf, whatever their names end in.
    Raises ``ExtractError`` for anything else.
    """
    kind = _kind(source)
    with told(source), TemporaryDirectory(dir=target.parent) as folder:
        named = source
        if not source.name.endswith("." + kind):  # The library goes by the name alone.
            named = Path(folder) / f"extract.{kind}"
            shutil.copyfile(source, named)
        if kind == "osm.pbf" and _is_sorted(named):
            # Sorting holds the whole file in memory, which a country would not fit.
            shutil.copyfile(named, target)
            return
        reader = osmium.MergeInputReader()
        reader.add_file(str(named))
        with osmium.SimpleWriter(str(target), overwrite=True) as writer:
            reader.apply(writer)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever goes wrong in reading becomes an ``ExtractError`` with a remedy."""
    try:
        yield
    except (RuntimeError, UnicodeDecodeError) as error:
        raise ExtractError(
            f"{path.name} is damaged or incomplete: it cannot be read to its end. "
            "Download it once more, and choose it again."
        ) from error
    except OSError as error:
        raise ExtractError(f"{path.name} cannot be read: {error.strerror}.") from error


def _kind(path: Path) -> str:
    """The ending that the content deserves."""
    with told(path), path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head.strip():
        raise ExtractError(f"{path.name} is empty. {_WHERE}")
    if head.startswith(b"\x1f\x8b"):
        return "osm.gz"
    if head.startswith(b"BZh"):
        return "osm.bz2"
    if b"OSMHeader" in head:
        return "osm.pbf"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<osm")):
        return "osm"
    raise ExtractError(f"{path.name} is not an OpenStreetMap extract. {_WHERE}")


def _is_sorted(path: Path) -> bool:
    with osmium.io.Reader(str(path)) as reader:
        return bool(reader.header().get("sorting") == _SORTED)
