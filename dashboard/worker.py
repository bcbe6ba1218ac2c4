"""The supervisor of long work: a process of its own that outlives the server."""

import logging
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from dashboard.domain import ConflictError, PlannerError
from dashboard.services.day_jobs import do
from dashboard.services.searches import SearchProcess
from dashboard.services.worker_slots import hold_slot, slot_count
from dashboard.store import Job, Store, claim_next, finish, open_store

LOOK_EVERY_S = 0.2
IDLE_S = 900.0
"""Without work for so long, or without the server that started it, a worker ends."""

log = logging.getLogger("roundsman.worker")


def main(folder: Path) -> None:
    """Work the queue of a workspace until there is nothing left to wait for."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    with hold_slot(folder) as free:
        if free:
            work(open_store(folder))


def work(store: Store, idle_s: float = IDLE_S) -> None:
    """Do one job after another; between jobs a search process stands ready."""
    started_by, ready = os.getppid(), SearchProcess()
    idle_since = time.monotonic()

    def take_process() -> SearchProcess:
        nonlocal ready
        taken, ready = ready, SearchProcess()
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


def _one(store: Store, job: Job, take_process) -> None:  # type: ignore[no-untyped-def]
    log.info("job %s: begins", job.job_id)
    try:
        do(store, job, take_process)
    except ConflictError:
        log.warning("job %s: was given up meanwhile", job.job_id)
    except PlannerError as error:
        finish(store, job.job_id, "failed", datetime.now(UTC), error=str(error))
    except Exception:
        log.exception("job %s: failed", job.job_id)
        words = "Something went wrong while planning. The plan before is kept; try once more."
        finish(store, job.job_id, "failed", datetime.now(UTC), error=words)
    log.info("job %s: ends", job.job_id)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
