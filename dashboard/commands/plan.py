"""`plan`: a day's plan from files to files, the same as the pages make."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.importing import DATES, DATES_REMEDY

if TYPE_CHECKING:
    from dashboard.services.reading import SetAside

POSITIONS = ("--depot",)
BALANCES = ("off", "stops", "hours", "all")


def run(argv: list[str]) -> int:
    """Plan, print the verdict and write the files; 0 with a plan, 2 for unusable input."""
    options = _parser().parse_args(joined(argv))
    from dashboard.domain import Formats, PlannerError, money_words
    from dashboard.services.planned_day import plan_day
    from dashboard.services.reading import DateQuestionError
    from dashboard.services.searches import BROKEN_OFF, BROKEN_OFF_WORDS

    try:
        planned = plan_day(
            options.orders,
            depot=options.depot,
            drivers=options.drivers,
            shift=options.shift,
            capacity=options.capacity,
            fleet=options.fleet,
            date=options.date,
            tz=options.tz,
            budget=options.budget,
            iterations=options.iterations,
            seed=options.seed,
            solver=options.solver,
            extract=options.extract,
            day_first=DATES[options.dates],
            traffic=options.traffic,
            balance=options.balance,
            apart=options.apart,
            formats=Formats(currency=options.currency),
        )
        written = planned.save(options.out)
    except DateQuestionError as question:
        print(question, DATES_REMEDY, file=sys.stderr)
        return 2
    except (PlannerError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(planned.verdict)
    if planned.plan.solver == BROKEN_OFF:
        print(BROKEN_OFF_WORDS, file=sys.stderr)
    if (cents := planned.plan.aims_cents or 0) > 0:
        print(f"Even routes, or routes apart: {money_words(cents, planned.formats)} more.")
    rejected = len(set(planned.rejected["row"]))
    if rejected:
        rows = "row" if rejected == 1 else "rows"
        print(f"{rejected} {rows} of the file became no order: see rejected.csv.")
    if planned.set_aside:
        print(set_aside_words(planned.set_aside))
    print(f"{len(written)} files written to {options.out}")
    return 0


def set_aside_words(orders: "Sequence[SetAside]") -> str:
    """Such as "Not part of this plan: 4 orders for 2026-05-15, 9 pickup, 2 cancelled."."""
    counts = Counter(order.why for order in orders)
    parts = [
        f"{count} for {why}" if why[:1].isdigit() else f"{count} {why.replace('_', ' ')}"
        for why, count in sorted(counts.items())
    ]
    return f"Not part of this plan: {', '.join(parts)} (see set-aside.csv)."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m dashboard plan", description=__doc__)
    add = parser.add_argument
    add(
        "orders",
        type=Path,
        metavar="ORDERS",
        help="CSV, XLSX or ZIP: a shop's export, a planner's sheet, or any table",
    )
    add(
        "--depot",
        required=True,
        action="append",
        metavar="LAT,LON",
        help="where the routes load; once more for each further depot, as NAME=LAT,LON",
    )
    add("--drivers", type=int, default=1, metavar="N", help="how many may drive; 1")
    add("--shift", default="09:00-17:00", help="their hours on the local clock; 09:00-17:00")
    add("--capacity", type=int, metavar="P", help="parcels that fit into a vehicle; no limit")
    add("--fleet", type=Path, metavar="FLEET.csv", help="driver classes, instead of these three")
    add("--date", metavar="YYYY-MM-DD", help="the day; today")
    add("--tz", metavar="ZONE", help="its time zone, as Europe/Helsinki; this machine's")
    add("--budget", type=_positive, default=10.0, metavar="SECONDS", help="to search; 10")
    add("--iterations", type=int, metavar="N", help="instead of seconds: same input, same plan")
    add("--seed", type=int, default=0, metavar="S", help="0")
    add("--solver", default="auto", choices=["auto", "pyvrp", "ortools"], help="auto")
    add("--extract", type=Path, metavar="CITY.osm.pbf", help="a map to look addresses up in")
    add(
        "--traffic",
        default="none",
        metavar="town|FILE.csv",
        help="quiet, town, big-city or none; or a file of weekday, hour and factor; none",
    )
    add(
        "--balance", default="off", choices=BALANCES, help="even in stops, hours, or all drive; off"
    )
    add("--apart", type=_share, default=0, metavar="0-100", help="keep routes apart; 0")
    add("--dates", choices=list(filter(None, DATES)), help="how 05/06 is meant, if asked")
    add("--currency", default="EUR", help="of the costs, as an ISO code; EUR")
    add("--out", type=Path, required=True, metavar="DIR", help="where the files go")
    return parser


def joined(argv: list[str]) -> list[str]:
    """A position such as -22.8,-43.3 begins like an option: tie it to the one before it."""
    tied: list[str] = []
    for word in argv:
        if tied and tied[-1] in POSITIONS:
            tied[-1] = f"{tied[-1]}={word}"
        else:
            tied.append(word)
    return tied


def _share(text: str) -> int:
    if not text.isdecimal() or int(text) > 100:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to 100")
    return int(text)


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return number
