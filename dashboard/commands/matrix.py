"""`matrix`: how long and how far from each place to each other, along the streets of a map."""

import argparse
import sys
from pathlib import Path


def run(argv: list[str]) -> int:
    """Write the matrix; 2 for unusable input."""
    options = _parser().parse_args(argv)
    from dashboard.domain import PlannerError
    from dashboard.services.street_matrix import write_matrix

    try:
        words = write_matrix(
            options.points,
            options.extract,
            options.out,
            profile=options.profile,
            slot=options.slot,
            traffic=options.traffic,
            date=options.date,
        )
    except (PlannerError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(words)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m dashboard matrix",
        description=__doc__,
        epilog="FILE.npz holds durations_s and distances_m, int32 (n, n), in the order of the "
        "points: rows are origins, -1 where no way leads; snap_m, metres to the nearest street, "
        "and reason, why a point is on none (too_far, unreachable, no_vehicle_access).",
    )
    add = parser.add_argument
    add("points", type=Path, metavar="POINTS.csv", help="with latitude, longitude, optionally id")
    add("--extract", type=Path, required=True, metavar="CITY.osm.pbf", help="a map of the area")
    add("--profile", default="van", choices=["van", "bike", "foot"], help="who travels; van")
    add("--slot", metavar="HH:MM", help="the time of day, where --traffic says how that counts")
    add("--traffic", default="", metavar="NAME", help="quiet, town, big-city, or a CSV of speeds")
    add("--date", metavar="YYYY-MM-DD", help="the day of the slot; today")
    add("--out", type=Path, required=True, metavar="FILE.npz", help="where to write")
    return parser
