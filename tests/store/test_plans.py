"""Plans: revisions that follow each other and never change."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from dashboard.domain import ConflictError
from dashboard.store import Store, get_revision, latest_plan, list_plans
from tests.store.records import MONDAY, NOON, TUESDAY, save_plan, seconds


def test_a_revision_comes_back_whole(store: Store) -> None:
    document = {"routes": [{"stops": [1, 2, {"name": "Zoë"}], "cost": 1.5}], "none": None}
    assert save_plan(store, document=document) == 1
    plan = get_revision(store, "p1")
    assert plan is not None
    assert plan.document == document
    assert (plan.plan_id, plan.revision, plan.day, plan.created) == ("p1", 1, MONDAY, NOON)
    assert (plan.command, plan.summary) == ({"kind": "solve"}, {"late": 0})
    assert plan.created.utcoffset() == timedelta(0)


def test_each_edit_follows_and_older_revisions_stay(store: Store) -> None:
    save_plan(store, document={"n": 1})
    assert save_plan(store, document={"n": 2}, after=1) == 2
    first, newest = get_revision(store, "p1", 1), get_revision(store, "p1")
    assert first is not None
    assert newest is not None
    assert (first.document, newest.document) == ({"n": 1}, {"n": 2})
    assert get_revision(store, "p1", 3) is None
    assert get_revision(store, "p2") is None


@pytest.mark.parametrize("after", [None, 1, 3])
def test_a_revision_follows_the_newest_only(store: Store, after: int | None) -> None:
    save_plan(store)
    save_plan(store, after=1)
    with pytest.raises(ConflictError):
        save_plan(store, after=after)
    assert [plan.revision for plan in list_plans(store, MONDAY)] == [2]


def test_of_two_people_who_edit_at_once_one_is_told(store: Store) -> None:
    save_plan(store)
    together, ends = Barrier(2), []

    def edit() -> None:
        together.wait()
        try:
            ends.append(save_plan(store, after=1))
        except ConflictError:
            ends.append(0)

    people = [Thread(target=edit) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(ends) == [0, 2]


def test_plans_are_listed_by_their_newest_revision_the_latest_first(store: Store) -> None:
    save_plan(store, "p1")
    save_plan(store, "p2", now=NOON + seconds(1))
    save_plan(store, "p1", after=1, now=NOON + seconds(2), summary={"late": 3})
    save_plan(store, "p3", day=TUESDAY)
    listed = list_plans(store, MONDAY)
    assert [(plan.plan_id, plan.revision) for plan in listed] == [("p1", 2), ("p2", 1)]
    assert listed[0].summary == {"late": 3}
    latest = latest_plan(store, MONDAY)
    assert latest is not None
    assert (latest.plan_id, latest.revision) == ("p1", 2)
    assert latest_plan(store, MONDAY - timedelta(days=1)) is None


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="timezone"):
        save_plan(store, now=NOON.replace(tzinfo=None))
