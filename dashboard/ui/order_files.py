"""The files that were dropped on a day: what became of each, and those that wait for a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.domain import IntakeError, PlannerError
from dashboard.services import lookups, order_files
from dashboard.services.order_files import (
    DateQuestionError,
    ImportOutcome,
    ImportRecord,
    Preview,
    Upload,
)
from dashboard.ui import state

BY_HAND = "map_by_hand"
_ONE_DROP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person said of how to read a file; nothing: all of it is found by itself."""

    columns: Mapping[str, str] | None = None
    encoding: str | None = None
    day_first: bool | None = None
    keep_unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in."""

    upload: Upload
    reading: Reading


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    words: str
    by_choice: bool = False


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A file whose columns a person must name first, and what was wrong with the last attempt."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Undated:
    """A file whose dates can be read in two ways, such as the example."""

    example: str
    reading: Reading


Result = Taken | Refused | Unmapped | Undated


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
            by_hand = st.session_state.get(BY_HAND) and _is_table(file, None)
            put_result(file, Unmapped() if by_hand else take(file))


def take(file: UploadedFile, reading: Reading | None = None) -> Result:
    """Read a file into the day that is looked at, and look up its addresses."""
    how = reading or Reading()
    try:
        upload = order_files.import_upload(
            state.store(),
            state.day(),
            file.getvalue(),
            file.name,
            columns=how.columns,
            encoding=how.encoding,
            day_first=how.day_first,
            keep_unreadable=how.keep_unreadable,
        )
    except DateQuestionError as question:
        return Undated(question.example, how)
    except IntakeError as error:
        if how.columns is None and _is_table(file, how.encoding):
            return Unmapped(str(error))
        return Refused(str(error))
    except PlannerError as error:
        return Refused(str(error))
    for day in _days(upload):
        lookups.begin(state.store(), day)
    return Taken(upload, how)


def take_rest(file: UploadedFile, taken: Taken) -> None:
    """Also the rows that cannot be read, to be corrected in the table."""
    put_result(file, take(file, replace(taken.reading, keep_unreadable=True)))


def outcomes() -> list[ImportOutcome]:
    """What became of the files in the drop area that were taken in."""
    results = [result_of(file) for file in dropped()]
    return [one for r in results if isinstance(r, Taken) for one in r.upload.outcomes]


def last_imports() -> list[ImportRecord]:
    """What the drop area took in; after a reload, what was last brought to the day."""
    kept: dict[date, set[int]] = st.session_state.setdefault("last_drops", {})
    if here := {one.number for one in outcomes()}:
        kept[state.day()] = here
    known = order_files.imports(state.store(), state.day())
    numbers = kept.get(state.day())
    if numbers is not None:
        return [one for one in reversed(known) if one.id in numbers]
    return [one for one in reversed(known) if known[0].at - one.at <= _ONE_DROP]


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


def _days(upload: Upload) -> list[date]:
    """The day that is looked at, and those that the files' orders lie on."""
    days = {fate.day for one in upload.outcomes for fate in one.fates if fate.day}
    return [state.day(), *sorted(days - {state.day()})]


def _is_table(file: UploadedFile, encoding: str | None) -> bool:
    """Whether it has columns at all, so that naming them can help."""
    try:
        return bool(preview(file, encoding).table.rows)
    except IntakeError:
        return False


# Reading starts a process: what was read serves while a person chooses columns.
@st.cache_data(max_entries=4, show_spinner=False)
def _preview(file_id: str, encoding: str | None, _file: UploadedFile) -> Preview:
    return order_files.preview(state.store(), _file.getvalue(), _file.name, encoding)


def _results() -> dict[str, Result]:
    results: dict[str, Result] = st.session_state.setdefault("file_results", {})
    return results
