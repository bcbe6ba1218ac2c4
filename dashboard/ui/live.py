"""A planning while it runs: progress, the best plan so far on the map, and the stop button."""

from typing import NamedTuple

import streamlit as st

from dashboard.domain import Plan, PlannerError
from dashboard.figures.records import PlanRecords, plan_records
from dashboard.services import jobs, plans
from dashboard.services.jobs import Job
from dashboard.ui import maps, state
from dashboard.ui.look import escape
from dashboard.ui.replanning import EVERYTHING, Change

TICK_S = 1.0
MAP = "plan_map"
"""The key of the map on the page, while a plan is made and when it is done."""
_REFUSED = "planning_refused"


class Best(NamedTuple):
    """The best plan so far with what the map shows of it."""

    plan: Plan
    records: PlanRecords


class _EndedError(Exception):
    """The job has ended meanwhile: its best plan is a stored one now."""


def start(
    budget_s: float, change: Change = EVERYTHING, begin_at: tuple[str, int] | None = None
) -> None:
    """Ask for a plan of the day, and watch how it is made; ``begin_at`` is the one before it."""
    st.session_state.pop(_REFUSED, None)
    try:
        job = jobs.start(
            state.store(),
            state.day(),
            budget_s=budget_s,
            mode=change.mode,
            begin_at=begin_at,
            now=change.now,
        )
    except PlannerError as error:
        st.session_state[_REFUSED] = str(error)
    else:
        state.watch(job.job_id)


def watched() -> Job | None:
    """
    The planning to show: the one in the address, else what goes on for the day.

    One that has ended with a plan hands over to it; one that went wrong is told
    of until another is asked for.
    """
    asked = state.job_id()
    job = jobs.get(state.store(), asked) if asked else None
    if job is None or job.day != state.day() or job.state in ("failed", "lost"):
        state.unwatch()
        job = jobs.current(state.store(), state.day())
    if job is None:
        return None
    if is_active(job):
        state.watch(job.job_id)
        return job
    state.unwatch()
    if job.plan_id is None or job.plan_revision is None:
        return job
    state.show_plan(job.plan_id, job.plan_revision)
    return None


def is_active(job: Job) -> bool:
    """Whether the plan is still to come."""
    return job.state in ("queued", "running")


def watch(job: Job) -> None:
    """Show the planning, once a second, until it ends."""
    st.fragment(_tick, run_every=TICK_S)(job.job_id)


def tell_end(job: Job | None) -> None:
    """Say what went wrong with the last planning, or why it was refused."""
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(escape(refused), icon=":material/error:")
    if job is None:
        return
    if job.state == "lost":
        st.error(
            "The planning broke off: its program has stopped working, perhaps because the "
            "computer slept or was restarted. Nothing you entered is lost. Plan again.",
            icon=":material/error:",
        )
        if job.best_number:
            st.button("Keep the best plan it had", on_click=_keep_best, args=(job.job_id,))
    elif job.state == "failed":
        why = job.error or "No reason is known."
        st.error(f"There is no new plan. {escape(why)} Plan again.", icon=":material/error:")
    elif job.state == "stopped":
        st.info("Stopped before there was a first plan. Plan again when you like.")


def _keep_best(job_id: str) -> None:
    if kept := jobs.keep_best(state.store(), job_id):
        state.show_plan(*kept)


def _tick(job_id: str) -> None:
    # The same elements at every tick, the last one too: what is missing once loses its zoom.
    job, best = _look(job_id)
    if job is None:
        st.rerun()
    with st.container():
        _status(job, best)
    if best is None:
        deck, alt = maps.day_deck(), "The day's orders on a map"
    else:
        deck, alt = maps.plan_deck(best.plan, best.records), "The best routes so far on a map"
    maps.show(deck, key=MAP, alt=alt)
    st.caption(maps.travel_words(best.plan) if best else "")
    if not is_active(job):
        st.rerun()


def _look(job_id: str) -> tuple[Job | None, Best | None]:
    """The job as it is with its best plan so far, or with the plan that it has made."""
    job = jobs.get(state.store(), job_id)
    if job is None:
        return None, None
    if job.plan_id is not None and job.plan_revision is not None:
        made = job.plan_id, job.plan_revision
        return job, Best(plans.load(state.store(), *made), plans.records(state.store(), *made))
    try:
        return job, _best(job_id, job.best_number) if job.best_number else None
    except _EndedError:
        return _look(job_id)


def _status(job: Job, best: Best | None) -> None:
    st.subheader(_headline(job, best), anchor=False)
    elapsed, budget = _times_s(job)
    share = min(1.0, elapsed / budget) if budget else 0.0
    st.progress(share, text=_progress_words(job, best, elapsed, budget))
    st.button(
        "Stopping…" if job.cancel else "Stop and keep the best",
        type="primary",
        key="stop_planning",
        icon=":material/stop_circle:",
        disabled=job.cancel,
        on_click=jobs.stop,
        args=(state.store(), job.job_id),
    )


def _headline(job: Job, best: Best | None) -> str:
    if job.state == "queued":
        return "Waiting for its turn"
    if best is None:
        return "Looking for routes…"
    return escape(str(job.progress.get("verdict") or "The first routes are there."))


def _progress_words(job: Job, best: Best | None, elapsed: float, budget: float) -> str:
    if job.state == "queued":
        return "It starts by itself, at once or when another planning has ended."
    if job.cancel:
        return "Stopping; the best plan so far is kept."
    spent = f"{elapsed:.0f} of {budget:.0f} seconds"
    if elapsed >= budget > 0:
        return f"{spent}: checking and keeping the plan"
    better = f", plan number {job.best_number} so far" if best else ""
    return f"{spent}{better}. You may leave this page: the planning goes on."


def _times_s(job: Job) -> tuple[float, float]:
    budget = job.progress.get("budget_s") or job.request.get("budget_s") or 0
    return float(job.progress.get("elapsed_s") or 0), float(budget)


@st.cache_resource(max_entries=4, show_spinner=False)
def _best(job_id: str, number: int) -> Best:
    """The best plan so far; the number only tells that it is another one than before."""
    job = jobs.get(state.store(), job_id, with_best=True)
    plan = jobs.best_plan(job) if job else None
    if plan is None:
        raise _EndedError(job_id, number)
    return Best(plan, plan_records(plan, state.formats()))
