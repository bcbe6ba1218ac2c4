"""`bench`: speed and quality beside a peer's, in one run."""

import argparse
import os
import sys
from pathlib import Path

from dashboard.commands.plan import joined


def run(argv: list[str]) -> int:
    """Print the figures; 2 for unusable input."""
    options = _parser().parse_args(joined(argv))
    from dashboard.domain import PlannerError

    try:
        {"day": _day, "places": _places, "solve": _solve}[options.what](options)
    except (PlannerError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _day(options: argparse.Namespace) -> None:
    from dashboard.bench.days import MATRICES, compare, table
    from dashboard.services.asked_day import depot_point

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


def _solve(options: argparse.Namespace) -> None:
    from dashboard.bench.searches import Effort
    from dashboard.bench.solve import CLASSES, solve_one

    if options.instance:
        effort = Effort(options.seconds or 15.0, options.workers, options.seed)
        print(solve_one(options.instance, effort, options.out))
        return
    if options.out:
        raise ValueError("A plan is written of one instance only: name it with --instance FILE.")
    if options.datasets is None and options.only not in ("days", "aims"):
        raise ValueError("Where are the instances? Name their folder with --datasets DIR.")
    for kind in CLASSES if options.only is None else (options.only,):
        if kind == "breaks":
            _solve_breaks(options)
        elif kind == "aims":
            _solve_aims(options)
        else:
            _solve_class(options, kind)


def _solve_class(options: argparse.Namespace, kind: str) -> None:
    from dashboard.bench.entrants import NOT_INSTALLED, VROOM, installed
    from dashboard.bench.solve import compete, sources
    from dashboard.bench.solve_tables import heading, row, summary

    seconds = options.seconds or (60.0 if kind == "days" else 15.0)
    print(f"{kind}, {seconds:g} s on {options.workers} cores, {options.seeds} seeds")
    if VROOM not in installed():
        print(NOT_INSTALLED)
    print(heading(kind), flush=True)
    results = []
    makers = sources(options.datasets, kind, options.stops)
    for result in compete(makers, seconds, options.workers, options.seeds):
        print(row(result), flush=True)
        results.append(result)
    if results and kind != "days":
        print(summary(results))
    print()


def _solve_breaks(options: argparse.Namespace) -> None:
    from dashboard.bench.breaks import heading, rested_days, row, summary
    from dashboard.bench.solve import sources

    seconds = options.seconds or 6.0
    print(f"breaks, {seconds:g} s on {options.workers} cores, {options.seeds} seeds")
    print(heading(), flush=True)
    found = []
    makers = sources(options.datasets, "ortec", options.stops)
    for one in rested_days(makers, seconds, options.workers, options.seeds):
        print(row(one), flush=True)
        found.append(one)
    if found:
        print(summary(found))
    print()


def _solve_aims(options: argparse.Namespace) -> None:
    from dashboard.bench.aims import heading, outcomes, row, shop_days
    from dashboard.bench.searches import Effort

    effort = Effort(options.seconds or 10.0, options.workers, options.seed)
    for name, day in shop_days(options.datasets):
        print(f"aims, {name}, {effort.seconds:g} s on {effort.workers} cores")
        print(heading(), flush=True)
        for one in outcomes(day, effort):
            print(row(one), flush=True)
        print()


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
    _add_solve(what.add_parser("solve", help="published instances and big days, beside the peers"))
    return parser


def _add_solve(solve: argparse.ArgumentParser) -> None:
    datasets = os.environ.get("ROUNDSMAN_DATASETS")
    solve.add_argument(
        "--instance", type=Path, metavar="FILE", help="plan only this, without peers"
    )
    solve.add_argument("--out", type=Path, metavar="FILE", help="where the plan of --instance goes")
    solve.add_argument("--seed", type=int, default=1, help="of --instance; 1")
    solve.add_argument(
        "--datasets",
        type=Path,
        default=Path(datasets) if datasets else None,
        metavar="DIR",
        help="the folder with the instances in vrp/; $ROUNDSMAN_DATASETS",
    )
    solve.add_argument(
        "--only",
        choices=["ortec", "solomon", "homberger", "cvrp", "days", "breaks", "aims"],
        help="a class of work",
    )
    solve.add_argument(
        "--seconds", type=float, help="for each search; 15, big days 60, breaks 6, aims 10"
    )
    solve.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="cores for each; all"
    )
    solve.add_argument("--seeds", type=int, default=3, help="how many; 3")
    solve.add_argument(
        "--stops", type=int, nargs="+", default=[5_000, 10_000], help="of the big days; 5000 10000"
    )
