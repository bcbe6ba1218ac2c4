"""The worker: jobs come to an end in words, whatever dies, and the plan before stays."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from dashboard.domain import Assignment, SolveError, clock, plan_to_document
from dashboard.services import day_jobs, jobs, plans, searches, supervisor
from dashboard.services.inputs import stored_inputs
from dashboard.services.planning import plan_so_far, problem_of
from dashboard.services.searches import BROKEN_OFF, BROKEN_OFF_WORDS, run_search
from dashboard.services.worker_slots import hold_slot, is_slot_free, slot_count
from dashboard.solve.insertion import complete
from dashboard.solve.protocol import Budget
from dashboard.store import (
    DayRecord,
    Job,
    Store,
    close_store,
    finish,
    mark_lost,
    open_store,
    save_day,
)
from dashboard.travel.estimates import Estimate
from tests.services.processes import ROOT, children_of, is_alive, linux_only, posix_only, wait_until
from tests.services.ready import DATE, ready_day, row, take_in


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A workspace with a day that can be planned, and no worker yet."""
    monkeypatch.setattr(jobs, "call_worker", lambda folder: None)
    opened = open_store(tmp_path / "workspace")
    ready_day(opened)
    yield opened
    close_store(opened)


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches are fakes, which need no engine."""
    monkeypatch.setattr(searches, "CHILD", "tests.services.light_child")
    monkeypatch.setattr(supervisor, "warm_up", lambda: None)


def use(monkeypatch: pytest.MonkeyPatch, fake: str) -> None:
    """Let the worker of this process search with a fake."""
    faked = partial(run_search, search=f"tests.services.fakes:{fake}")
    monkeypatch.setattr(day_jobs, "run_search", faked)


def now_of(store: Store, job: Job) -> Job:
    """The job as it is now."""
    found = jobs.get(store, job.job_id)
    assert found is not None
    return found


def has_ended(store: Store, job_id: str) -> bool:
    """Whether a job has come to an end, whatever it is."""
    job = jobs.get(store, job_id)
    assert job is not None
    return job.state not in ("queued", "running")


def log_of(store: Store) -> str:
    """What a worker has said."""
    return (store.folder / jobs.LOG).read_text()


@contextmanager
def killing_the_worker_of(store: Store, job_id: str) -> Iterator[str]:
    """No worker may stay behind, whatever a test finds."""
    try:
        yield job_id
    finally:
        job = jobs.get(store, job_id)
        if job is not None and job.pid is not None and is_alive(job.pid):
            os.kill(job.pid, signal.SIGTERM)


@contextmanager
def worker(folder: Path, fake: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own that searches with a fake; gone afterwards."""
    with (folder / "test.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.services.fake_worker", str(folder), fake],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_job_runs_to_its_plan_and_a_server_may_come_and_go(store: Store) -> None:
    """Asked for by a process that ends at once, as a server does that is stopped."""
    code = f"""
import datetime, pathlib
from dashboard.services import jobs
from dashboard.store import open_store
store = open_store(pathlib.Path({str(store.folder)!r}))
print(jobs.start(store, datetime.date({DATE.year}, {DATE.month}, {DATE.day}), budget_s=1).job_id)
"""
    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with killing_the_worker_of(store, asked.stdout.strip()) as job_id:
        assert wait_until(lambda: has_ended(store, job_id), 60), log_of(store)
        job = jobs.get(store, job_id)
        assert job is not None
        assert (job.state, job.error, job.plan_revision) == ("done", "", 1)
        plan = plans.load(store, job.plan_id or "", 1)
        assert (plan.solver, plan.totals.unassigned) == ("pyvrp", 0)
        # Nobody needs the worker any more: the one who started it is gone.
        assert wait_until(lambda: not is_alive(job.pid or 0), 15)
        assert is_slot_free(store.folder)


