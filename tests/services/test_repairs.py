"""Orders that wait for a person to say where they go."""

from collections.abc import Sequence

import pytest

from dashboard.domain import Point
from dashboard.places import Candidate, Found, Quality
from dashboard.services import addresses, days, lookups, online, order_files, orders, repairs
from dashboard.services.repairs import Question
from dashboard.store import Store
from tests.intake.build_tables import csv_bytes
from tests.services.ready import DATE, ZONE
from tests.small_map import VILLAGE, bring_map, house

HEADINGS = ("order_id", "address", "latitude", "longitude", "priority")
UNKNOWN_NUMBER = "Long Street 30, 12345 Bramley"


def asked(store: Store, *rows: Sequence[str]) -> list[Question]:
    """What is asked of a day with these orders, in a village whose map is there."""
    days.get_setup(store, DATE, ZONE)
    days.save_depot(store, DATE, point=VILLAGE, name="Shop")
    bring_map(store.folder)
    full = ([*row, "", "", "", ""][: len(HEADINGS)] for row in rows)
    order_files.import_file(store, DATE, csv_bytes(HEADINGS, *full), "orders.csv")
    return open_questions(store)


def open_questions(store: Store) -> list[Question]:
    lookups.begin(store, DATE)
    return repairs.questions(orders.list_orders(store, DATE))


def points(store: Store) -> dict[str, Point | None]:
    views = orders.list_orders(store, DATE)
    return {view.order_id: view.order.point if view.order else None for view in views}


def test_nobody_is_asked_where_the_map_is_sure(store: Store) -> None:
    assert asked(store, ["a", "Long Street 3, 12345 Bramley"]) == []
    assert points(store)["a"] == house("Long Street", 3)


def test_one_address_is_asked_once_however_it_is_written(store: Store) -> None:
    [question] = asked(store, ["a", UNKNOWN_NUMBER], ["b", "LONG STREET 30,  12345 bramley"])
    assert [view.order_id for view in question.views] == ["a", "b"]
    assert "house number" in question.reason
    [candidate] = question.candidates
    assert candidate.label.startswith("Long Street")


def test_the_most_pressing_is_asked_first(store: Store) -> None:
    found = asked(
        store,
        ["one", "Nowhere Road 1"],
        ["two", UNKNOWN_NUMBER],
        ["three", UNKNOWN_NUMBER],
        ["dear", "Nowhere Road 2", "", "", "critical"],
    )
    assert [question.keys[0][1] for question in found] == ["dear", "two", "one"]


def test_an_answer_places_all_its_orders_and_is_remembered(store: Store) -> None:
    [question] = asked(store, ["a", UNKNOWN_NUMBER], ["b", UNKNOWN_NUMBER])
    repairs.place(store, question, house("Mill Lane", 1))
    assert points(store) == dict.fromkeys("ab", house("Mill Lane", 1))
    again = csv_bytes(HEADINGS, ["c", UNKNOWN_NUMBER, "", "", ""])
    order_files.import_file(store, DATE, again, "next.csv")
    assert open_questions(store) == []


def test_an_answer_taken_back_is_asked_again_with_all_that_was_known(store: Store) -> None:
    [question] = asked(store, ["a", UNKNOWN_NUMBER])
    repairs.place(store, question, house("Mill Lane", 1))
    repairs.take_back(store, question)
    [again] = open_questions(store)
    assert again.candidates == question.candidates
    assert points(store) == {"a": None}


def test_an_address_that_nobody_had_looked_up_is_unknown_again(store: Store) -> None:
    days.get_setup(store, DATE, ZONE)
    table = csv_bytes(HEADINGS, ["a", UNKNOWN_NUMBER, "", "", ""])
    order_files.import_file(store, DATE, table, "orders.csv")
    [question] = open_questions(store)
    repairs.place(store, question, VILLAGE)
    assert open_questions(store) == []
    repairs.take_back(store, question)
    [again] = open_questions(store)
    assert again.reason == ""
    bring_map(store.folder)
    [looked_up] = open_questions(store)
    assert looked_up.candidates


def test_an_address_written_anew_is_looked_up_again(store: Store) -> None:
    [question] = asked(store, ["a", UNKNOWN_NUMBER])
    repairs.correct(store, question, " Long Street 4, 12345 Bramley ")
    assert open_questions(store) == []
    assert points(store)["a"] == house("Long Street", 4)


def test_a_position_far_away_gives_way_to_the_address(store: Store) -> None:
    [question] = asked(store, ["a", "Mill Lane 2, 12345 Bramley", "65.01", "25.47"])
    assert question.far_km
    assert question.has_position
    repairs.go_by_address(store, question)
    assert open_questions(store) == []
    assert points(store)["a"] == house("Mill Lane", 2)
    repairs.take_back(store, question)
    assert points(store)["a"] == Point(25.47, 65.01)


def test_exchanged_degrees_are_seen(store: Store) -> None:
    [question] = asked(store, ["a", "", "24.941", "60.171"])
    assert question.swapped == Point(24.941, 60.171)
    orders.swap_place(store, question.keys)
    assert open_questions(store) == []
    repairs.take_back(store, question)
    assert len(open_questions(store)) == 1


def test_what_is_still_looked_up_is_not_asked(store: Store) -> None:
    asked(store, ["a", UNKNOWN_NUMBER], ["b", "Nowhere Road 1"])
    views = orders.list_orders(store, DATE)
    [question] = repairs.questions(views, waiting=["long street 30 12345 bramley"])
    assert question.address == "Nowhere Road 1"


def test_what_a_service_has_not_answered_can_be_asked_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "service", lambda store: lambda address: None)
    [question] = asked(store, ["a", "Nowhere Road 1"])
    assert question.is_unanswered
    found = Found(addresses.ACCEPTED, Candidate("There", VILLAGE, Quality.HOUSE, 100.0), (), "")
    monkeypatch.setattr(online, "service", lambda store: lambda address: found)
    repairs.look_up_again(store, [question])
    assert open_questions(store) == []
    assert points(store)["a"] == VILLAGE
