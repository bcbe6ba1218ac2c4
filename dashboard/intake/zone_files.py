"""Files of zones: GeoJSON, GeoPackage or zipped Shapefile, read by a limited process."""

import base64
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.domain import IntakeError
from dashboard.intake.apart import run_apart
from dashboard.intake.refusals import MEGABYTE, RefusedError
from dashboard.intake.spelling import plain_words, shown_name

MAX_ZONE_BYTES = 20 * MEGABYTE
WALL_SECONDS = 30
_NAMES = ("name", "zone", "zone name", "title", "label", "bezeichnung", "nom", "nombre", "nimi")


@dataclass(frozen=True, slots=True)
class ZoneFile:
    """The areas of a file, not named yet."""

    areas: tuple[bytes, ...]
    """Well-known binary in WGS 84 degrees: polygons that are valid."""
    texts: tuple[Mapping[str, str], ...]
    """What the file says of each area, by column."""
    notes: tuple[str, ...]
    """What was mended, left out or taken for granted, in sentences."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that say something of every area."""
        first = self.texts[0] if self.texts else {}
        return tuple(name for name in first if all(text.get(name) for text in self.texts))

    @property
    def name_column(self) -> str:
        """The column that is called name, or a word for it; empty where none is."""
        plain = {plain_words(column): column for column in reversed(self.columns)}
        return next((plain[word] for word in _NAMES if word in plain), "")


def read_zone_file(data: bytes, name: str) -> ZoneFile:
    """The areas of a file; raises ``IntakeError`` with the remedy."""
    try:
        _check_size(data)
        said = _read_apart(data)
        if "refused" in said:
            raise RefusedError(*said["refused"])
    except RefusedError as refusal:
        raise IntakeError(f"{shown_name(name)}: {refusal.reason} {refusal.remedy}") from refusal
    return ZoneFile(
        tuple(base64.b64decode(area) for area in said["areas"]),
        tuple(said["texts"]),
        tuple(said["notes"]),
    )


def _check_size(data: bytes) -> None:
    if not data:
        raise RefusedError("This file is empty.", "Choose a file with at least one area.")
    if len(data) > MAX_ZONE_BYTES:
        raise RefusedError(
            f"This file is larger than {MAX_ZONE_BYTES // MEGABYTE} MB.",
            "Simplify the shapes in your map program, and export them again.",
        )


def _read_apart(data: bytes) -> dict[str, Any]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
        if not run_apart("dashboard.intake.zone_reader", data, answer, wall_s=WALL_SECONDS):
            raise RefusedError(
                "Reading this file took more time or memory than any set of zones should.",
                "Simplify the shapes in your map program, and export them again.",
            )
        answer.seek(0)
        said: dict[str, Any] = json.load(answer)
        return said
