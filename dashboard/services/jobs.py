"""Long work as pages see it: asked for, watched, stopped; done by the worker."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

from dashboard.domain import Plan, PlannerError, plan_from_document
from dashboard.services.detached import detached
from dashboard.services.inputs import readiness
from dashboard.services.plans import keep
from dashboard.services.worker_slots import is_slot_free
from dashboard.solve.replans import ANEW as ANEW
from dashboard.solve.replans import FROM_NOW as FROM_NOW
from dashboard.solve.replans import KEEP_DRIVERS as KEEP_DRIVERS
from dashboard.solve.replans import KEEP_ORDER as KEEP_ORDER
from dashboard.store import (
    LOST_AFTER,
    Store,
    add_job,
    ask_cancel,
    get_job,
    list_jobs,
    mark_lost,
)
from dashboard.store import Job as Job

MODES = (ANEW, KEEP_DRIVERS, KEEP_ORDER, FROM_NOW)
LOG = "worker.log"
WAITED_LONG = timedelta(seconds=5)
"""A job that waits longer for a worker may have none."""
_ROOT = Path(__file__).resolve().parents[2]


def start(
    store: Store,
    date: calendar_date,
    *,
    budget_s: float,
    seed: int = 0,
    mode: str = ANEW,
    begin_at: tuple[str, int] | None = None,
    now: datetime | None = None,
) -> Job:
    """
    Ask for a plan of the day; the same asked twice is one job. Raises ``PlannerError``.

    ``begin_at`` is the plan (id and revision) that the search starts from, and
    ``mode`` (of ``MODES``) how much of it may change. ``now`` is from when on, for
    ``FROM_NOW``; None: as it is.
    """
    missing = readiness(store, date).todo
    if missing:
        raise PlannerError(" ".join(missing))
    if not 1 <= budget_s <= 3600:
        raise PlannerError("The search time must lie between 1 and 3,600 seconds.")
    if mode not in MODES:
        raise ValueError(f"there is no way {mode!r} to plan; there are {MODES}")
    request: dict[str, Any] = {"what": "plan", "budget_s": budget_s, "seed": seed}
    if begin_at is not None:
        request |= {"mode": mode, "from": list(begin_at)}
    if begin_at is not None and mode == FROM_NOW:
        request["now"] = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    job = add_job(store, date, request, datetime.now(UTC))
    call_worker(store.folder)
    return job


def get(store: Store, job_id: str, with_best: bool = False) -> Job | None:
    """The job as it is, silent ones given up first."""
    now = datetime.now(UTC)
    job = get_job(store, job_id, with_best)
    if job is not None and job.state == "running" and now - (job.beat or now) > LOST_AFTER:
        mark_lost(store, now)
        return get_job(store, job_id, with_best)
    if job is not None and job.state == "queued" and now - job.created > WAITED_LONG:
        call_worker(store.folder)
    return job


def best_plan(job: Job) -> Plan | None:
    """The best plan so far of a job that was got with it."""
    return None if job.best is None else plan_from_document(job.best)


def current(store: Store, date: calendar_date) -> Job | None:
    """What is being done for the day, or what went wrong last; None when all is well."""
    mark_lost(store, datetime.now(UTC))
    found = list_jobs(store, date)
    working = next((job for job in found if job.state in ("queued", "running")), None)
    if working is not None:
        return working
    return found[0] if found and found[0].state in ("failed", "lost") else None


def keep_best(store: Store, job_id: str) -> tuple[str, int] | None:
    """Keep the best plan of a job that was lost, as a plan; None where it had none."""
    job = get_job(store, job_id)
    plan = None if job is None else best_plan(job)
    if job is None or plan is None:
        return None
    return keep(store, plan, {**job.request, "what": "kept of a lost job", "job_id": job_id})


def stop(store: Store, job_id: str) -> None:
    """Ask a job to end and keep its best plan."""
    ask_cancel(store, job_id, datetime.now(UTC))


def call_worker(folder: Path) -> None:
    """See to it that a worker looks after the queue; it outlives this process."""
    if not is_slot_free(folder):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOG).open("ab") as log:
        subprocess.Popen(
            [sys.executable, "-m", "dashboard.worker", str(folder), str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=_ROOT,
            **detached(),
        )
