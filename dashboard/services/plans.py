"""Finished plans: kept, listed, loaded."""

import secrets
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as calendar_date
from functools import lru_cache
from typing import Any

from dashboard.domain import (
    Formats,
    Plan,
    PlannerError,
    plan_from_document,
    plan_to_document,
    verdict,
)
from dashboard.figures.records import PlanRecords, plan_records
from dashboard.services import extracts, orders, routing, settings, traffic
from dashboard.services.comparisons import Comparison as Comparison
from dashboard.services.comparisons import compare as compare
from dashboard.services.held import Held
from dashboard.services.inputs import stored_inputs
from dashboard.services.plan_steps import assignment_of as assignment_of
from dashboard.services.roads import lines_of
from dashboard.store import (
    PlanSummary,
    Store,
    addresses_version,
    day_version,
    get_revision,
    save_revision,
)
from dashboard.store import list_plans as stored_plans

CHANGED = "Orders or drivers have changed since this plan was made. Plan again first."


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as a list shows it."""

    plan_id: str
    revision: int
    created: datetime
    input_sha256: str
    verdict: str
    drivers: int
    orders: int
    on_time: int
    unassigned: int
    driving_s: int
    distance_m: int
    cost_cents: int
    solver: str


def list_plans(store: Store, date: calendar_date) -> list[PlanRow]:
    """The day's plans, the one made last first."""
    return [_row(summary) for summary in stored_plans(store, date)]


def latest(store: Store, date: calendar_date) -> PlanRow | None:
    """The plan made last; None before the first."""
    return next(iter(list_plans(store, date)), None)


def load(store: Store, plan_id: str, revision: int) -> Plan:
    """A revision's plan; raises ``PlannerError`` where there is none."""
    return _revision(Held(store), str(store.folder), plan_id, revision)[0]


def command_of(store: Store, plan_id: str, revision: int) -> Mapping[str, Any]:
    """What made a revision; raises ``PlannerError`` where there is none."""
    return _revision(Held(store), str(store.folder), plan_id, revision)[1]


def records(store: Store, plan_id: str, revision: int) -> PlanRecords:
    """What the map shows of a plan."""
    formats = settings.get(store).formats
    return _records(Held(store), str(store.folder), plan_id, revision, formats)


def is_stale(store: Store, row: PlanRow) -> bool:
    """Whether orders or drivers have changed since the plan was made."""
    date = load(store, row.plan_id, row.revision).day.date
    version = version_of(store, date)
    return _inputs_now(Held(store), str(store.folder), date, version) != row.input_sha256


def version_of(store: Store, date: calendar_date) -> tuple[Hashable, ...]:
    """Another one whenever anything has changed that plans of this day are made from."""
    return (
        day_version(store, date), addresses_version(store), orders.reading(store),
        repr(traffic.get(store)), extracts.fingerprint(store.folder), repr(routing.get(store)),
    )  # fmt: skip


def keep(store: Store, plan: Plan, command: dict[str, Any]) -> tuple[str, int]:
    """Keep a new plan as its first revision."""
    return _keep(store, plan, command, secrets.token_hex(8), None)


def follow(
    store: Store, plan_id: str, revision: int, plan: Plan, command: dict[str, Any]
) -> tuple[str, int]:
    """
    Keep what was made of a revision as the one that follows it; its ids.

    Raises ``ConflictError`` where another has followed meanwhile.
    """
    return _keep(store, plan, command, plan_id, revision)


def summary_of(plan: Plan) -> dict[str, Any]:
    """The figures that a list of plans shows."""
    totals = plan.totals
    return {
        "verdict": verdict(plan),
        "drivers": totals.drivers,
        "orders": totals.orders,
        "on_time": totals.on_time,
        "unassigned": totals.unassigned,
        "driving_s": round(totals.driving.total_seconds()),
        "distance_m": totals.distance_m,
        "cost_cents": totals.cost_cents,
        "solver": plan.solver,
    }


def _keep(
    store: Store, plan: Plan, command: dict[str, Any], plan_id: str, after: int | None
) -> tuple[str, int]:
    revision = save_revision(
        store,
        plan_id,
        plan.day.date,
        plan_to_document(plan),
        command=command,
        summary=summary_of(plan),
        input_sha256=plan.input_sha256,
        after=after,
        now=datetime.now(UTC),
    )
    return plan_id, revision


@lru_cache(maxsize=32)
def _revision(
    held: Held, folder: str, plan_id: str, revision: int
) -> tuple[Plan, Mapping[str, Any]]:
    """A plan and the command that made it: once kept, neither changes."""
    found = get_revision(held.store, plan_id, revision)
    if found is None:
        raise PlannerError("This plan does not exist: choose another one of the day.")
    return plan_from_document(found.document), found.command


@lru_cache(maxsize=16)
def _records(held: Held, folder: str, plan_id: str, revision: int, formats: Formats) -> PlanRecords:
    plan = _revision(held, folder, plan_id, revision)[0]
    return plan_records(plan, formats=formats, lines=lines_of(held.store, plan))


@lru_cache(maxsize=8)
def _inputs_now(held: Held, folder: str, date: calendar_date, version: object) -> str | None:
    try:
        return stored_inputs(held.store, date).sha256
    except PlannerError:
        return None


def _row(summary: PlanSummary) -> PlanRow:
    figures: Mapping[str, Any] = summary.summary
    return PlanRow(
        plan_id=summary.plan_id,
        revision=summary.revision,
        created=summary.created,
        input_sha256=summary.input_sha256,
        **figures,
    )
