"""The files that were dropped on a day: what became of each, and those that wait for a person."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.domain import IntakeError, PlannerError
from dashboard.services import orders
from dashboard.services.orders import ImportOutcome, Preview
from dashboard.ui import state

BY_HAND = "map_by_hand"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    words: str
    by_choice: bool = False


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A file whose columns a person must name first, and what was wrong with the last attempt."""

    words: str = ""


Result = ImportOutcome | Refused | Unmapped


def key() -> str:
    """Of the drop area: each day has its own."""
    return f"order_files_{state.day()}"


def dropped() -> list[UploadedFile]:
    """The files in the drop area."""
    return st.session_state.get(key()) or []


def result_of(file: UploadedFile) -> Result | None:
    """What became of a file; None while it was not looked at."""
    return _results().get(file.file_id)


def put_result(file: UploadedFile, result: Result) -> None:
    """Note what became of a file."""
    _results()[file.file_id] = result


def read_new() -> None:
    """Take in what was dropped since the last time, before the page is drawn."""
    for file in dropped():
        if result_of(file) is None:
            put_result(file, Unmapped() if st.session_state.get(BY_HAND) else take(file))


def take(
    file: UploadedFile,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Result:
    """Read a file into the day that is looked at."""
    data = file.getvalue()
    try:
        return orders.import_file(
            state.store(), state.day(), data, file.name, columns=columns, encoding=encoding
        )
    except IntakeError as error:
        if columns is None and _is_table(file, encoding):
            return Unmapped(str(error))
        return Refused(str(error))
    except PlannerError as error:
        return Refused(str(error))


def preview(file: UploadedFile, encoding: str | None = None) -> Preview:
    """Its headings and rows, and what its columns may hold; raises ``IntakeError``."""
    return _preview(file.file_id, encoding, file)


def is_plain(file: UploadedFile) -> bool:
    """Whether there is no doubt about its letters: UTF-8, or a workbook, which says by itself."""
    data = file.getvalue()
    if data.startswith(b"PK"):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_table(file: UploadedFile, encoding: str | None) -> bool:
    """Whether it has columns at all, so that naming them can help."""
    try:
        return bool(preview(file, encoding).table.rows)
    except IntakeError:
        return False


# Reading starts a process: what was read serves while a person chooses columns.
@st.cache_data(max_entries=4, show_spinner=False)
def _preview(file_id: str, encoding: str | None, _file: UploadedFile) -> Preview:
    return orders.preview(_file.getvalue(), _file.name, encoding)


def _results() -> dict[str, Result]:
    results: dict[str, Result] = st.session_state.setdefault("file_results", {})
    return results
