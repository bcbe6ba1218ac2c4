"""`restore`: a backup put in the workspace's place; what was there is kept beside it."""

import argparse
import sys
from pathlib import Path

from dashboard.commands.backup import add_data


def run(argv: list[str]) -> int:
    """Restore; 2 where the file is no backup or the planner runs on the workspace."""
    parser = argparse.ArgumentParser(prog="python3 -m dashboard restore", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup made by `backup`")
    add_data(parser)
    options = parser.parse_args(argv)
    from dashboard.domain import PlannerError
    from dashboard.services import backups

    try:
        kept = backups.restore_file(options.data, options.file)
    except (PlannerError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{options.data} is now as in {options.file}.")
    if kept is not None:
        print(f"What was there before is in {kept}")
    return 0
