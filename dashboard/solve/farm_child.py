"""What a process of the farm does: search the part it is given, and stop when it is told to."""

import faulthandler
import platform
import traceback
from functools import partial

import dashboard
from dashboard.domain import Assignment, clock
from dashboard.solve.breaks import with_breaks
from dashboard.solve.farm import Part
from dashboard.solve.insertion import mend
from dashboard.solve.prices import price_of
from dashboard.solve.protocol import FAILURES, Solver, Stop, unheard

_stopped: set[str] = set()


def search_for(asker: str, part: Part) -> Assignment | None:
    """``search_part`` until ``stop_for`` the same asker; kills this process at the part's limit."""
    if asker in _stopped:
        return None
    # Its own thread needs no interpreter, which an engine that hangs may hold.
    faulthandler.dump_traceback_later(part.limit_s, exit=True)
    try:
        return search_part(part, lambda: asker in _stopped)
    except Exception:
        traceback.print_exc()
        raise
    finally:
        faulthandler.cancel_dump_traceback_later()


def stop_for(asker: str) -> None:
    """Whatever is searched for this asker answers with its best; what comes later, not at all."""
    _stopped.add(asker)


def version() -> str:
    """What must be alike on both sides, in words."""
    major, minor, _ = platform.python_version_tuple()
    return f"Roundsman {dashboard.__version__} on Python {major}.{minor}"


def search_part(part: Part, stop: Stop) -> Assignment | None:
    """Search one part; answers with routes that keep every rule, no dearer than its start."""
    from dashboard.solve.annealing import anneal
    from dashboard.solve.pyvrp_engine import search_whole

    search: Solver = with_breaks(search_whole)
    if part.cooling is not None:
        search = partial(anneal, cooling=part.cooling)
    try:
        found = search(
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
