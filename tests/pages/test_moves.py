"""An order moved by hand on the pages: the list of places, the click, the differences, the undo."""

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from dashboard.domain import Capacity
from dashboard.services import days, plans, wishes
from dashboard.store import Store
from tests.pages.plan_pages import labels, map_spec, open_page, words
from tests.services.planned import VAN
from tests.services.ready import DATE, ready_day, row, take_in
from tests.services.test_moves import FIRST, ROUTES, SECOND, Ref, kept, small


def open_move(order_id: str) -> AppTest:
    """The map page with an order chosen and the list of its places asked for."""
    at = open_page("map")
    rows = list(at.dataframe[0].value["Order"])
    at.session_state["stop_table"] = {"selection": {"rows": [rows.index(order_id)]}}
    at.session_state[f"move_{order_id}"] = True
    at.run()
    assert not at.exception
    return at


def shown(at: AppTest) -> Ref:
    """The plan that the address names."""
    plan_id, _, revision = str(at.query_params["plan"]).rpartition(".")
    return plan_id, int(revision)


def test_a_click_moves_the_order_and_the_page_tells_what_has_changed(store: Store) -> None:
    ready_day(store, 4)
    ref, before = kept(store, ROUTES)
    at = open_move("A2")
    assert "Now: 1 Own van 1, stop 2," in words(at)
    assert "2 Own van 2, stop " in words(at)
    view = map_spec(at)["initialViewState"]
    at.selectbox(key="move_to_A2").set_value(SECOND).run()
    at.button(key="put_A2_0").click().run()
    assert not at.exception
    assert shown(at) == (ref[0], 2)
    after = plans.load(store, *shown(at))
    said = f"{(after.totals.cost_cents - before.totals.cost_cents) / 100:+.2f} €"
    assert f"Customer 2** is now with 2 Own van 2, stop {_stop(at)}" in words(at)
    assert said in words(at)
    assert "Not all rules" not in words(at)
    assert map_spec(at)["initialViewState"] == view


def _stop(at: AppTest) -> int:
    table = at.dataframe[-1].value
    return int(table[table["Order"] == "A2"]["Stop"].iloc[0])


def test_a_move_is_undone_with_one_click(store: Store) -> None:
    ready_day(store, 4)
    ref, before = kept(store, ROUTES)
    at = open_move("A2")
    at.button(key="put_A2_0").click().run()
    at.button(key="undo_move").click().run()
    assert not at.exception
    assert plans.load(store, *shown(at)) == before
    assert shown(at) == (ref[0], 3)
    assert "Undo the move" not in labels(at)


def test_what_breaks_a_rule_is_named_before_and_after(store: Store) -> None:
    small(store)
    kept(store, ROUTES)
    at = open_move("A2")
    at.selectbox(key="move_to_A2").set_value(SECOND).run()
    assert "▲ 1 parcel too many for the vehicle" in words(at)
    assert "Put it here" not in labels(at)
    at.button(key="put_A2_0").click().run()
    assert "Not all rules are kept in this plan" in at.warning[0].value
    assert "2 Own van 2: 1 parcel too many for the vehicle" in words(at)
    plan = open_page("plan")
    assert "2 Own van 2: 1 parcel too many for the vehicle" in words(plan)
    assert "Undo the move" in labels(plan)


def test_an_order_left_out_is_put_on_a_route_beside_its_remedies(store: Store) -> None:
    small(store)
    take_in(store, *(row(k) for k in range(1, 6)))
    kept(store, ROUTES)
    at = open_page("plan")
    at.session_state["move_A5"] = True
    at.run()
    assert "Now:" not in words(at)
    at.button(key="put_A5_0").click().run()
    assert not at.exception
    assert plans.load(store, *shown(at)).unassigned == ()
    assert "Customer 5** is now with" in words(at)
    assert "1 newly served" in at.expander[0].label


def test_a_locked_route_says_so_and_is_not_offered(store: Store) -> None:
    ready_day(store, 4)
    _, plan = kept(store, ROUTES)
    wishes.lock_route(store, DATE, plan, FIRST)
    kept(store, ROUTES)
    at = open_move("A1")
    assert "This route is locked: unlock it first." in words(at)
    assert not [key for key in _keys(at) if key.startswith("put_")]


def test_on_a_day_that_has_changed_nothing_can_be_moved(store: Store) -> None:
    ready_day(store, 4)
    kept(store, ROUTES)
    at = open_move("A2")
    days.save_classes(store, DATE, [replace(VAN, count=2, capacity=Capacity(parcels=9))])
    at.button(key="put_A2_0").click().run()
    assert "Plan again first" in at.error[0].value
    assert len(plans.list_plans(store, DATE)) == 1
    assert "plan again first" in words(at)
    assert not [key for key in _keys(at) if key.startswith("put_")]


def test_a_plan_that_somebody_else_has_changed_is_not_changed_unseen(store: Store) -> None:
    ready_day(store, 4)
    ref, _ = kept(store, ROUTES)
    mine, theirs = open_move("A2"), open_move("A2")
    theirs.button(key="put_A2_0").click().run()
    mine.button(key="put_A2_0").click().run()
    assert "Somebody else has changed this plan meanwhile" in mine.error[0].value
    assert [(p.plan_id, p.revision) for p in plans.list_plans(store, DATE)] == [(ref[0], 2)]


def test_names_in_the_list_are_never_markup(store: Store) -> None:
    ready_day(store, 0)
    days.save_classes(store, DATE, [replace(VAN, name="**Van**", count=2)])
    take_in(store, *(row(k) for k in (1, 2)))
    kept(store, {"**Van**-1": ["A1"], "**Van**-2": ["A2"]})
    at = open_move("A1")
    assert any(r"\*\*Van\*\* 2, stop" in one.value for one in at.markdown)


def _keys(at: AppTest) -> list[str]:
    return [button.key or "" for button in at.button]
