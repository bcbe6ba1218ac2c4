"""Instances as they are published: VRPLIB with or without hours, Solomon, Homberger, ORTEC."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from dashboard.bench.instances import (
    TENTHS,
    Instance,
    Lengths,
    cut_to_tenths,
    enough_vehicles,
    rounded,
)

MOST_PLACES = 20_001
_SOLOMON_PLACES = 101

Rows = Sequence[str]


def read_instance(path: Path) -> Instance:
    """The instance in a file of any of the forms; raises ``ValueError`` for any other file."""
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        return _solomon(text) if "CUST NO" in text.upper() else _vrplib(text)
    except (KeyError, IndexError, ValueError, OverflowError) as error:
        raise ValueError(f"{path.name} is not an instance in a known form: {error}") from error


def _solomon(text: str) -> Instance:
    lines = [line for line in text.splitlines() if line.strip()]
    vehicles, capacity = _numbers(lines[lines.index(_line(lines, "NUMBER")) + 1])
    table = [_numbers(line) for line in lines[lines.index(_line(lines, "CUST NO")) + 1 :]]
    if len(table) > MOST_PLACES or [row[0] for row in table] != list(range(len(table))):
        raise ValueError("the customers are not numbered from 0")
    coordinates = np.array([row[1:3] for row in table], dtype=np.float64)
    return Instance(
        lines[0].strip(),
        _kind(timed=True, explicit=False, places=len(table)),
        cut_to_tenths(coordinates),
        tuple(row[3] for row in table),
        capacity,
        vehicles,
        windows=tuple((row[4] * TENTHS, row[5] * TENTHS) for row in table),
        services=tuple(row[6] * TENTHS for row in table),
        scale=TENTHS,
        coordinates=coordinates,
    )


def _vrplib(text: str) -> Instance:
    header, sections = _parts(text)
    places, capacity = int(header["DIMENSION"]), int(header["CAPACITY"])
    if not 1 < places <= MOST_PLACES:
        raise ValueError(f"a dimension of {places}")
    if (depots := _numbers(" ".join(sections["DEPOT_SECTION"])))[0] != 1 or depots[1:] != [-1]:
        raise ValueError("the depot is not the first place")
    timed = "TIME_WINDOW_SECTION" in sections
    explicit = header.get("EDGE_WEIGHT_TYPE") == "EXPLICIT"
    if not explicit and header.get("EDGE_WEIGHT_TYPE") != "EUC_2D":
        raise ValueError(f"lengths of the type {header.get('EDGE_WEIGHT_TYPE')}")
    # Only the straight lines of instances with hours have decimals.
    scale = TENTHS if timed and not explicit else 1
    drawn = sections.get("NODE_COORD_SECTION")
    coordinates = None if drawn is None else np.array(_listed(drawn, places, 2), dtype=np.float64)
    if explicit:
        lengths = _matrix(header.get("EDGE_WEIGHT_FORMAT", ""), sections, places)
    elif coordinates is None:
        raise ValueError("neither lengths nor coordinates")
    else:
        lengths = cut_to_tenths(coordinates) if timed else rounded(coordinates)
    demands = tuple(int(one) for (one,) in _listed(sections["DEMAND_SECTION"], places, 1))
    return Instance(
        header["NAME"],
        _kind(timed=timed, explicit=explicit, places=places),
        lengths,
        demands,
        capacity,
        int(header.get("VEHICLES") or enough_vehicles(demands, capacity)),
        windows=_windows(sections, places, scale) if timed else None,
        services=_services(header, sections, places, scale) if timed else (),
        scale=scale,
        coordinates=coordinates,
    )


def _parts(text: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The entries above, and the lines of each section."""
    header: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line == "EOF":
            break
        if line.endswith("_SECTION"):
            section = line
            sections[section] = []
        elif line[:1].isalpha():
            key, _, value = line.partition(":")
            header[key.strip()] = value.strip()
        elif line and section:
            sections[section].append(line)
    return header, sections


def _matrix(form: str, sections: Mapping[str, Rows], places: int) -> Lengths:
    given = np.array(" ".join(sections["EDGE_WEIGHT_SECTION"]).split(), dtype=np.int32)
    if form == "FULL_MATRIX":
        return given.reshape(places, places)
    if form not in ("LOWER_ROW", "LOWER_DIAG_ROW"):
        raise ValueError(f"lengths in the form {form}")
    lengths = np.zeros((places, places), dtype=np.int32)
    lower = np.tril_indices(places, 0 if form == "LOWER_DIAG_ROW" else -1)
    lengths[lower] = given
    return np.maximum(lengths, lengths.T)


def _windows(sections: Mapping[str, Rows], places: int, scale: int) -> tuple[tuple[int, int], ...]:
    rows = _listed(sections["TIME_WINDOW_SECTION"], places, 2)
    return tuple((int(opens) * scale, int(closes) * scale) for opens, closes in rows)


def _services(
    header: Mapping[str, str], sections: Mapping[str, Rows], places: int, scale: int
) -> tuple[int, ...]:
    if "SERVICE_TIME_SECTION" in sections:
        rows = _listed(sections["SERVICE_TIME_SECTION"], places, 1)
        return tuple(int(one) * scale for (one,) in rows)
    return (0, *[int(header.get("SERVICE_TIME", 0)) * scale] * (places - 1))


def _listed(rows: Rows, places: int, values: int) -> list[list[float]]:
    """What stands behind each place's number; the numbers must run from 1 to the last."""
    found = [[float(word) for word in row.split()] for row in rows]
    if [row[0] for row in found] != list(range(1, places + 1)):
        raise ValueError("the places are not numbered from 1")
    if any(len(row) != values + 1 for row in found):
        raise ValueError("a line has too few or too many numbers")
    return [row[1:] for row in found]


def _kind(*, timed: bool, explicit: bool, places: int) -> str:
    if not timed:
        return "cvrp"
    if explicit:
        return "ortec"
    return "solomon" if places <= _SOLOMON_PLACES else "homberger"


def _line(lines: Rows, start: str) -> str:
    return next(line for line in lines if line.strip().upper().startswith(start))


def _numbers(line: str) -> list[int]:
    return [int(word) for word in line.split()]
