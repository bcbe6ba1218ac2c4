"""A worker whose searches are fakes: workspace and fake are named on the command line."""

import os
import sys
from functools import partial
from pathlib import Path

from dashboard.services import day_jobs, searches, supervisor

if __name__ == "__main__":
    searches.CHILD = "tests.services.light_child"
    search = f"tests.services.fakes:{sys.argv[2]}"
    vars(day_jobs)["run_search"] = partial(searches.run_search, search=search)
    vars(supervisor)["warm_up"] = lambda: None
    supervisor.main(Path(sys.argv[1]), os.getppid())
