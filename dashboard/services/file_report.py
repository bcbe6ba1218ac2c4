"""Files read as the pages read them, without a workspace: orders, doubts, refusals and counts."""

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.domain import IntakeError, PlannerError, RowProblem
from dashboard.services import addresses, days, extracts, lookups, order_files, orders
from dashboard.services.credits import CREDIT, is_from_map
from dashboard.services.extract_child import make_ready
from dashboard.services.order_files import DateQuestionError as DateQuestionError
from dashboard.services.order_files import ImportOutcome
from dashboard.services.order_text import order_row
from dashboard.services.order_views import OrderView
from dashboard.store import OrderKey, Store, close_store, list_days, open_store


@dataclass
class FileReport:
    """What files hold; rows of dictionaries, by the columns of the files they become."""

    orders: list[dict[str, Any]] = field(default_factory=list)
    review: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[RowProblem] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    """Orders that nobody drives to: fetched, called off, delivered already."""
    summary: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """Files that could not be read at all."""
    notes: list[str] = field(default_factory=list)
    credit: str = ""
    """Whom to name for positions that were found in a map."""

    def save(self, directory: Path) -> list[Path]:
        """Write the files of the report; returns their paths."""
        from dashboard.export import write_notice, write_report

        written = write_report(self, directory)
        return [*written, write_notice(self.credit, directory)] if self.credit else written


def report_files(
    files: Sequence[Path],
    *,
    date: dt.date,
    zone: str,
    extract: Path | None = None,
    day_first: bool | None = None,
) -> FileReport:
    """
    Read files into a workspace that is thrown away, and tell all that came of it.

    Raises ``PlannerError`` where the extract cannot be used, or no file be read, and
    ``DateQuestionError`` where ``day_first`` must be given.
    """
    with tempfile.TemporaryDirectory(prefix="roundsman-") as folder:
        store = open_store(Path(folder) / "workspace")
        try:
            days.save_zone(store, date, zone)
            if extract is not None:
                use_extract(store.folder, extract)
            report = FileReport()
            outcomes = _read(store, files, date, day_first, report)
            lookups_of(store)
            _tell(store, outcomes, report)
            return report
        finally:
            extracts.open_indexes.cache_clear()
            close_store(store)


def use_extract(folder: Path, extract: Path) -> None:
    """Make an extract ready in a workspace, here and now; raises ``PlannerError``."""
    if not extract.is_file():
        raise PlannerError(f"{extract} cannot be opened: check its name.")
    file = extracts.folder_of(folder) / extracts.bring(folder, extract)
    make_ready(folder, file)
    [made] = [one for one in extracts.list_extracts(folder) if one.name == file.name]
    if made.state != extracts.READY:
        raise PlannerError(f"{extract.name}: {made.words}")


def lookups_of(store: Store) -> None:
    """Look up every address of every day."""
    for day in list_days(store):
        lookups.finish(store, day.date)


def _read(
    store: Store,
    files: Sequence[Path],
    date: dt.date,
    day_first: bool | None,
    report: FileReport,
) -> list[ImportOutcome]:
    outcomes: list[ImportOutcome] = []
    for file in files:
        try:
            data = file.read_bytes()
            upload = order_files.import_upload(store, date, data, file.name, day_first=day_first)
        except OSError as error:
            words = f"{file} cannot be opened ({error.strerror}): check its name."
            _refuse(report, file.name, words, "")
        except DateQuestionError:
            raise
        except IntakeError as error:
            cause = error.__cause__
            reason = getattr(cause, "reason", str(error))
            _refuse(report, file.name, str(error), getattr(cause, "remedy", ""), reason)
        else:
            outcomes += upload.outcomes
            for words in upload.refused:
                _refuse(report, file.name, words, "")
    if not outcomes:
        raise IntakeError(" ".join(report.refused))
    return outcomes


def _refuse(report: FileReport, file: str, words: str, remedy: str, reason: str = "") -> None:
    report.refused.append(words)
    remedy = remedy or "Correct the file, or save it anew, and bring it again."
    report.rejected.append(RowProblem(file, 0, "", "", reason or words, remedy))


