"""`import`: read files of orders as the pages do, and write what came of them."""

import argparse
import sys
from datetime import date
from pathlib import Path

DATES = {"day-first": True, "month-first": False, None: None}
DATES_REMEDY = "Give --dates day-first or --dates month-first."


def run(argv: list[str]) -> int:
    """Read the files, print the counts and write the report; 0, or 2 where nothing was read."""
    options = _parser().parse_args(argv)
    from dashboard.domain import PlannerError
    from dashboard.services.asked_day import date_of, zone_of
    from dashboard.services.file_report import DateQuestionError, report_files

    try:
        report = report_files(
            options.files,
            date=date_of(options.date, options.tz),
            zone=zone_of(options.tz),
            extract=options.extract,
            day_first=DATES[options.dates],
        )
        written = report.save(options.out)
    except DateQuestionError as question:
        print(question, DATES_REMEDY, file=sys.stderr)
        return 2
    except (PlannerError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for words in report.refused:
        print(words, file=sys.stderr)
    for note in report.notes:
        print(note)
    print(_counts(report.summary))
    print(f"{len(written)} files written to {options.out}")
    return 0


def _counts(summary: dict[str, object]) -> str:
    from dashboard.domain import count_words

    rows = ", ".join(f"{summary[n]} {n}" for n in ("imported", "updated", "duplicate", "rejected"))
    by_day = summary["orders_by_day"]
    assert isinstance(by_day, dict)
    parts = [f"{count_words(count, 'order')} for {_day(day)}" for day, count in by_day.items()]
    named = (
        ("pickups", "for pickup"),
        ("cancelled", "cancelled"),
        ("fulfilled", "delivered already"),
        ("not_shipped", "with nothing to ship"),
        ("to_review", "to review"),
    )
    parts += [f"{summary[name]} {words}" for name, words in named if summary[name]]
    read = f"{summary['format']}, {count_words(int(str(summary['rows'])), 'row')}: {rows}."
    return f"{read}\n{', '.join(parts) or 'No orders'}."


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%a %d %b %Y}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m dashboard import", description=__doc__)
    add = parser.add_argument
    add("files", type=Path, nargs="+", metavar="FILE", help="CSV, XLSX or ZIP")
    add("--date", metavar="YYYY-MM-DD", help="the day of orders that name none; today")
    add("--tz", metavar="ZONE", help="the time zone, as Europe/Helsinki; this machine's")
    add("--extract", type=Path, metavar="CITY.osm.pbf", help="a map to look addresses up in")
    add("--dates", choices=list(filter(None, DATES)), help="how 05/06 is meant, if asked")
    add("--out", type=Path, required=True, metavar="DIR", help="where the files go")
    return parser
