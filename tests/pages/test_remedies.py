"""Orders left out on the plan page: why, with whom, and what one click does about it."""

from dataclasses import replace
from datetime import time, timedelta

from dashboard.domain import Capacity, Costs
from dashboard.services import days, orders, plans
from dashboard.store import Store
from tests.pages.plan_pages import labels, open_page, words
from tests.services.planned import VAN, day_of, far, kept_plan
from tests.services.ready import DATE, row, take_in

SMALL = Capacity(parcels=1)


def test_an_order_left_out_says_why_with_whom_and_what_helps(store: Store) -> None:
    day_of(store, far(1), shift_end=time(9, 45))
    kept_plan(store)
    at = open_page("plan")
    assert "Too far for any shift" in words(at)
    assert "Customer 150, order F1" in words(at)
    [table] = at.table
    [line] = table.value.to_dict("records")
    assert line["With"] == "Own van"
    assert "too long for the shift" in line["What stands in the way"]
    [longer] = [label for label in labels(at) if "overtime" in label]
    assert longer.endswith(" €")
    assert "Deliver it tomorrow" in labels(at)


def test_one_click_takes_a_remedy_and_shows_its_plan(store: Store) -> None:
    day_of(store, far(1), shift_end=time(9, 45))
    first, plan = kept_plan(store)
    at = open_page("plan")
    at.button(key="remedy_F1_0").click().run()
    assert not at.exception
    assert "1 driver: your one order on time" in words(at)
    assert at.query_params["plan"] != f"{first[0]}.{first[1]}"
    assert not [warning.value for warning in at.warning if "changed" in warning.value]
    drivers = open_page("drivers")
    assert "may drive until" in words(drivers)
    drivers.button(key="overtime_Own van-1").click().run()
    assert days.get_setup(store, DATE).overtime == ()
    assert plan.unassigned


def test_moving_an_order_to_the_next_day_takes_one_click(store: Store) -> None:
    day_of(store, row(1), row(2), capacity=SMALL)
    _, plan = kept_plan(store)
    [left] = plan.unassigned
    at = open_page("plan")
    number = [r.kind.value for r in left.remedies].index("tomorrow")
    at.button(key=f"remedy_{left.order_id}_{number}").click().run()
    assert "1 driver: your one order on time" in words(at)
    moved = orders.list_orders(store, DATE + timedelta(days=1))
    assert [view.order_id for view in moved] == [left.order_id]


def test_on_a_day_that_has_changed_no_remedy_can_be_taken(store: Store) -> None:
    day_of(store, row(1), row(2), capacity=SMALL)
    kept_plan(store)
    take_in(store, row(1), row(2), row(3))
    at = open_page("plan")
    offered = [button for button in at.button if (button.key or "").startswith("remedy_")]
    assert offered
    assert all(button.disabled for button in offered)
    assert "plan again first" in words(at)


def test_a_day_that_changes_behind_the_page_is_told_and_left_alone(store: Store) -> None:
    day_of(store, row(1), row(2), capacity=SMALL)
    kept_plan(store)
    at = open_page("plan")
    key = next(b.key for b in at.button if b.key and b.key.startswith("remedy_"))
    days.save_classes(store, DATE, [replace(VAN, count=3)])
    at.button(key=key).click().run()
    assert "Plan again first" in at.error[0].value
    assert len(plans.list_plans(store, DATE)) == 1


def test_of_many_orders_left_out_one_is_looked_at_at_a_time(store: Store) -> None:
    day_of(store, *(row(k) for k in range(1, 8)), capacity=SMALL)
    kept_plan(store)
    at = open_page("plan")
    table = at.dataframe[0].value
    assert len(table) == 6
    assert all("more Own van" in cell for cell in table["What would help"])
    chooser = at.selectbox(key="left_out")
    assert len(chooser.options) == 6
    chooser.select_index(2).run()
    keys = {b.key for b in at.button if (b.key or "").startswith("remedy_")}
    assert {str(key).split("_")[1] for key in keys} == {table["Order"][2]}


def test_orders_that_fit_in_besides_are_counted(store: Store) -> None:
    day_of(store, row(1), row(2), row(3), capacity=SMALL)
    costs = Costs(shift_cents=9000)
    small = replace(VAN, capacity=SMALL, costs=costs)
    days.save_classes(store, DATE, [small, replace(VAN, name="Truck", count=0)])
    _, plan = kept_plan(store)
    assert plan.unassigned[0].remedies[0].words == "one more Truck from 09:00"
    at = open_page("plan")
    at.button(key=f"remedy_{plan.unassigned[0].order_id}_0").click().run()
    assert at.toast[0].value.endswith("1 more order fitted in besides\\.")


def test_names_on_remedies_are_never_markup(store: Store) -> None:
    day_of(store, far(1), shift_end=time(9, 45), name="**Van**")
    kept_plan(store)
    at = open_page("plan")
    assert any(r"\*\*Van\*\* 1" in label for label in labels(at))
