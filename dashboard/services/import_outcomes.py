"""What became of files, in words and counts that add up."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain import RowProblem
from dashboard.intake.rows import ReadFile
from dashboard.intake.statuses import Status
from dashboard.services import settings
from dashboard.store import ImportCounts, OrderKey, RowFate, Store


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a file; the four counts, in rows, add up to its rows."""

    file: str
    rows: int
    imported: int
    updated: int
    duplicate: int
    rejected: int
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    other_days: Mapping[dt.date, int]
    """How many of its orders lie on a day other than they were read for, and stay there."""
    format: str = ""
    """What kind of file it is, as shown."""
    source: str = ""
    number: int = 0
    """Of the import."""
    fates: tuple[RowFate, ...] = ()
    """Of its orders."""
    missing: tuple[OrderKey, ...] = ()
    """Orders that its earlier version had and it has not."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of one upload: a file, or an archive of several."""

    outcomes: tuple[ImportOutcome, ...]
    refused: tuple[str, ...] = ()
    """Files within that could not be read, each with its remedy."""


def outcome_of(store: Store, read: ReadFile, counts: ImportCounts) -> ImportOutcome:
    """What reading a file and taking it in has come to."""
    elsewhere = [fate.on_other_day for fate in {f.key: f for f in counts.fates}.values()]
    stayed = [day for day in elsewhere if day is not None]
    return ImportOutcome(
        file=read.file,
        rows=read.rows,
        imported=counts.imported,
        updated=counts.updated,
        duplicate=counts.duplicate,
        rejected=counts.rejected,
        problems=(*read.rejected, *read.duplicates),
        notes=(*read.notes, *_door_note(store, read)),
        other_days={day: stayed.count(day) for day in dict.fromkeys(stayed)},
        format=read.format,
        source=read.source,
        number=counts.number,
        fates=counts.fates,
        missing=counts.missing,
    )


def _door_note(store: Store, read: ReadFile) -> tuple[str, ...]:
    """Files of shops say nothing of the time at the door: without a setting it would be none."""
    orders = [one for one in read.orders if one.status is Status.OPEN]
    said = any(one.values.get("service_min") for one in orders)
    if not orders or said or settings.get(store).service_min:
        return ()
    return (
        "The file does not say how long handing over takes: it counts as 0 minutes for each order."
        " Say on the settings page how long it usually is.",
    )