@linux_only
def test_a_worker_killed_in_the_middle_leaves_a_lost_job_and_the_next_one_goes_on(
    store: Store,
) -> None:
    earlier = _keep_a_plan(store)
    job = jobs.start(store, DATE, budget_s=60)
    with worker(store.folder, "hang_after_one") as first:
        assert wait_until(lambda: now_of(store, job).best_number > 0, 60)
        best = jobs.get(store, job.job_id, with_best=True)
        assert best is not None
        assert jobs.best_plan(best) is not None
        started = children_of(first.pid)
        assert started
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert wait_until(lambda: not any(map(is_alive, started)), 5)
    assert now_of(store, job).state == "running"
    assert mark_lost(store, datetime.now(UTC) + timedelta(seconds=31)) == [job.job_id]
    current = jobs.current(store, DATE)
    assert current is not None
    assert (current.job_id, current.state) == (job.job_id, "lost")
    assert [row.plan_id for row in plans.list_plans(store, DATE)] == [earlier]
    again = jobs.start(store, DATE, budget_s=1)
    assert again.job_id != job.job_id
    with worker(store.folder, "chatter"):
        assert wait_until(lambda: now_of(store, again).state == "done", 60)
    assert jobs.current(store, DATE) is None


def test_a_second_worker_without_a_free_slot_ends_at_once(store: Store) -> None:
    with ExitStack() as held:
        for _ in range(slot_count()):
            assert held.enter_context(hold_slot(store.folder))
        assert not is_slot_free(store.folder)
        with worker(store.folder, "obey") as second:
            assert second.wait(30) == 0
    assert is_slot_free(store.folder)


@pytest.mark.usefixtures("faked")
def test_stopping_keeps_the_best(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "obey")
    monkeypatch.setattr(searches, "STOP_GRACE_S", 30.0)
    job = jobs.start(store, DATE, budget_s=60)
    working = threading.Thread(target=supervisor.work, args=(store, os.getppid(), 0.3))
    working.start()
    assert wait_until(lambda: now_of(store, job).state == "running", 20)
    jobs.stop(store, job.job_id)
    assert jobs.start(store, DATE, budget_s=60).job_id != job.job_id, "it is stopping already"
    assert wait_until(lambda: now_of(store, job).state == "stopped", 30)
    for waiting in [one for one in [jobs.current(store, DATE)] if one is not None]:
        jobs.stop(store, waiting.job_id)
    working.join(60)
    ended = now_of(store, job)
    assert ended.plan_id is not None
    assert plans.load(store, ended.plan_id, 1).solver == "obedient"


@pytest.mark.usefixtures("faked")
def test_a_job_that_is_stopped_before_it_began_makes_no_plan(store: Store) -> None:
    job = jobs.start(store, DATE, budget_s=1)
    jobs.stop(store, job.job_id)
    supervisor.work(store, os.getppid(), 0.0)
    assert (now_of(store, job).state, now_of(store, job).plan_id) == ("stopped", None)


@pytest.mark.usefixtures("faked")
def test_a_failing_search_says_why_and_the_plan_before_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = _keep_a_plan(store)
    before = plan_to_document(plans.load(store, earlier, 1))
    use(monkeypatch, "give_up")
    job = jobs.start(store, DATE, budget_s=1)
    supervisor.work(store, os.getppid(), 0.3)
    ended = now_of(store, job)
    assert (ended.state, ended.plan_id) == ("failed", None)
    assert ended.error == "The search lost its way."
    assert jobs.current(store, DATE) == ended
    [row] = plans.list_plans(store, DATE)
    assert plan_to_document(plans.load(store, row.plan_id, row.revision)) == before


