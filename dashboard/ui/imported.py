"""What became of the rows of the last files: counts that add up, and what is to be mended."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.domain import RowProblem, count_words
from dashboard.services.order_files import ImportOutcome, ImportRecord, imports
from dashboard.ui import notices, order_files, state, tables
from dashboard.ui.days import day_words
from dashboard.ui.look import escape
from dashboard.ui.order_fields import heading
from dashboard.ui.order_files import Taken


def show(records: Sequence[ImportRecord]) -> None:
    """A line of counts for each file, and below it what could not be taken as it is."""
    for record in records:
        sign = "▲ " if record.rejected else ""
        st.caption(f"{sign}{escape(record.file)} – {counts_words(record)}")
    outcomes = order_files.outcomes()
    for note in dict.fromkeys(note for outcome in outcomes for note in notes_of(outcome)):
        st.caption(escape(note))
    rejected = [RowProblem(**problem) for record in records for problem in record.problems]
    repeated = [p for outcome in outcomes for p in outcome.problems if p not in rejected]
    _not_taken(rejected, repeated)
    _updated(outcomes)


def earlier_files() -> None:
    """The files that were read into the day before, and how their columns are found."""
    records = imports(state.store(), state.day())
    with st.expander("Files and columns" if not records else f"Files read: {len(records)}"):
        st.checkbox("Let me choose the columns of the next file myself", key=order_files.BY_HAND)
        if not records:
            return
        zone = state.setup().day.tz
        rows = [
            {
                "When": record.at.astimezone(zone).strftime("%d %b, %H:%M"),
                "File": record.file,
                "Kind": record.format,
                "Rows": record.rows,
                "Imported": record.imported,
                "Updated": record.updated,
                "Duplicate": record.duplicate,
                "Rejected": record.rejected,
            }
            for record in records
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt="The files read into this day")


def counts_words(record: ImportRecord) -> str:
    """What kind of file it is and its four counts, which add up to the rows."""
    kind = f"{record.format}, " if record.format else ""
    return (
        f"{kind}{count_words(record.rows, 'row')}: {record.imported:,} imported, "
        f"{record.updated:,} updated, {record.duplicate:,} duplicate, "
        f"{record.rejected:,} rejected."
    )


def notes_of(outcome: ImportOutcome) -> list[str]:
    """What a person should know beside the counts."""
    notes = list(outcome.notes)
    for day, count in sorted(outcome.other_days.items()):
        lie, stay = ("lies", "stays") if count == 1 else ("lie", "stay")
        notes.append(
            f"{count_words(count, 'order')} of this file {lie} on {day_words(day)} and {stay} "
            "there. To deliver on this day instead, move them in that day's table."
        )
    if outcome.updated:
        notes.append("Updated orders take the file's values; what you corrected by hand stays.")
    return notes


def _not_taken(rejected: Sequence[RowProblem], repeated: Sequence[RowProblem]) -> None:
    """The rows that became no order; nothing where all did."""
    if not rejected and not repeated:
        return
    rows = len({(p.file, p.row) for p in (*rejected, *repeated)})
    with st.expander(f"Rows not taken in: {rows}", expanded=bool(rejected)):
        cells = [
            (p.file, str(p.row), p.column, p.value, p.reason, p.remedy)
            for p in (*rejected, *repeated)
        ]
        tables.problems(["File", "Row"], cells, alt="The rows that were not taken, each with why")
        _bring_in()


def _bring_in() -> None:
    """The rejected rows of files that are still at hand, to be corrected in the table."""
    waiting = [
        (file, result)
        for file in order_files.dropped()
        if isinstance(result := order_files.result_of(file), Taken)
        and any(outcome.rejected for outcome in result.upload.outcomes)
        and not result.reading.keep_unreadable
    ]
    if not order_files.dropped():
        st.caption("To correct such rows here, drop the file once more.")
    if waiting and st.button("Bring these rows in to correct them here"):
        with notices.warning():
            for file, taken in waiting:
                order_files.take_rest(file, taken)
            left = sum(outcome.rejected for outcome in order_files.outcomes())
            if left:
                notices.warn(f"{count_words(left, 'row')} can only be corrected in the file.")
        st.rerun()


def _updated(outcomes: Sequence[ImportOutcome]) -> None:
    """What the files changed in orders that were known, field by field."""
    cells = [
        (fate.key[1], heading(name), before, after)
        for outcome in outcomes
        for fate in outcome.fates
        for name, (before, after) in fate.changes.items()
    ]
    if cells:
        changed = len({order_id for order_id, *_ in cells})
        with st.expander(f"Updated: {count_words(changed, 'order')}"):
            table = pd.DataFrame(cells, columns=["Order", "What", "Before", "Now"])
            st.dataframe(table, hide_index=True, alt="What changed in orders known before")
