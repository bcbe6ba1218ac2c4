"""The drivers page: how many may drive, the depot, windows, drivers by name."""

from dataclasses import replace
from datetime import time

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain import Driver, PlannerError, Point
from dashboard.services import days
from dashboard.store import Store
from dashboard.ui.named_drivers import read_drivers
from tests.build import DATE
from tests.pages.plan_pages import labels, open_page, words
from tests.small_map import bring_map, house


def open_details(at: AppTest) -> AppTest:
    """Unfold the rare fields of every class, as a click on each would."""
    for number in range(6):
        at.session_state[f"more_{DATE}_{number}"] = True
    return at.run()


def test_a_count_is_kept_as_soon_as_it_is_changed(store: Store) -> None:
    at = open_page("drivers")
    at.number_input(key=f"count_{DATE}_0").set_value(5).run()
    assert not at.exception
    assert days.get_setup(store, DATE).classes[0].count == 5
    assert "5 drivers" in "\n".join(caption.value for caption in at.caption)


def test_a_count_that_a_colleague_changed_is_shown(store: Store) -> None:
    at = open_page("drivers")
    van, *others = days.get_setup(store, DATE).classes
    days.save_classes(store, DATE, [replace(van, count=7), *others])
    at.run()
    assert at.number_input(key=f"count_{DATE}_0").value == 7


def test_a_shift_without_hours_is_refused_in_words_beside_the_field(store: Store) -> None:
    at = open_page("drivers")
    at.time_input(key=f"end_{DATE}_0").set_value(time(9)).run()
    assert "has no hours" in at.error[0].value
    assert days.get_setup(store, DATE).classes[0].shift_end == time(17)
    at.time_input(key=f"end_{DATE}_0").set_value(time(15)).run()
    assert not at.error
    assert days.get_setup(store, DATE).classes[0].shift_end == time(15)


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


def test_classes_are_added_and_removed(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.button(key="add_Bike").click().run()
    assert [kind.name for kind in days.get_setup(store, DATE).classes][-1] == "Bike 2"
    at.button(key=f"remove_{DATE}_3").click().run()
    assert len(days.get_setup(store, DATE).classes) == 3


def test_costs_are_entered_in_the_currency_and_kept_in_cents(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.number_input(key=f"hour_cents_{DATE}_0").set_value(21.35).run()
    assert days.get_setup(store, DATE).classes[0].costs.hour_cents == 2135


def test_what_a_class_has_is_kept_as_orders_ask_for_it(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.text_input(key=f"skills_{DATE}_0").set_value("Tail lift; cooling;").run()
    assert days.get_setup(store, DATE).classes[0].skills == {"cooling", "tail lift"}
    assert at.text_input(key=f"skills_{DATE}_0").value == "cooling; tail lift"


def test_a_class_may_start_at_a_place_of_its_own(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.selectbox(key=f"start_kind_{DATE}_0").set_value("place").run()
    at.text_input(key=f"start_point_{DATE}_0").set_value("60.2; 24.9").run()
    assert days.get_setup(store, DATE).classes[0].start == Point(24.9, 60.2)


def test_a_renamed_class_keeps_its_drivers(store: Store) -> None:
    days.get_setup(store, DATE)
    days.save_drivers(store, DATE, [Driver("Sanna", "Own van")])
    at = open_details(open_page("drivers"))
    at.text_input(key=f"name_{DATE}_0").set_value("Truck").run()
    setup = days.get_setup(store, DATE)
    assert setup.classes[0].name == setup.drivers[0].class_name == "Truck"


def test_own_hours_ask_for_their_start_and_end(store: Store) -> None:
    at = open_page("drivers")
    at.selectbox(key=f"window_mode_{DATE}").set_value("own").run()
    at.time_input(key=f"window_start_{DATE}").set_value(time(10)).run()
    windows = days.get_setup(store, DATE).windows
    assert (windows.mode, windows.start) == ("own", time(10))


def test_more_named_drivers_than_may_drive_are_told(store: Store) -> None:
    days.get_setup(store, DATE)
    days.save_drivers(store, DATE, [Driver(name, "Own van") for name in ("Ann", "Bo", "_Cy_")])
    assert "only 2 may. _Cy_ stays at home." in words(open_page("drivers"))


def test_rows_of_named_drivers_are_read_or_refused_by_name() -> None:
    row = {"name": " Sanna ", "class_name": "Own van", "home": "60.2, 24.9", "phone": None}
    assert read_drivers([row]) == [Driver("Sanna", "Own van", Point(24.9, 60.2), "", True)]
    with pytest.raises(PlannerError, match="Sanna, home 'north'"):
        read_drivers([row | {"home": "north"}])
    with pytest.raises(PlannerError, match="Sanna: choose a class"):
        read_drivers([row | {"class_name": None}])


def test_the_way_on_is_shown_once_there_is_a_depot(store: Store) -> None:
    assert "Bring the orders" not in labels(open_page("drivers"))
    days.save_depot(store, DATE, point=Point(24.94, 60.17), name="Shop")
    assert "Bring the orders" in labels(open_page("drivers"))
