"""The depots on the drivers page."""

from datetime import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain import Point
from dashboard.services import days
from dashboard.store import Store
from tests.build import DATE
from tests.pages.plan_pages import open_details, open_page, words
from tests.small_map import bring_map, house


def test_the_depot_takes_a_position_in_one_field(store: Store) -> None:
    at = open_page("drivers")
    assert "Save the depot" in [b.label for b in at.button if b.proto.type == "primary"]
    next(field for field in at.text_input if field.label == "Position").set_value("60.17, 24.94")
    next(field for field in at.text_input if field.label == "Name" and not field.key).set_value(
        "*Us*"
    )
    next(button for button in at.button if button.label == "Save the depot").click().run()
    depot = days.get_setup(store, DATE).depot
    assert depot is not None
    assert (depot.name, depot.point) == ("*Us*", Point(24.94, 60.17))


@pytest.mark.parametrize("position", ["", "Helsinki", "160.17, 24.94", "0, 0"])
def test_an_impossible_depot_is_refused_with_the_reason(store: Store, position: str) -> None:
    at = open_page("drivers")
    next(field for field in at.text_input if field.label == "Position").set_value(position)
    next(button for button in at.button if button.label == "Save the depot").click().run()
    assert at.error
    assert days.get_setup(store, DATE).depot is None


def save_depot(at: AppTest, **fields: str) -> AppTest:
    """Save the depot with these fields, by their labels."""
    for label, text in fields.items():
        named = [field for field in at.text_input if field.label == label.capitalize()]
        next(field for field in named if not field.key).set_value(text)
    next(button for button in at.button if button.label == "Save the depot").click().run()
    assert not at.exception
    return at


def depot_point(store: Store) -> Point | None:
    depot = days.get_setup(store, DATE).depot
    return depot.point if depot else None


def test_the_depot_is_found_by_its_address(store: Store) -> None:
    bring_map(store.folder)
    at = save_depot(open_page("drivers"), address="Long Street 3, 12345 Bramley")
    assert depot_point(store) == house("Long Street", 3)
    save_depot(at, address="Mill Lane 5, 12345 Bramley")
    assert depot_point(store) == house("Mill Lane", 5)


def test_an_address_in_doubt_is_chosen_for_the_depot(store: Store) -> None:
    bring_map(store.folder)
    at = save_depot(open_page("drivers"), name="Us", address="Long Street 30, 12345 Bramley")
    assert depot_point(store) is None
    assert "the house number is not" in words(at)
    at.button(key="depot_use_1").click().run()
    assert depot_point(store) is not None
    assert days.get_setup(store, DATE).depot_address == "Long Street 30, 12345 Bramley"
    assert "the house number is not" not in words(at)


def test_an_address_that_no_map_knows_needs_a_position_once(store: Store) -> None:
    at = save_depot(open_page("drivers"), address="Nowhere Road 1")
    assert "no map of your area" in at.error[0].value.replace("\\", "")
    save_depot(at, address="Nowhere Road 1", position="60.17, 24.94")
    save_depot(at, address="Nowhere Road 2")
    assert depot_point(store) == Point(24.94, 60.17)
    assert days.get_setup(store, DATE).depot_address == "Nowhere Road 2"


def test_the_depot_is_placed_by_a_pin(store: Store) -> None:
    at = open_page("drivers")
    at.toggle(key=f"depot_map_{DATE}").set_value(True).run()
    next(f for f in at.text_input if f.label == "Latitude, longitude").set_value("60.2, 24.9").run()
    next(button for button in at.button if button.label == "Put the depot here").click().run()
    assert not at.exception
    assert depot_point(store) == Point(24.9, 60.2)


def test_a_second_depot_is_added_and_classes_can_load_there(store: Store) -> None:
    days.save_depot(store, DATE, point=Point(24.94, 60.17), name="Shop")
    at = open_details(open_page("drivers"))
    assert f"depot_{DATE}_0" not in [field.key for field in at.selectbox]
    fill_last(at, Name="Warehouse", Position="60.2, 24.9")
    last_of(at.button, "Save the depot").click().run()
    main, second = days.get_setup(store, DATE).depots
    assert (main.name, second.name, second.point) == ("Shop", "Warehouse", Point(24.9, 60.2))
    at.selectbox(key=f"depot_{DATE}_0").set_value(second.id).run()
    assert [shift.depot_id for shift in days.get_setup(store, DATE).shifts] == [second.id] * 2
    at.button(key=f"depot_remove_{second.id}").click().run()
    assert not at.exception
    assert [shift.depot_id for shift in days.get_setup(store, DATE).shifts] == [main.id] * 2


def test_two_depots_of_one_name_are_refused_in_words(store: Store) -> None:
    days.save_depot(store, DATE, point=Point(24.94, 60.17), name="Shop")
    at = open_page("drivers")
    fill_last(at, Name="shop", Position="60.2, 24.9")
    last_of(at.button, "Save the depot").click().run()
    assert "name them apart" in at.error[0].value
    assert len(days.get_setup(store, DATE).depots) == 1


def test_a_depot_opens_and_closes_or_neither(store: Store) -> None:
    days.save_depot(store, DATE, point=Point(24.94, 60.17), name="Shop")
    at = open_page("drivers")
    next(field for field in at.time_input if field.label == "Opens").set_value(time(8))
    save_depot(at)
    assert "when it closes" in at.error[0].value
    next(field for field in at.time_input if field.label == "Closes").set_value(time(18))
    save_depot(at)
    assert days.get_setup(store, DATE).depot_places[0].hours == (time(8), time(18))


def last_of(elements: Any, label: str) -> Any:
    """The element of this label in the form of one more depot, which stands last."""
    return [element for element in elements if element.label == label][-1]


def fill_last(at: AppTest, **fields: str) -> None:
    for label, text in fields.items():
        last_of([field for field in at.text_input if not field.key], label).set_value(text)
