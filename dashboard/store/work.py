"""The worker's side of a job: claim it, give signs of life, end it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from dashboard.store.connections import Store, write
from dashboard.store.jobs import LOST_AFTER, Job, JobState, require_state
from dashboard.store.tables import job_bests, jobs


def claim_next(store: Store, limit: int, now: datetime, pid: int) -> Job | None:
    """Start the oldest queued job, unless there is none or so many run already."""
    with write(store) as connection:
        _mark_lost(connection, now, LOST_AFTER)
        running = sa.select(sa.func.count()).where(jobs.c.state == "running")
        if connection.execute(running).scalar_one() >= limit:
            return None
        oldest = sa.select(jobs.c.job_id).where(jobs.c.state == "queued").order_by(jobs.c.number)
        job_id = connection.execute(oldest.limit(1)).scalar()
        if job_id is None:
            return None
        connection.execute(
            sa.update(jobs)
            .where(jobs.c.job_id == job_id)
            .values(state="running", started=now, beat=now, pid=pid)
        )
        return require_state(connection, job_id, "running")


def beat(
    store: Store,
    job_id: str,
    now: datetime,
    progress: Mapping[str, Any] | None = None,
    best: Mapping[str, Any] | None = None,
) -> bool:
    """
    Give a sign of life, with progress or a better plan if there is any.

    Returns whether somebody asked the job to stop. Raises ``ConflictError`` when
    it does not run any more: it was given up as lost, and its worker should end.
    """
    with write(store) as connection:
        job = require_state(connection, job_id, "running")
        changes: dict[str, Any] = {"beat": now}
        if progress is not None:
            changes["progress"] = dict(progress)
        if best is not None:
            changes["best_number"] = job.best_number + 1
            _drop_best(connection, job_id)
            connection.execute(sa.insert(job_bests).values(job_id=job_id, document=best))
        connection.execute(sa.update(jobs).where(jobs.c.job_id == job_id).values(changes))
    return job.cancel


def finish(
    store: Store,
    job_id: str,
    state: JobState,
    now: datetime,
    error: str = "",
    plan: tuple[str, int] | None = None,
) -> None:
    """
    End a job that was queued or running; ``plan`` names the revision it made.

    The best plan so far is kept unless a revision holds it. Raises
    ``ConflictError`` when the job has ended before.
    """
    with write(store) as connection:
        require_state(connection, job_id, "queued", "running")
        plan_id, revision = plan or (None, None)
        if plan is not None:
            _drop_best(connection, job_id)
        connection.execute(
            sa.update(jobs)
            .where(jobs.c.job_id == job_id)
            .values(state=state, finished=now, error=error, plan_id=plan_id, plan_revision=revision)
        )


def mark_lost(store: Store, now: datetime, older_than: timedelta = LOST_AFTER) -> list[str]:
    """Give up the running jobs that were silent for longer; returns their ids."""
    with write(store) as connection:
        return _mark_lost(connection, now, older_than)


def _mark_lost(connection: sa.Connection, now: datetime, older_than: timedelta) -> list[str]:
    silent = (jobs.c.state == "running", jobs.c.beat < now - older_than)
    lost = list(connection.execute(sa.select(jobs.c.job_id).where(*silent)).scalars())
    if lost:
        connection.execute(
            sa.update(jobs).where(jobs.c.job_id.in_(lost)).values(state="lost", finished=now)
        )
    return lost


def _drop_best(connection: sa.Connection, job_id: str) -> None:
    connection.execute(sa.delete(job_bests).where(job_bests.c.job_id == job_id))
