"""The supervisor of long work: it takes jobs from the queue, one after another."""

import logging
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from dashboard.domain import ConflictError, PlannerError
from dashboard.domain.warm import warm_up
from dashboard.services.day_jobs import do
from dashboard.services.searches import SearchProcess
from dashboard.services.worker_slots import hold_slot, slot_count
from dashboard.services.workspaces import workspace
from dashboard.store import Job, Store, claim_next, finish

LOOK_EVERY_S = 0.2
SLOT_WAIT_S = 1.0
"""Who only asks whether a slot is free holds it for an instant."""
IDLE_S = 900.0
"""Without work for so long, or without the server that started it, a worker ends."""

log = logging.getLogger("roundsman.worker")


def main(folder: Path, started_by: int | None = None) -> None:
    """
    Work the queue of a workspace until there is nothing left to wait for.

    ``started_by`` is the server's process, which may have ended meanwhile; None: the parent.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    starter, deadline = started_by or os.getppid(), time.monotonic() + SLOT_WAIT_S
    while not (done := _work_in_slot(folder, starter)) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_S)
    if not done:
        log.info("there are workers enough")


def _work_in_slot(folder: Path, started_by: int) -> bool:
    """Work if a slot is free; whether there was one."""
    with hold_slot(folder) as free:
        if free:
            work(workspace(folder), started_by)
    return free


def work(store: Store, started_by: int, idle_s: float = IDLE_S) -> None:
    """Do one job after another; between jobs a search process stands ready."""
    ready = SearchProcess(behind_pages=True)
    warm_up()
    idle_since = time.monotonic()

    def take_process() -> SearchProcess:
        nonlocal ready
        taken, ready = ready, SearchProcess(behind_pages=True)
        return taken

    try:
        while time.monotonic() - idle_since < idle_s:
            job = claim_next(store, slot_count(), datetime.now(UTC), os.getpid())
            if job is not None:
                _one(store, job, take_process)
                idle_since = time.monotonic()
            elif os.getppid() != started_by:
                break
            else:
                time.sleep(LOOK_EVERY_S)
    finally:
        ready.end()


def _one(store: Store, job: Job, take_process: Callable[[], SearchProcess]) -> None:
    log.info("job %s: begins", job.job_id)
    try:
        do(store, job, take_process)
    except ConflictError:
        log.warning("job %s: was given up meanwhile", job.job_id)
    except PlannerError as error:
        _fail(store, job, str(error))
    except Exception:
        log.exception("job %s: failed", job.job_id)
        words = "Something went wrong while planning. The plan before is kept; try once more."
        _fail(store, job, words)
    log.info("job %s: ends", job.job_id)


def _fail(store: Store, job: Job, words: str) -> None:
    try:
        finish(store, job.job_id, "failed", datetime.now(UTC), error=words)
    except PlannerError as error:  # Given up meanwhile, or the store cannot be written now.
        log.warning("job %s: %s %s", job.job_id, words, error)
