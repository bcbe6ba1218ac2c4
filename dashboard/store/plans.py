"""Plans as revisions: each is written once, never changed, only followed by another."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa

from dashboard.domain import ConflictError
from dashboard.store.connections import Store, read, write
from dashboard.store.tables import plan_revisions
from dashboard.store.versions import know


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What a list of plans shows; the summary and the command are JSON, opaque here."""

    plan_id: str
    revision: int
    """Counted from 1."""
    day: datetime.date
    created: datetime.datetime
    command: Mapping[str, Any]
    """What made this revision."""
    summary: Mapping[str, Any]
    input_sha256: str
    """Of the orders and shifts it was made from."""


@dataclass(frozen=True, slots=True)
class PlanRevision(PlanSummary):
    """A revision with its whole document."""

    document: Mapping[str, Any]


_SUMMARY = tuple(plan_revisions.c[field.name] for field in fields(PlanSummary))
_REVISION = (*_SUMMARY, plan_revisions.c.document)
_NEWEST_FIRST = (
    plan_revisions.c.created.desc(),
    plan_revisions.c.plan_id,
    plan_revisions.c.revision.desc(),
)


def save_revision(
    store: Store,
    plan_id: str,
    day: datetime.date,
    document: Mapping[str, Any],
    *,
    command: Mapping[str, Any],
    summary: Mapping[str, Any],
    input_sha256: str,
    after: int | None,
    now: datetime.datetime,
) -> int:
    """
    Keep a plan as the revision that follows ``after`` (None: the first) and return its number.

    Raises ``ConflictError`` where another revision has followed meanwhile.
    """
    with write(store) as connection:
        newest = connection.execute(_newest(plan_id)).scalar()
        if newest != after:
            raise ConflictError(
                "Somebody else has changed this plan meanwhile. Look at the newer one first."
            )
        revision = (newest or 0) + 1
        know(connection, day)
        connection.execute(
            sa.insert(plan_revisions).values(
                plan_id=plan_id,
                revision=revision,
                day=day,
                created=now,
                command=dict(command),
                summary=dict(summary),
                input_sha256=input_sha256,
                document=document,
            )
        )
    return revision


def get_revision(store: Store, plan_id: str, revision: int | None = None) -> PlanRevision | None:
    """One revision of a plan, the newest where none is named; None where there is no such."""
    wanted = _newest(plan_id).scalar_subquery() if revision is None else revision
    query = sa.select(*_REVISION).where(
        plan_revisions.c.plan_id == plan_id, plan_revisions.c.revision == wanted
    )
    return _first(store, query)


def latest_plan(store: Store, day: datetime.date) -> PlanRevision | None:
    """The revision of the day that was made last, of whichever plan."""
    query = sa.select(*_REVISION).where(plan_revisions.c.day == day).order_by(*_NEWEST_FIRST)
    return _first(store, query.limit(1))


def list_plans(store: Store, day: datetime.date) -> list[PlanSummary]:
    """The newest revision of each of the day's plans, the one made last first."""
    later = plan_revisions.alias("later")
    newest = (
        sa.select(sa.func.max(later.c.revision))
        .where(later.c.plan_id == plan_revisions.c.plan_id)
        .scalar_subquery()
    )
    query = (
        sa.select(*_SUMMARY)
        .where(plan_revisions.c.day == day, plan_revisions.c.revision == newest)
        .order_by(*_NEWEST_FIRST)
    )
    with read(store) as connection:
        return [PlanSummary(*row) for row in connection.execute(query)]


def _newest(plan_id: str) -> sa.Select[int]:
    return sa.select(sa.func.max(plan_revisions.c.revision)).where(
        plan_revisions.c.plan_id == plan_id
    )


def _first(store: Store, query: sa.Select[Any]) -> PlanRevision | None:
    with read(store) as connection:
        row = connection.execute(query).first()
    return None if row is None else PlanRevision(*row)