@pytest.mark.usefixtures("faked")
@pytest.mark.parametrize("fake", ["crash", "crash_after_one", "a_word"])
def test_a_search_that_breaks_off_leaves_a_sound_plan_and_a_word(
    store: Store, monkeypatch: pytest.MonkeyPatch, fake: str
) -> None:
    use(monkeypatch, fake)
    job = jobs.start(store, DATE, budget_s=1)
    supervisor.work(store, os.getppid(), 0.3)
    ended = now_of(store, job)
    assert (ended.state, ended.error) == ("done", BROKEN_OFF_WORDS)
    row = plans.latest(store, DATE)
    assert row is not None
    assert (row.solver, row.unassigned) == (BROKEN_OFF, 0)


@pytest.mark.usefixtures("faked")
def test_a_mistake_in_the_program_is_told_in_words_and_the_worker_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RuntimeError("stumbled")

    jobs.start(store, DATE, budget_s=1)
    with monkeypatch.context() as once:
        once.setattr(day_jobs, "problem_of", stumble)
        supervisor.work(store, os.getppid(), 0.3)
    current = jobs.current(store, DATE)
    assert current is not None
    assert current.state == "failed"
    assert current.error.startswith("Something went wrong while planning.")


@pytest.mark.usefixtures("faked")
def test_a_job_given_up_while_its_search_fails_does_not_end_the_worker(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the computer slept in between."""
    first = jobs.start(store, DATE, budget_s=1)
    second = jobs.start(store, DATE, budget_s=2)

    def sleep(asked: Store, job: Job, take_process: object) -> None:
        finish(asked, job.job_id, "lost" if job.job_id == first.job_id else "done", job.created)
        raise SolveError("It took too long.")

    monkeypatch.setattr(supervisor, "do", sleep)
    supervisor.work(store, os.getppid(), 0.3)
    assert (now_of(store, first).state, now_of(store, second).state) == ("lost", "done")


@pytest.mark.usefixtures("faked")
def test_a_day_that_lost_its_depot_meanwhile_fails_in_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "obey")
    job = jobs.start(store, DATE, budget_s=1)
    save_day(store, DayRecord(DATE, "Europe/Helsinki", {}))
    supervisor.work(store, os.getppid(), 0.3)
    assert (now_of(store, job).state, now_of(store, job).error) == (
        "failed",
        "Say where the depot is, on the drivers page.",
    )


@posix_only
def test_a_job_that_waits_for_long_calls_a_worker_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs.start(store, DATE, budget_s=1)
    called: list[Path] = []
    monkeypatch.setattr(jobs, "call_worker", called.append)
    now_of(store, job)
    assert called == []
    monkeypatch.setattr(jobs, "WAITED_LONG", timedelta(0))
    time.sleep(0.01)
    now_of(store, job)
    assert called == [store.folder]


def _keep_a_plan(store: Store) -> str:
    """A plan of the day as it is, without a search."""
    inputs = stored_inputs(store, DATE)
    problem = problem_of(inputs, Estimate())
    on = clock(problem)
    found = complete(problem, Assignment(), on)
    plan = plan_so_far(inputs, problem, found, seed=0, budget=Budget(1), on=on)
    return plans.keep(store, plan, {})[0]


def test_a_plan_is_made_again_with_only_what_is_new(store: Store) -> None:
    """Asked for twice, the second time with one order more and the first plan to keep."""
    made: list[tuple[str, int]] = []
    for begin_at in (None, "the first"):
        first = made[0] if begin_at else None
        take_in(store, row(3 if first is None else 9))
        job = jobs.start(store, DATE, budget_s=1, mode=jobs.KEEP_ORDER, begin_at=first)
        supervisor.work(store, os.getppid(), 0.3)
        done = now_of(store, job)
        assert (done.state, done.error) == ("done", "")
        assert done.plan_id is not None
        assert done.plan_revision is not None
        made.append((done.plan_id, done.plan_revision))
    before, after = (plans.assignment_of(plans.load(store, *ref)) for ref in made)
    assert {"A9"} == set(after.order_ids()) - set(before.order_ids())
    kept = [order_id for order_id in after.order_ids() if order_id != "A9"]
    assert kept == list(before.order_ids())
