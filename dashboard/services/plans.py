"""Finished plans: listed, loaded, compared."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
from dashboard.services import orders, settings, traffic
from dashboard.services.held import Held
from dashboard.services.inputs import stored_inputs
from dashboard.services.plan_steps import assignment_of as assignment_of
from dashboard.store import (
    PlanSummary,
    Store,
    addresses_version,
    day_version,
    get_revision,
    save_revision,
)
from dashboard.store import list_plans as stored_plans

RETIMED = timedelta(minutes=10)
"""From so much on, a customer would notice."""


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one plan changes against another; differences are after minus before."""

    moved: tuple[str, ...]
    """Orders with another driver."""
    newly_served: tuple[str, ...]
    newly_left: tuple[str, ...]
    retimed: tuple[str, ...]
    """Orders served by the same driver, ten minutes or more earlier or later."""
    drivers: int
    on_time: int
    driving_s: int
    distance_m: int
    cost_cents: int


def list_plans(store: Store, date: calendar_date) -> list[PlanRow]:
    """The day's plans, the one made last first."""
    return [_row(summary) for summary in stored_plans(store, date)]


def latest(store: Store, date: calendar_date) -> PlanRow | None:
    """The plan made last; None before the first."""
    return next(iter(list_plans(store, date)), None)


def load(store: Store, plan_id: str, revision: int) -> Plan:
    """A revision's plan; raises ``PlannerError`` where there is none."""
    return _plan(Held(store), str(store.folder), plan_id, revision)


def records(store: Store, plan_id: str, revision: int) -> PlanRecords:
    """What the map shows of a plan."""
    formats = settings.get(store).formats
    return _records(Held(store), str(store.folder), plan_id, revision, formats)


def is_stale(store: Store, row: PlanRow) -> bool:
    """Whether orders or drivers have changed since the plan was made."""
    date = load(store, row.plan_id, row.revision).day.date
    version = (
        day_version(store, date), addresses_version(store), orders.reading(store),
        traffic.get(store),
    )  # fmt: skip
    return _inputs_now(Held(store), str(store.folder), date, version) != row.input_sha256


def compare(before: Plan, after: Plan) -> Comparison:
    """What the second plan changes."""
    drove, drives = _driver_of(before), _driver_of(after)
    began, begins = _begin_of(before), _begin_of(after)
    totals_before, totals_after = before.totals, after.totals
    return Comparison(
        moved=tuple(o for o in drives if o in drove and drove[o] != drives[o]),
        newly_served=tuple(o for o in drives if o not in drove),
        newly_left=tuple(o for o in drove if o not in drives),
        retimed=tuple(
            o for o in drives if drove.get(o) == drives[o] and abs(began[o] - begins[o]) >= RETIMED
        ),
        drivers=totals_after.drivers - totals_before.drivers,
        on_time=totals_after.on_time - totals_before.on_time,
        driving_s=round((totals_after.driving - totals_before.driving).total_seconds()),
        distance_m=totals_after.distance_m - totals_before.distance_m,
        cost_cents=totals_after.cost_cents - totals_before.cost_cents,
    )


def keep(store: Store, plan: Plan, command: dict[str, Any]) -> tuple[str, int]:
    """Keep a new plan as its first revision."""
    plan_id = secrets.token_hex(8)
    revision = save_revision(
        store,
        plan_id,
        plan.day.date,
        plan_to_document(plan),
        command=command,
        summary=summary_of(plan),
        input_sha256=plan.input_sha256,
        after=None,
        now=datetime.now(UTC),
    )
    return plan_id, revision


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


@lru_cache(maxsize=32)
def _plan(held: Held, folder: str, plan_id: str, revision: int) -> Plan:
    found = get_revision(held.store, plan_id, revision)
    if found is None:
        raise PlannerError("This plan does not exist: choose another one of the day.")
    return plan_from_document(found.document)


@lru_cache(maxsize=16)
def _records(held: Held, folder: str, plan_id: str, revision: int, formats: Formats) -> PlanRecords:
    return plan_records(_plan(held, folder, plan_id, revision), formats=formats)


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


def _begin_of(plan: Plan) -> dict[str, datetime]:
    return {step.order_id or "": step.service_start for _, step in plan.visits()}


def _driver_of(plan: Plan) -> dict[str, str]:
    return {
        step.order_id or "": plan.shift_by_id[route.shift_id].driver
        for route, step in plan.visits()
    }
