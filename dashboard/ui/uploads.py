"""The drop area for files of orders, and what became of each."""

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.domain import count_words
from dashboard.services import orders
from dashboard.services.order_files import ImportOutcome
from dashboard.ui import mapping, order_files, state, tables
from dashboard.ui.days import day_words
from dashboard.ui.look import escape
from dashboard.ui.order_fields import ENCODINGS
from dashboard.ui.order_files import Refused, Unmapped


def drop_area(*, is_empty: bool) -> bool:
    """Take files; True while one of them waits for its columns to be named."""
    st.file_uploader(
        "Drop the orders here: CSV or XLSX, one file or several",
        accept_multiple_files=True,
        key=order_files.key(),
        on_change=order_files.read_new,
    )
    if is_empty:
        st.caption(
            "One row for each order, with its latitude and longitude. "
            "Columns are found by their headings, in any order."
        )
    results = [(file, order_files.result_of(file)) for file in order_files.dropped()]
    waiting = [(file, result) for file, result in results if isinstance(result, Unmapped)]
    if waiting:
        mapping.screen(*waiting[0])
    for file, result in results:
        if isinstance(result, Refused):
            show = st.info if result.by_choice else st.error
            show(escape(result.words), icon=":material/info:")
        elif isinstance(result, ImportOutcome):
            _outcome(file, result)
    return bool(waiting)


def earlier_files() -> None:
    """The files that were read into the day before, and how their columns are found."""
    records = orders.imports(state.store(), state.day())
    with st.expander("Files and columns" if not records else f"Files read: {len(records)}"):
        st.checkbox("Let me choose the columns of the next file myself", key=order_files.BY_HAND)
        if not records:
            return
        zone = state.setup().day.tz
        rows = [
            {
                "When": record.at.astimezone(zone).strftime("%d %b, %H:%M"),
                "File": record.file,
                "Rows": record.rows,
                "Imported": record.imported,
                "Updated": record.updated,
                "Duplicate": record.duplicate,
                "Rejected": record.rejected,
            }
            for record in records
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt="The files read into this day")


def counts_words(outcome: ImportOutcome) -> str:
    """The four counts, which add up to the rows."""
    return (
        f"{count_words(outcome.rows, 'row')}: {outcome.imported:,} imported, "
        f"{outcome.updated:,} updated, {outcome.duplicate:,} duplicate, "
        f"{outcome.rejected:,} rejected."
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


def _outcome(file: UploadedFile, outcome: ImportOutcome) -> None:
    words = f"**{escape(outcome.file)}** – {counts_words(outcome)}"
    if outcome.rejected:
        st.warning(words, icon=":material/warning:")
    else:
        st.success(words, icon=":material/check_circle:")
    for note in notes_of(outcome):
        st.caption(escape(note))
    if outcome.problems:
        label = f"Rows to look at: {len(outcome.problems)}"
        with st.expander(label, expanded=bool(outcome.rejected)):
            rows = [(str(p.row), p.column, p.value, p.reason, p.remedy) for p in outcome.problems]
            tables.problems("Row", rows, alt="What is wrong with rows of the file")
    if not order_files.is_plain(file):
        _letters(file)


def _letters(file: UploadedFile) -> None:
    key = f"encoding_{file.file_id}"
    with st.expander("Do accents look wrong?"):
        names = list(ENCODINGS)
        st.selectbox("The file was written as", names, 1, ENCODINGS.__getitem__, key=key)
        st.button("Read it again", key=f"again_{key}", on_click=_read_again, args=(file, key))


def _read_again(file: UploadedFile, key: str) -> None:
    order_files.put_result(file, order_files.take(file, encoding=st.session_state[key]))
