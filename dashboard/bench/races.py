"""One search on one instance, in a process of its own, timed, weighed and checked."""

import os
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from dashboard.bench.entrants import SEARCHES
from dashboard.bench.instances import Instance, Routes, checked_cost
from dashboard.bench.searches import Effort
from dashboard.domain.warm import warm_up

Source = Callable[[], Instance]
"""Makes the instance, in whichever process: a big one is quicker made than sent."""

_LATE = 3
"""VROOM heeds its time limit only loosely; after so many times the seconds it is out."""
_START_S = 120
_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one search; ``cost`` None where no plan passed the check, for ``reason``."""

    cost: int | None
    routes: Routes = ()
    seconds: float = 0.0
    first_s: float | None = None
    """Until the first plan that serves every stop; None where nobody was told of one."""
    cpu_s: float = 0.0
    peak_mb: int = 0
    """Of the largest process; 0 where the system does not tell."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    routes: Routes
    seconds: float
    first_s: float | None
    cpu_s: float


def race(instance: Instance, source: Source, entrant: str, effort: Effort) -> Run:
    """Let the entrant search what ``source`` makes; ``instance``, the same, is for the check."""
    context = get_context("spawn")
    mine, its = context.Pipe(duplex=False)
    process = context.Process(target=_search, args=(source, entrant, effort, its))
    process.start()
    its.close()
    peak_mb, answer = _await(mine, process.pid or 0, effort)
    if process.is_alive() and answer is None:
        process.kill()
    process.join()
    if not isinstance(answer, _Answer):
        return Run(None, peak_mb=peak_mb, reason=answer or "no answer in time")
    measured = (answer.seconds, answer.first_s, answer.cpu_s, peak_mb)
    if not answer.routes:
        return Run(None, (), *measured, "no complete plan")
    try:
        return Run(checked_cost(instance, answer.routes), answer.routes, *measured)
    except ValueError as broken:
        return Run(None, answer.routes, *measured, str(broken))


def _search(source: Source, entrant: str, effort: Effort, answer: Connection) -> None:
    """In its process. Making the instance and loading compiled arithmetic are not timed."""
    warnings.simplefilter("ignore")
    instance = source()
    warm_up()
    began, cpu_began = time.monotonic(), _cpu_s()
    first: list[float] = []

    def complete() -> None:
        if not first:
            first.append(time.monotonic() - began)

    try:
        routes = SEARCHES[entrant](instance, effort, complete)
    except Exception:
        answer.send(traceback.format_exc(limit=-1).strip().splitlines()[-1])
        return
    seconds, cpu_s = time.monotonic() - began, _cpu_s() - cpu_began
    answer.send(_Answer(routes, seconds, first[0] if first else None, cpu_s))


def _await(answer: Connection, pid: int, effort: Effort) -> tuple[int, _Answer | str | None]:
    """Megabytes of the largest process meanwhile, and the answer; None where none came in time."""
    peak_kb, got = 0, None
    ends = time.monotonic() + _START_S + _LATE * effort.seconds * effort.workers
    while got is None and time.monotonic() < ends:
        peak_kb = max(peak_kb, *map(_peak_kb, _family(pid)))
        if answer.poll(_LOOK_S):
            try:
                got = answer.recv()
            except EOFError:
                return peak_kb // 1024, "the process died"
    return peak_kb // 1024, got


def _family(pid: int) -> list[int]:
    """The process and all that it has started; itself alone where the system does not tell."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # It has just ended.
                continue
    return found


def _peak_kb(pid: int) -> int:
    # Not the rusage of an ended child: that begins with the memory of who started it.
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line), 0)


def _cpu_s() -> float:
    """Of this process and of its ended children."""
    return sum(os.times()[:4])
