"""Files of orders: dropped, their columns mapped where nobody knows them, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.domain import IntakeError, PlannerError, count_words
from dashboard.services import orders
from dashboard.services.orders import ImportOutcome, Preview
from dashboard.ui import state
from dashboard.ui.days import day_words
from dashboard.ui.look import escape
from dashboard.ui.order_fields import ENCODINGS, MAIN_CHOICES, MORE_CHOICES

_FILES = "order_files"
_UNUSED = "–"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    words: str


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A file whose columns a person must name first."""

    words: str = ""


Result = ImportOutcome | Refused | Unmapped


def drop_area(*, is_empty: bool) -> bool:
    """Take files; True while one of them waits for its columns to be named."""
    st.file_uploader(
        "Drop the orders here: CSV or XLSX, one file or several",
        accept_multiple_files=True,
        key=_FILES,
        on_change=_read_new,
    )
    if is_empty:
        st.caption(
            "One row an order, with its position or address. Columns are found by their headings."
        )
    waiting = [file for file in _files() if isinstance(_results().get(file.file_id), Unmapped)]
    for file in _files():
        result = _results().get(file.file_id)
        if isinstance(result, Refused):
            st.error(escape(result.words), icon=":material/error:")
        elif isinstance(result, ImportOutcome):
            _outcome(file, result)
    if waiting:
        _mapping(waiting[0])
    return bool(waiting)


def earlier_files() -> None:
    """The files that were read into the day, from the store."""
    records = orders.imports(state.store(), state.day())
    if not records:
        return
    zone = state.setup().day.tz
    with st.expander(f"Files read into this day: {len(records)}"):
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
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def counts_words(outcome: ImportOutcome) -> str:
    """The four counts, which add up to the rows."""
    return (
        f"{count_words(outcome.rows, 'row')}: {outcome.imported} imported, "
        f"{outcome.updated} updated, {outcome.duplicate} duplicate, {outcome.rejected} rejected."
    )


def notes_of(outcome: ImportOutcome) -> list[str]:
    """What a person should know beside the counts."""
    notes = list(outcome.notes)
    for day, count in sorted(outcome.other_days.items()):
        lie = "lies" if count == 1 else "lie"
        notes.append(f"{count_words(count, 'order')} of the file {lie} on {day_words(day)}, "
                     "and stay there. Move them in the table of that day.")
    if outcome.updated:
        notes.append("Updated orders take the file's values; what you corrected by hand stays.")
    return notes


def _read_new() -> None:
    """Take in what was dropped since the last time, before the page is drawn."""
    for file in _files():
        if file.file_id in _results():
            continue
        by_hand = bool(st.session_state.get("map_by_hand"))
        _results()[file.file_id] = Unmapped() if by_hand else _take(file)


def _take(
    file: UploadedFile,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Result:
    data = file.getvalue()
    try:
        return orders.import_file(
            state.store(), state.day(), data, file.name, columns=columns, encoding=encoding
        )
    except IntakeError as error:
        if columns is None and _is_readable(file, encoding):
            return Unmapped(str(error))
        return Refused(str(error))
    except PlannerError as error:
        return Refused(str(error))


def _is_readable(file: UploadedFile, encoding: str | None) -> bool:
    """Whether it is a table at all, so that naming its columns can help."""
    try:
        return bool(_preview(file.file_id, encoding, file).table.headings)
    except IntakeError:
        return False


def _outcome(file: UploadedFile, outcome: ImportOutcome) -> None:
    show = st.success if not outcome.rejected else st.warning
    icon = ":material/check_circle:" if not outcome.rejected else ":material/warning:"
    show(f"**{escape(outcome.file)}** – {counts_words(outcome)}", icon=icon)
    for note in notes_of(outcome):
        st.caption(escape(note))
    if outcome.problems:
        rows = [
            {
                "Row": problem.row,
                "Column": problem.column,
                "Value": problem.value,
                "What is wrong": problem.reason,
                "What to do": problem.remedy,
            }
            for problem in outcome.problems
        ]
        with st.expander(f"Rows to look at: {len(rows)}", expanded=bool(outcome.rejected)):
            st.dataframe(pd.DataFrame(rows), hide_index=True)
    if not _is_utf8(file):
        with st.expander("Do accents look wrong?"):
            _encoding_again(file)


def _encoding_again(file: UploadedFile) -> None:
    key = f"encoding_{file.file_id}"
    st.selectbox(
        "The file was written as", list(ENCODINGS), index=1, format_func=ENCODINGS.__getitem__, key=key
    )
    st.button("Read it again", key=f"again_{key}", on_click=_read_again, args=(file, key))


def _read_again(file: UploadedFile, key: str) -> None:
    _results()[file.file_id] = _take(file, encoding=st.session_state[key])


def _mapping(file: UploadedFile) -> None:
    st.subheader("Which column holds what?")
    result = _results()[file.file_id]
    st.text(f"{file.name}")
    if isinstance(result, Unmapped) and result.words:
        st.warning(escape(result.words), icon=":material/help:")
    encoding = None
    if not _is_utf8(file):
        with st.expander("Do accents look wrong?"):
            encoding = st.selectbox(
                "The file was written as",
                [None, *ENCODINGS],
                format_func=lambda name: ENCODINGS[name] if name else "Found by itself",
                key=f"map_encoding_{file.file_id}",
            )
    try:
        shown = _preview(file.file_id, encoding, file)
    except IntakeError as error:
        st.error(escape(str(error)))
        return
    table = shown.table
    rows = [[*row, *[""] * len(table.headings)][: len(table.headings)] for row in table.rows[:5]]
    st.dataframe(pd.DataFrame(rows, columns=list(table.headings)), hide_index=True)
    _choices(file, shown, encoding)


def _choices(file: UploadedFile, shown: Preview, encoding: str | None) -> None:
    with st.form(f"map_{file.file_id}", border=False):
        chosen = _selects(MAIN_CHOICES, shown, file.file_id)
        with st.expander("More: street and city apart, phone, weight, priority …"):
            chosen |= _selects(MORE_CHOICES, shown, file.file_id)
        with st.container(horizontal=True):
            asked = st.form_submit_button("Read these orders", type="primary")
            skipped = st.form_submit_button("Leave this file out")
    if asked:
        columns = {field: heading for field, heading in chosen.items() if heading != _UNUSED}
        result = _take(file, columns, encoding)
        _results()[file.file_id] = Unmapped(result.words) if isinstance(result, Refused) else result
        st.rerun()
    if skipped:
        _results()[file.file_id] = Refused(f"{file.name} was left out.")
        st.rerun()


def _selects(choices: Mapping[str, str], shown: Preview, file_id: str) -> dict[str, str]:
    options = [_UNUSED, *shown.table.headings]
    chosen = {}
    with st.grid(3, min_column_width=220):
        for field, label in choices.items():
            guess = shown.columns.get(field, _UNUSED)
            index = options.index(guess) if guess in options else 0
            chosen[field] = st.selectbox(label, options, index, key=f"{field}_{file_id}")
    return chosen


@st.cache_data(max_entries=4, show_spinner=False)
def _preview(file_id: str, encoding: str | None, _file: UploadedFile) -> Preview:
    return orders.preview(_file.getvalue(), _file.name, encoding)


def _is_utf8(file: UploadedFile) -> bool:
    """Or a workbook, which says by itself how it is written."""
    data = file.getvalue()
    if data.startswith(b"PK"):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _files() -> list[UploadedFile]:
    return st.session_state.get(_FILES) or []


def _results() -> dict[str, Result]:
    results: dict[str, Result] = st.session_state.setdefault("upload_results", {})
    return results
