"""One job, from its claim to its plan: what the worker does while it beats."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dashboard.domain import (
    Assignment,
    Clock,
    Problem,
    SolveError,
    clock,
    plan_to_document,
    verdict,
)
from dashboard.services import settings
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import DayInputs, plan_from_solved, plan_so_far, problem_of
from dashboard.services.plans import assignment_of, keep, load
from dashboard.services.roads import travel_for
from dashboard.services.searches import BROKEN_OFF, BROKEN_OFF_WORDS, SearchProcess, run_search
from dashboard.services.worker_slots import slot_count
from dashboard.solve.protocol import Budget
from dashboard.solve.replans import ANEW, SEARCHES
from dashboard.solve.under_way import under_way
from dashboard.store import Job, JobState, Store, beat, finish

BEAT_S = 0.5


@dataclass(slots=True)
class Watch:
    """Beats for a job while its search runs, and tells of better plans as they come."""

    store: Store
    job: Job
    inputs: DayInputs
    problem: Problem
    budget: Budget
    on: Clock
    started: float = field(default_factory=time.monotonic)
    beaten: float = 0.0
    told: float = 0.0
    telling_s: float = 0.0
    waiting: Assignment | None = None
    cancelled: bool = False
    said: str = ""

    def on_better(self, assignment: Assignment) -> None:
        """Keep it to be told of at the next beat: only the newest counts."""
        self.waiting = assignment

    def stop(self) -> bool:
        """Beat when it is time; whether somebody asked to stop."""
        now = time.monotonic()
        first = self.waiting is not None and self.told == 0.0
        if first or now - self.beaten >= BEAT_S:
            self.beaten = now
            document = self._news(now)
            self.cancelled = beat(
                self.store, self.job.job_id, datetime.now(UTC), self._progress(now), document
            )
        return self.cancelled

    def _news(self, now: float) -> dict[str, Any] | None:
        # A large plan takes long to check and write: it may take a fifth of the time.
        if self.waiting is None or (self.told and now - self.told < 4 * self.telling_s):
            return None
        assignment, self.waiting = self.waiting, None
        try:
            plan = plan_so_far(
                self.inputs, self.problem, assignment,
                seed=int(self.job.request.get("seed", 0)), budget=self.budget, on=self.on,
            )  # fmt: skip
        except SolveError:
            return None
        document = plan_to_document(plan)
        self.said = verdict(plan, settings.get(self.store).formats)
        self.told = time.monotonic()
        self.telling_s = self.told - now
        return document

    def _progress(self, now: float) -> dict[str, Any]:
        return {
            "elapsed_s": round(now - self.started, 1),
            "budget_s": self.budget.seconds,
            "verdict": self.said,
        }


def do(store: Store, job: Job, take_process: Callable[[], SearchProcess]) -> None:
    """Plan the day of a job and keep the plan; raises ``PlannerError`` with the reason if not."""
    # One core is left to answer clicks; beyond two, searches would only repeat each other.
    budget = Budget(float(job.request["budget_s"]), workers=min(2, slot_count()))
    seed = int(job.request.get("seed", 0))
    inputs = stored_inputs(store, job.day)
    before = _from_before(store, job)
    travel, inputs = travel_for(store, inputs)
    problem = problem_of(inputs, travel)
    if "now" in job.request:
        now = datetime.fromisoformat(job.request["now"])
        plan = load(store, *job.request["from"])
        departures = {route.shift_id: route.departure for route in plan.routes}
        problem = under_way(problem, before["start"], now, departures)
    watch = Watch(store, job, inputs, problem, budget, clock(problem))
    process = take_process()
    try:
        solved = run_search(
            process, problem, budget=budget, seed=seed,
            on_better=watch.on_better, stop=watch.stop,
            **before,
        )  # fmt: skip
    finally:
        process.end()
    found = plan_from_solved(inputs, problem, solved, seed=seed, budget=budget)
    plan_id, revision = keep(store, found, {"what": "plan", **job.request})
    state: JobState = "stopped" if watch.cancelled else "done"
    error = BROKEN_OFF_WORDS if solved.solver == BROKEN_OFF else ""
    finish(store, job.job_id, state, datetime.now(UTC), error, plan=(plan_id, revision))


def _from_before(store: Store, job: Job) -> dict[str, Any]:
    """The plan that the search begins at, and how much of it may change, if the job says so."""
    if "from" not in job.request:
        return {}
    plan_id, revision = job.request["from"]
    search = SEARCHES[job.request.get("mode", ANEW)]
    return {"start": assignment_of(load(store, plan_id, revision)), "search": search}
