"""Long work: asked for here, claimed by a worker, watched by whoever cares."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from dashboard.domain import ConflictError
from dashboard.store.connections import Store, read, write
from dashboard.store.tables import job_bests, jobs
from dashboard.store.versions import know

JobState = Literal["queued", "running", "done", "stopped", "failed", "lost"]
LOST_AFTER = timedelta(seconds=30)
"""A running job that was silent for so long has died."""


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of long work; request, progress and best are JSON, opaque here."""

    job_id: str
    day: date
    plan_id: str | None
    """The plan it made; None until then."""
    plan_revision: int | None
    state: JobState
    created: datetime
    started: datetime | None
    beat: datetime | None
    """When its worker last gave a sign of life."""
    finished: datetime | None
    cancel: bool
    """Somebody asked it to stop and keep its best."""
    request: Mapping[str, Any]
    progress: Mapping[str, Any]
    best_number: int
    """How many better plans there have been; 0 before the first."""
    error: str
    pid: int | None
    best: Mapping[str, Any] | None = None
    """The best plan so far; None before the first, and where it was not asked for."""


_COLUMNS = tuple(jobs.c[field.name] for field in fields(Job) if field.name != "best")


def add_job(store: Store, day: date, request: Mapping[str, Any], now: datetime) -> Job:
    """Queue a request, or return the day's job that is at this very request already."""
    with write(store) as connection:
        waiting = (
            sa.select(*_COLUMNS)
            .where(jobs.c.day == day, jobs.c.state.in_(("queued", "running")), ~jobs.c.cancel)
            .order_by(jobs.c.number)
        )
        for row in connection.execute(waiting):
            job = Job(*row)
            if _canonical(job.request) == _canonical(request):
                return job
        know(connection, day)
        job_id = secrets.token_hex(8)
        connection.execute(
            sa.insert(jobs).values(
                job_id=job_id,
                day=day,
                state="queued",
                created=now,
                cancel=False,
                request=dict(request),
                progress={},
                best_number=0,
                error="",
            )
        )
        return Job(*connection.execute(_one(job_id)).one())


def get_job(store: Store, job_id: str, with_best: bool = True) -> Job | None:
    """The job as it is; without its best plan where that is not needed, which is much faster."""
    query = _one(job_id)
    if with_best:
        query = query.add_columns(job_bests.c.document).outerjoin(
            job_bests, job_bests.c.job_id == jobs.c.job_id
        )
    with read(store) as connection:
        row = connection.execute(query).first()
    return None if row is None else Job(*row)


def list_jobs(store: Store, day: date) -> list[Job]:
    """The day's jobs without their plans, the latest first."""
    query = sa.select(*_COLUMNS).where(jobs.c.day == day).order_by(jobs.c.number.desc())
    with read(store) as connection:
        return [Job(*row) for row in connection.execute(query)]


def ask_cancel(store: Store, job_id: str, now: datetime) -> None:
    """Ask a running job to stop and keep its best; a queued one is stopped at once."""
    with write(store) as connection:
        mine = jobs.c.job_id == job_id
        connection.execute(
            sa.update(jobs)
            .where(mine, jobs.c.state == "queued")
            .values(cancel=True, state="stopped", finished=now)
        )
        connection.execute(
            sa.update(jobs).where(mine, jobs.c.state == "running").values(cancel=True)
        )


def require_state(connection: sa.Connection, job_id: str, *states: JobState) -> Job:
    """The job, or a ``ConflictError`` when it is in none of these states."""
    row = connection.execute(_one(job_id)).first()
    if row is None:
        raise ConflictError(f"There is no job {job_id} any more.")
    job = Job(*row)
    if job.state not in states:
        raise ConflictError(f"Job {job_id} is {job.state} already.")
    return job


def _one(job_id: str) -> sa.Select[Any]:
    return sa.select(*_COLUMNS).where(jobs.c.job_id == job_id)


def _canonical(request: Mapping[str, Any]) -> str:
    return json.dumps(request, sort_keys=True)
