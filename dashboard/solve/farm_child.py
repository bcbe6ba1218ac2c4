"""
The process that searches parts of a large day, one after another.

It takes parts on its input and answers each on its output. A word in between makes the search
answer with its best; the end of the input ends it.
"""

import os
import pickle
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

from dashboard.domain import Assignment, clock
from dashboard.solve.farm import Part
from dashboard.solve.insertion import mend
from dashboard.solve.lifeline import die_with_the_parent
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import FAILURES, Stop, unheard


def main() -> None:
    """Serve parts until the input ends."""
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not stand between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    die_with_the_parent()
    parts: SimpleQueue[Part] = SimpleQueue()
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(orders, parts, stopped), daemon=True).start()
    while True:
        found = search_part(parts.get(), stopped.is_set)
        stopped.clear()
        pickle.dump(found, answers)
        answers.flush()


def search_part(part: Part, stop: Stop) -> Assignment | None:
    """Search one part; answers with routes that keep every rule, no dearer than its start."""
    from dashboard.solve.pyvrp_engine import search_whole

    try:
        found = search_whole(
            part.problem,
            budget=part.budget,
            seed=part.seed,
            start=part.start,
            on_better=unheard,
            stop=stop,
        )
    except FAILURES:
        return None
    on = clock(part.problem)
    plans = [mend(part.problem, found, on)]
    if part.start is not None:
        plans.insert(0, part.start)
    return min(plans, key=lambda plan: price_of(part.problem, plan, on))


def _listen(orders: BinaryIO, parts: "SimpleQueue[Part]", stopped: threading.Event) -> None:
    while True:
        try:
            # The pipe is ours alone: written by the process that started this one.
            what: Part | None = pickle.load(orders)
        except Exception:
            os._exit(0)
        if what is None:
            stopped.set()
        else:
            parts.put(what)


if __name__ == "__main__":
    main()
