"""
The process in which a search runs, where a hard kill can end it.

It takes one request on its input, tells of better plans and the end on its output, and stops
when a further word comes or its input closes, as it does when the process above dies.
"""

import os
import pickle
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from dashboard.domain import Assignment, PlannerError
from dashboard.domain.warm import warm_up
from dashboard.solve.lifeline import die_with_the_parent

BETTER, SOLVED, FAILED = "better", "solved", "failed"
DEFAULT_SEARCH = "dashboard.solve.traffic:plan_in_traffic"
NICENESS = 15
BEHIND_PAGES = "--behind-pages"


def main(be_ready: Callable[[], None] | None = None) -> None:
    """Serve one request and end; ``be_ready`` loads what the search needs beforehand."""
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not stand between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    die_with_the_parent()
    if BEHIND_PAGES in sys.argv:
        _stand_back()
    (be_ready or _load_engines)()
    try:
        # The pipe is ours alone: written by the process that started this one.
        request: dict[str, Any] = pickle.load(orders)
    except EOFError:
        return
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(orders, stopped), daemon=True).start()
    writing = threading.Lock()

    def tell(kind: str, what: object) -> None:
        with writing:
            pickle.dump((kind, what), answers)
            answers.flush()

    def on_better(assignment: Assignment) -> None:
        tell(BETTER, assignment)

    search = _load(request.pop("search", DEFAULT_SEARCH))
    try:
        solved = search(**request, on_better=on_better, stop=stopped.is_set)
    except (PlannerError, ValueError, OverflowError, MemoryError) as error:
        tell(FAILED, str(error) or type(error).__name__)
    except Exception:
        traceback.print_exc()
        os._exit(1)
    else:
        tell(SOLVED, solved)
    # The listener still waits for a word, and an orderly end would wait for it.
    os._exit(0)


def _listen(orders: BinaryIO, stopped: threading.Event) -> None:
    orders.read(1)
    stopped.set()


def _load_engines() -> None:
    """Load all that a search needs while nobody waits for it."""
    _load(DEFAULT_SEARCH)
    import_module("dashboard.solve.pyvrp_engine")
    warm_up()


def _load(name: str) -> Any:
    module, function = name.split(":")
    return getattr(import_module(module), function)


def _stand_back() -> None:
    """Pages answer first: the search takes what they leave."""
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    elif hasattr(os, "nice"):
        os.nice(NICENESS)


if __name__ == "__main__":
    main()
