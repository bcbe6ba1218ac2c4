"""The orders of a table, and what became of each of its rows."""

from collections.abc import Iterable, Mapping
from datetime import time

from dashboard.domain import Day
from dashboard.domain.errors import IntakeError
from dashboard.intake.columns import has_place
from dashboard.intake.dates import day_first_of, is_ambiguous
from dashboard.intake.formats import Format, RawOrder, format_of
from dashboard.intake.habits import USUAL, Habits
from dashboard.intake.read_files import DateQuestionError as DateQuestionError
from dashboard.intake.read_files import ReadFile as ReadFile
from dashboard.intake.read_files import ReadOrder as ReadOrder
from dashboard.intake.row_fates import Reading, given_id
from dashboard.intake.tables import Table


def read_orders(
    table: Table,
    columns: Mapping[str, str] | None,
    day: Day,
    *,
    overnight: tuple[time, time] | None = None,
    source: str | None = None,
    habits: Habits = USUAL,
    day_first: bool | None = None,
    keep_unreadable: bool = False,
) -> ReadFile:
    """
    The orders of a table, and every reason why a row became none.

    ``columns`` is field -> heading; None: as the format of the file guesses.
    Orders that name no date are for ``day``. ``source`` is the format's own
    unless given; ``overnight`` and ``habits`` are as in ``parse_order``. What
    cannot be read is rejected, unless the format keeps it for a person or
    ``keep_unreadable`` says so. Raises ``IntakeError`` when no column says where
    orders go, ``DateQuestionError`` when ``day_first`` is needed and not known; where
    the file's own dates tell, they are believed.
    """
    kind = format_of(table.headings)
    chosen = columns if columns is not None else kind.columns(table.headings)
    if not has_place(chosen):
        raise IntakeError(
            f"{table.name}: No column holds a position or an address. "
            "Name columns “latitude” and “longitude”, or “address”, or say which ones they are."
        )
    raw_orders = kind.read(table, chosen)
    usual = kind.day_first if day_first is None else day_first
    day_first = _day_first(table.name, kind, raw_orders, day, usual)
    reading = Reading(
        file=table.name,
        columns=chosen,
        given={given_id(raw) for raw in raw_orders},
        day=day,
        overnight=overnight,
        source=kind.source if source is None else source,
        habits=habits,
        day_first=day_first,
        keeps=keep_unreadable or kind.keeps_unreadable,
    )
    for raw in raw_orders:
        reading.take(raw)
    return ReadFile(
        table.name,
        sum(1 + len(raw.further_rows) for raw in raw_orders),
        tuple(reading.orders.values()),
        tuple(reading.duplicates),
        tuple(reading.rejected),
        (*table.notes, *reading.notes()),
        kind.name,
        reading.source,
    )


def _day_first(
    file: str, kind: Format, raw_orders: Iterable[RawOrder], day: Day, usual: bool | None
) -> bool | None:
    """Decided once for the whole file; None where no date of it needs to be told."""
    texts = [text for raw in raw_orders if (text := raw.values.get("date", ""))]
    told = day_first_of(texts, near=day.date, usual=usual)
    if told is None and (unclear := next(filter(is_ambiguous, texts), None)):
        raise DateQuestionError(file, kind.source, unclear)
    return told
