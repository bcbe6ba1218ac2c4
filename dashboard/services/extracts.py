"""Maps of an area from OpenStreetMap, laid into the workspace, and what was made of them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.domain import PlannerError
from dashboard.places import AddressIndex, open_index
from dashboard.places.schema import VERSION as INDEX_VERSION
from dashboard.services.detached import detached
from dashboard.store import lock_file
from dashboard.travel.graph import GRAPH_VERSION

FOLDER = "extracts"
INDEXES = "indexes"
SUFFIXES = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
MAX_BYTES = 2 * 2**30
LOG = "extracts.log"
GROUND_VERSION = 1
"""Another one where maps are drawn of other things: then they are made anew."""
_ROOT = Path(__file__).resolve().parents[2]

WAITING, WORKING, READY, FAILED = "waiting", "working", "ready", "failed"


@dataclass(frozen=True, slots=True)
class Extract:
    """One file of map data and how far it has come."""

    name: str
    bytes: int
    state: str
    words: str = ""
    """What is being done, or what went wrong."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Addresses, streets and so on, once it is ready."""


def folder_of(folder: Path) -> Path:
    """Where extracts lie, in the folder of a workspace; made where it is not there."""
    place = folder / FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def list_extracts(folder: Path) -> list[Extract]:
    """Every extract of the workspace, by name."""
    return [_extract(folder, file) for file in _files(folder)]


def begin(folder: Path) -> bool:
    """See to it that what is new or changed is made ready, elsewhere; whether there is any."""
    waiting = [one for one in list_extracts(folder) if one.state in (WAITING, WORKING)]
    if any(one.state == WAITING for one in waiting):
        with (folder / LOG).open("ab") as log:
            subprocess.Popen(
                [sys.executable, "-m", "dashboard.services.extract_child", str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=_ROOT,
                **detached(),
            )
    return bool(waiting)


def bring(folder: Path, file: Path, name: str = "") -> str:
    """Copy a file of map data into the workspace; its name there. Raises ``PlannerError``."""
    if not file.name.endswith(SUFFIXES):
        raise PlannerError(f"{file.name} is no map data: its name ends in {', '.join(SUFFIXES)}.")
    target = folder_of(folder) / (name or file.name)
    if not target.exists() or target.stat().st_size != file.stat().st_size:
        aside = target.with_name(target.name + ".part")
        shutil.copyfile(file, aside)
        aside.replace(target)
    return target.name


def remove(folder: Path, name: str) -> None:
    """Take an extract away; addresses that were found in it stay known."""
    open_indexes.cache_clear()
    for file in _files(folder):
        if file.name == name:
            made = *_all_made(folder, name), status_file(folder, name)
            calibration_file(folder, name).unlink(missing_ok=True)
            for old in (*made, file):
                old.unlink(missing_ok=True)


def indexes(folder: Path) -> tuple[AddressIndex, ...]:
    """The address indexes that are ready."""
    ready = [file for file in _files(folder) if _extract(folder, file).state == READY]
    stamps = tuple(
        (str(index), index.stat().st_mtime_ns)
        for file in ready
        if (index := index_file(folder, file.name)).exists()
    )
    return open_indexes(stamps)


def grounds(folder: Path) -> tuple[Path, ...]:
    """What maps are drawn from, as far as it is there: also while the rest is made anew."""
    made = (ground_file(folder, file.name) for file in _files(folder))
    return tuple(file for file in made if file.exists())


def fingerprint(folder: Path) -> str:
    """Another text when other extracts are ready; empty without any."""
    ready = [file for file in _files(folder) if _extract(folder, file).state == READY]
    return " ".join(stamp(file) for file in ready)


@lru_cache(maxsize=2)
def open_indexes(stamps: tuple[tuple[str, int], ...]) -> tuple[AddressIndex, ...]:
    """Open once for each process: what matching needs is held in memory."""
    return tuple(open_index(Path(path)) for path, _ in stamps)


def index_file(folder: Path, name: str) -> Path:
    """The address index of an extract."""
    return _made(folder) / f"{name}.sqlite"


def ground_file(folder: Path, name: str) -> Path:
    """What maps are drawn from, of an extract."""
    return _made(folder) / f"{name}.ground-{GROUND_VERSION}.sqlite"


def graph_file(folder: Path, name: str) -> Path:
    """The street graph of an extract."""
    return _made(folder) / f"{name}.graph-{GRAPH_VERSION}.npz"


def calibration_file(folder: Path, name: str) -> Path:
    """How far estimates are off in the area of an extract; made last, and not missed."""
    return _made(folder) / f"{name}.calibration.json"


def calibrations(folder: Path) -> tuple[Path, ...]:
    """Those of the extracts that are ready."""
    ready = [file for file in _files(folder) if _extract(folder, file).state == READY]
    found = (calibration_file(folder, file.name) for file in ready)
    return tuple(file for file in found if file.exists())


def street_cache(folder: Path) -> Path:
    """Where street matrices are kept; it may be emptied at any time."""
    return _made(folder) / "streets"


def graphs(folder: Path) -> tuple[Path, ...]:
    """The street graphs of the extracts that are ready."""
    ready = [file for file in _files(folder) if _extract(folder, file).state == READY]
    return tuple(graph_file(folder, file.name) for file in ready)


def status_file(folder: Path, name: str) -> Path:
    """What is known of the work on an extract."""
    return _made(folder) / f"{name}.json"


def write_status(
    folder: Path, name: str, of: str, state: str, words: str, counts: Any = None
) -> None:
    """Note how far the work on an extract has come, as it was when it had this stamp."""
    said = {"of": of, "state": state, "words": words, "counts": counts or {}}
    fresh = status_file(folder, name).with_suffix(".new")
    fresh.write_text(json.dumps(said), encoding="utf-8")
    fresh.replace(status_file(folder, name))


def stamp(file: Path) -> str:
    """Another text where the file or the program that reads it is another."""
    found = file.stat()
    return f"{file.name}:{found.st_size}:{found.st_mtime_ns}:{INDEX_VERSION}"


@contextmanager
def sole_work(folder: Path) -> Iterator[bool]:
    """Whether nobody else works on extracts; if so, nobody will until this is left."""
    with (_made(folder) / "working.lock").open("a+b") as handle:
        yield lock_file(handle)


def next_waiting(folder: Path) -> Path | None:
    """An extract that nobody has made ready yet."""
    return next((f for f in _files(folder) if _extract(folder, f).state == WAITING), None)


def _made(folder: Path) -> Path:
    place = folder_of(folder) / INDEXES
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def _all_made(folder: Path, name: str) -> tuple[Path, ...]:
    return index_file(folder, name), ground_file(folder, name), graph_file(folder, name)


def _files(folder: Path) -> list[Path]:
    place = folder / FOLDER
    if not place.is_dir():
        return []
    return sorted(f for f in place.iterdir() if f.is_file() and f.name.endswith(SUFFIXES))


def _extract(folder: Path, file: Path) -> Extract:
    size = file.stat().st_size
    try:
        said = json.loads(status_file(folder, file.name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        said = {}
    state = said.get("state", WAITING) if said.get("of") == stamp(file) else WAITING
    if state == WORKING and _is_nobody_at_work(folder):
        state = WAITING
    if state == READY and not all(one.exists() for one in _all_made(folder, file.name)):
        state = WAITING
    words = said.get("words", "") if state != WAITING else "It is being looked at."
    return Extract(file.name, size, state, words, said.get("counts", {}))


def _is_nobody_at_work(folder: Path) -> bool:
    """Told by the lock: a process of that number may be another since."""
    with sole_work(folder) as is_free:
        return is_free
