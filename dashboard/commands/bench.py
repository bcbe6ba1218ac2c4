"""`bench`: speed and quality beside a peer's, in one run."""

import argparse
import os
import sys
from pathlib import Path

from dashboard.commands.plan import joined

ONLY = (
    *("ortec", "solomon", "homberger", "cvrp", "days"),
    *("breaks", "aims", "replans", "peaks", "positions"),
)
"""The groups of ``bench.groups``, which takes long to load: who only asks for help is spared it."""


def run(argv: list[str]) -> int:
    """Print the figures; 2 for unusable input."""
    options = _parser().parse_args(joined(argv))
    from dashboard.domain import PlannerError

    try:
        whats = {"day": _day, "places": _places, "solve": _solve, "streets": _streets}
        whats[options.what](options)
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


def _streets(options: argparse.Namespace) -> None:
    from tempfile import TemporaryDirectory

    from dashboard.bench import streets_accuracy, streets_speed

    for extract in options.extracts:
        print(f"{extract.name}, one core")
        print(streets_speed.table(streets_speed.measure(extract, seed=options.seed)), flush=True)
        if not options.alone:
            with TemporaryDirectory() as folder:
                found = streets_accuracy.compare(extract, Path(folder), seed=options.seed)
            print(streets_accuracy.table(found))
        print(flush=True)


def _solve(options: argparse.Namespace) -> None:
    from dashboard.bench.groups import GROUPS, WITHOUT_FILES, Asked
    from dashboard.bench.searches import Effort
    from dashboard.bench.solve import solve_one

    if options.instance:
        effort = Effort(options.seconds or 15.0, options.workers, options.seed)
        print(solve_one(options.instance, effort, options.out))
        return
    if options.out:
        raise ValueError("A plan is written of one instance only: name it with --instance FILE.")
    if options.datasets is None and options.only not in WITHOUT_FILES:
        raise ValueError("Where are the instances? Name their folder with --datasets DIR.")
    asked = Asked(
        options.datasets,
        options.seconds,
        options.workers,
        options.seed,
        options.seeds,
        options.stops,
    )
    for group in GROUPS if options.only is None else (options.only,):
        for line in GROUPS[group](asked):
            print(line, flush=True)
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
    streets = what.add_parser("streets", help="how fast streets are learnt and asked, how true")
    streets.add_argument("extracts", type=Path, nargs="+", metavar="EXTRACT", help="map files")
    streets.add_argument("--seed", type=int, default=1, help="of the places; 1")
    streets.add_argument("--alone", action="store_true", help="without Valhalla beside it")
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
        choices=ONLY,
        help="a group of work",
    )
    solve.add_argument(
        "--seconds",
        type=float,
        help="for each search; 15, big days 60, breaks 6, aims and positions 10",
    )
    solve.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="cores for each; all"
    )
    solve.add_argument("--seeds", type=int, default=3, help="how many; 3")
    solve.add_argument(
        "--stops", type=int, nargs="+", default=[5_000, 10_000], help="of the big days; 5000 10000"
    )
