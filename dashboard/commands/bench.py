"""`bench`: speed and quality beside a peer's, in one run."""

import argparse
import sys
from pathlib import Path

from dashboard.commands.plan import joined


def run(argv: list[str]) -> int:
    """Print the figures; 2 for unusable input."""
    options = _parser().parse_args(joined(argv))
    from dashboard.domain import PlannerError

    try:
        {"day": _day, "places": _places}[options.what](options)
    except (PlannerError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _day(options: argparse.Namespace) -> None:
    from dashboard.bench.days import MATRICES, compare, table
    from dashboard.services.planned_day import depot_point

    chosen = MATRICES if options.matrix == "both" else (options.matrix,)
    for matrix in chosen:
        found = compare(
            options.orders,
            depot_point(options.depot),
            options.capacity,
            seconds=options.seconds,
            seeds=options.seeds,
            matrix=matrix,
        )
        print(f"{options.orders.name}, {options.seconds:g} s, {options.seeds} seeds, {matrix}")
        print(table(found), flush=True)


def _places(options: argparse.Namespace) -> None:
    from dashboard.bench.places import measure, table

    figures = measure(options.extract, options.foreign, count=options.addresses, seed=options.seed)
    print(f"{options.extract.name}, {options.addresses} addresses, seed {options.seed}")
    print(table(figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m dashboard bench", description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    places = what.add_parser("places", help="how many disordered addresses are found")
    places.add_argument("extract", type=Path, metavar="EXTRACT", help="a map file with addresses")
    places.add_argument(
        "--foreign", type=Path, metavar="OTHER", help="another town's, of which none may be found"
    )
    places.add_argument("--addresses", type=int, default=300, metavar="N", help="how many; 300")
    places.add_argument("--seed", type=int, default=1, help="of the choice and the disorder; 1")
    day = what.add_parser("day", help="the shortest way through one day's orders")
    day.add_argument("orders", type=Path, metavar="FILE", help="orders with positions and parcels")
    day.add_argument("--depot", required=True, metavar="LAT,LON")
    day.add_argument("--capacity", type=int, required=True, metavar="P", help="parcels for a van")
    day.add_argument("--seconds", type=float, default=10.0, help="for each search; 10")
    day.add_argument("--seeds", type=int, default=5, help="how many; 5")
    day.add_argument(
        "--matrix",
        choices=["estimate", "circle", "both"],
        default="both",
        help="metres between places: our estimate, great circles × 1.4, or one after the other",
    )
    return parser