def _tell(store: Store, outcomes: Sequence[ImportOutcome], report: FileReport) -> None:
    rows = _rows(outcomes)
    by_day: Counter[str] = Counter()
    for summary in list_days(store):
        setup = days.get_setup(store, summary.date)
        for view in orders.list_orders(store, summary.date):
            file, row = rows[view.key]
            if view.excluded:
                report.others.append(_other(view, summary.date, file, row))
                continue
            by_day[summary.date.isoformat()] += 1
            told = {"geocode_quality": view.quality.value, "source_row": row}
            report.orders.append(
                order_row(view, setup.day) | told | {"date": summary.date.isoformat()}
            )
            if view.needs_person:
                report.review += review_rows(view)
            if view.order is not None and is_from_map(view.place, view.order.point):
                report.credit = CREDIT
    for outcome in outcomes:
        report.rejected += [p for p in outcome.problems if not _is_repeat(p)]
        report.notes += outcome.notes
    report.summary = _summary(outcomes, report, by_day)


def review_rows(view: OrderView) -> list[dict[str, Any]]:
    """One row for each place that the order may mean; one without, where nobody knows any."""
    start = {"order_id": view.order_id, "address": view.text.get("address", "")}
    candidates = addresses.candidates_of(view.place) if view.needs_place else []
    if view.order is None and view.problems:
        first = view.problems[0]
        reason = f"{first.column} “{first.value}”: {first.reason} {first.remedy}"
    elif view.far_km is not None:
        reason = f"It lies {view.far_km:,.0f} km from the depot."
    elif view.place is not None:
        reason = view.place.reason
    else:
        reason = addresses.NO_MAP
    blank = {"candidate": "", "score": "", "latitude": "", "longitude": ""}
    if not candidates:
        return [start | {"reason": reason} | blank]
    return [
        start
        | {
            "reason": reason,
            "candidate": one.label,
            "score": round(one.score, 1),
            "latitude": round(one.point.lat, 6),
            "longitude": round(one.point.lon, 6),
        }
        for one in candidates
    ]


def _rows(outcomes: Sequence[ImportOutcome]) -> dict[OrderKey, tuple[str, int]]:
    """Where each order stands: the file and row that first spoke of it."""
    found: dict[OrderKey, tuple[str, int]] = {}
    for outcome in outcomes:
        for fate in outcome.fates:
            found.setdefault(fate.key, (outcome.file, fate.row))
    return found


def _other(view: OrderView, day: dt.date, file: str, row: int) -> dict[str, Any]:
    return {
        "order_id": view.order_id,
        "status": view.state,
        "date": day.isoformat(),
        "customer": view.text.get("customer", ""),
        "address": view.text.get("address", ""),
        "source_row": row,
        "file": file,
    }


def _is_repeat(problem: RowProblem) -> bool:
    return problem.remedy == "Nothing to do."


def _summary(
    outcomes: Sequence[ImportOutcome], report: FileReport, by_day: Counter[str]
) -> dict[str, Any]:
    states = Counter(str(other["status"]) for other in report.others)
    counts = {
        name: sum(getattr(outcome, name) for outcome in outcomes)
        for name in ("rows", "imported", "updated", "duplicate", "rejected")
    }
    return {
        "format": ", ".join(dict.fromkeys(outcome.format for outcome in outcomes)),
        **counts,
        "orders": len(report.orders) + len(report.others),
        "orders_by_day": dict(sorted(by_day.items())),
        "pickups": states["pickup"],
        "cancelled": states["cancelled"],
        "fulfilled": states["fulfilled"],
        "not_shipped": states["not_shipped"],
        "to_review": len({row["order_id"] for row in report.review}),
        "files_refused": len(report.refused),
        "files": [
            {
                "file": one.file,
                "format": one.format,
                "rows": one.rows,
                "imported": one.imported,
                "updated": one.updated,
                "duplicate": one.duplicate,
                "rejected": one.rejected,
            }
            for one in outcomes
        ],
    }
