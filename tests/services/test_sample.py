"""The sample day."""

from dataclasses import replace

from dashboard.services import days, orders, sample
from dashboard.services.inputs import readiness
from dashboard.store import Store
from tests.services.ready import DATE, ready_day


def test_the_sample_day_is_ready_to_be_planned(store: Store) -> None:
    outcome = sample.load(store, DATE)
    assert (outcome.imported, outcome.rejected, outcome.duplicate) == (61, 0, 0)
    ready = readiness(store, DATE)
    assert (ready.plannable, ready.drivers, ready.todo) == (61, 3, ())
    setup = days.get_setup(store, DATE)
    assert setup.day.zone == "Europe/Helsinki"
    assert [shift.driver for shift in setup.shifts] == ["Sanna", "Mikko", "Aleksi"]


def test_loading_it_twice_changes_nothing(store: Store) -> None:
    sample.load(store, DATE)
    before = days.get_setup(store, DATE), orders.list_orders(store, DATE)
    again = sample.load(store, DATE)
    assert (again.duplicate, again.rows) == (61, 61)
    assert (days.get_setup(store, DATE), orders.list_orders(store, DATE)) == before


def test_a_day_that_was_set_up_keeps_its_own(store: Store) -> None:
    ready_day(store, 0)
    before = days.get_setup(store, DATE)
    sample.load(store, DATE)
    assert days.get_setup(store, DATE) == replace(before)
    assert readiness(store, DATE).plannable == 61
