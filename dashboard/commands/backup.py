"""`backup`: the workspace as one file, also while the planner runs."""

import argparse
import sys
from pathlib import Path

from dashboard.commands.environment import ROOT


def run(argv: list[str]) -> int:
    """Write the backup; 2 where it cannot be written."""
    parser = argparse.ArgumentParser(prog="python3 -m dashboard backup", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup to write")
    add_data(parser)
    options = parser.parse_args(argv)
    from dashboard.domain import PlannerError
    from dashboard.services import backups

    try:
        file = backups.make_file(options.data, options.file)
    except (PlannerError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Everything in {options.data} is kept in {file}")
    return 0


def add_data(parser: argparse.ArgumentParser) -> None:
    """The option that names the workspace."""
    default = ROOT / "data" / "workspace"
    parser.add_argument("--data", type=Path, default=default, metavar="DIR", help="the workspace")
