"""Jobs: one for many clicks, claimed once, given up when silent."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest

from dashboard.domain import ConflictError
from dashboard.store import (
    Job,
    Store,
    add_job,
    ask_cancel,
    beat,
    claim_next,
    finish,
    get_job,
    list_jobs,
    mark_lost,
)
from tests.store.records import MONDAY, NOON, TUESDAY, seconds


def queued(store: Store, **request: Any) -> Job:
    return add_job(store, MONDAY, request, NOON)


def running(store: Store) -> Job:
    queued(store)
    job = claim_next(store, limit=1, now=NOON, pid=7)
    assert job is not None
    return job


def found(store: Store, job: Job) -> Job:
    again = get_job(store, job.job_id)
    assert again is not None
    return again


def at_once(count: int, act: Callable[[], object]) -> list[object]:
    together, results = Barrier(count), []

    def one() -> None:
        together.wait()
        results.append(act())

    threads = [Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_job_waits_runs_and_ends(store: Store) -> None:
    job = queued(store, seconds=20)
    assert (job.state, job.request, job.created) == ("queued", {"seconds": 20}, NOON)
    claimed = claim_next(store, limit=1, now=NOON + seconds(1), pid=7)
    assert claimed is not None
    assert (claimed.job_id, claimed.state, claimed.pid) == (job.job_id, "running", 7)
    assert claimed.started == claimed.beat == NOON + seconds(1)
    finish(store, job.job_id, "done", NOON + seconds(9), plan=("p1", 1))
    ended = found(store, job)
    assert (ended.state, ended.plan_id, ended.plan_revision) == ("done", "p1", 1)
    assert ended.finished == NOON + seconds(9)
    assert get_job(store, "nobody") is None


def test_twenty_clicks_make_one_job(store: Store) -> None:
    jobs = at_once(20, lambda: queued(store, seconds=20, classes=(1, 2)).job_id)
    assert len(set(jobs)) == 1
    assert len(list_jobs(store, MONDAY)) == 1


def test_another_day_request_or_an_ended_job_makes_a_new_one(store: Store) -> None:
    first = queued(store, seconds=20)
    assert add_job(store, TUESDAY, {"seconds": 20}, NOON).job_id != first.job_id
    assert queued(store, seconds=30).job_id != first.job_id
    claim_next(store, limit=1, now=NOON, pid=7)
    assert queued(store, seconds=20).job_id == first.job_id
    ask_cancel(store, first.job_id, NOON)
    assert queued(store, seconds=20).job_id != first.job_id


def test_workers_that_claim_at_once_get_different_jobs_up_to_the_limit(store: Store) -> None:
    for n in range(4):
        queued(store, n=n)
    claimed = at_once(4, lambda: claim_next(store, limit=2, now=NOON, pid=7))
    taken = sorted(job.request["n"] for job in claimed if isinstance(job, Job))
    assert taken == [0, 1]


def test_a_beat_brings_progress_and_better_plans(store: Store) -> None:
    job = running(store)
    assert not beat(store, job.job_id, NOON + seconds(1), progress={"cost": 9})
    beat(store, job.job_id, NOON + seconds(2), best={"routes": [1]})
    beat(store, job.job_id, NOON + seconds(3), best={"routes": [2]})
    beat(store, job.job_id, NOON + seconds(4))
    now = found(store, job)
    assert (now.progress, now.best, now.best_number) == ({"cost": 9}, {"routes": [2]}, 2)
    assert now.beat == NOON + seconds(4)
    light = get_job(store, job.job_id, with_best=False)
    assert light is not None
    assert light.best is None
    assert light.best_number == 2


def test_a_running_job_is_asked_to_stop_and_a_queued_one_is_stopped(store: Store) -> None:
    job = running(store)
    waiting = queued(store, n=2)
    for each in (job, waiting):
        ask_cancel(store, each.job_id, NOON)
    assert beat(store, job.job_id, NOON + seconds(1))
    assert found(store, job).state == "running"
    assert found(store, waiting).state == "stopped"
    finish(store, job.job_id, "stopped", NOON)
    assert claim_next(store, limit=1, now=NOON, pid=8) is None


def test_a_silent_job_is_lost_and_cannot_come_back(store: Store) -> None:
    job = running(store)
    assert mark_lost(store, NOON + seconds(30)) == []
    assert mark_lost(store, NOON + seconds(31)) == [job.job_id]
    with pytest.raises(ConflictError, match="lost"):
        beat(store, job.job_id, NOON + seconds(32), best={})
    with pytest.raises(ConflictError, match="lost"):
        finish(store, job.job_id, "done", NOON + seconds(32))
    assert found(store, job).state == "lost"
    assert found(store, job).best_number == 0


def test_a_silent_job_does_not_keep_the_next_one_waiting(store: Store) -> None:
    silent = running(store)
    waiting = queued(store, n=2)
    claimed = claim_next(store, limit=1, now=NOON + seconds(60), pid=8)
    assert claimed is not None
    assert claimed.job_id == waiting.job_id
    assert found(store, silent).state == "lost"


def test_the_best_plan_outlives_a_failed_job_but_not_one_with_a_plan(store: Store) -> None:
    job = running(store)
    beat(store, job.job_id, NOON, best={"routes": [1]})
    finish(store, job.job_id, "failed", NOON, error="The search crashed.")
    failed = found(store, job)
    assert (failed.best, failed.error) == ({"routes": [1]}, "The search crashed.")
    other = running(store)
    beat(store, other.job_id, NOON, best={"routes": [1]})
    finish(store, other.job_id, "done", NOON, plan=("p1", 1))
    assert found(store, other).best is None


def test_jobs_are_listed_latest_first(store: Store) -> None:
    ids = [queued(store, n=n).job_id for n in range(3)]
    assert [job.job_id for job in list_jobs(store, MONDAY)] == ids[::-1]
