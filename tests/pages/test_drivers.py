"""The drivers page: how many may drive, windows, drivers by name."""

from dataclasses import replace
from datetime import time

import pytest

from dashboard.domain import Driver, PlannerError, Point
from dashboard.services import days
from dashboard.store import Store
from dashboard.ui.named_drivers import read_drivers
from tests.build import DATE
from tests.pages.plan_pages import labels, open_details, open_page, words


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


def test_classes_are_added_and_removed(store: Store) -> None:
    at = open_details(open_page("drivers"))
    at.button(key="add_Bike").click().run()
    assert [kind.name for kind in days.get_setup(store, DATE).classes][-1] == "Bike 2"
    at.button(key=f"remove_{DATE}_3").click().run()
    assert len(days.get_setup(store, DATE).classes) == 3


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
