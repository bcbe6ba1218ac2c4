"""The settings page: formats, password, backup, where everything is."""

from datetime import timedelta

from streamlit.testing.v1 import AppTest

from dashboard.domain import Point
from dashboard.services import (
    backups,
    days,
    extracts,
    online,
    orders,
    passwords,
    sample,
    settings,
)
from dashboard.services.extract_child import make_ready
from dashboard.store import Store
from dashboard.ui.look import escape
from tests.build import DATE
from tests.pages.plan_pages import open_page, words
from tests.small_map import bring_map


def click(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def restore(at: AppTest, data: bytes) -> None:
    """Drop a file, and press both buttons: in tests a dialog is open in one run only."""
    at.file_uploader[0].set_value(("b.db", data, "application/octet-stream")).run()
    click(at, "Restore this backup")
    next(button for button in at.button if button.label == "Restore this backup").click()
    click(at, "Restore it")


def test_settings_are_saved_together(store: Store) -> None:
    at = open_page("settings")
    boxes = {box.label: box for box in at.selectbox}
    boxes["Currency"].set_value("USD")
    boxes["Distances in"].set_value("mi")
    boxes["Time zone"].set_value("America/New_York")
    click(at, "Save settings")
    saved = settings.get(store)
    assert (saved.currency, saved.units, saved.zone) == ("USD", "mi", "America/New_York")
    assert at.toast[0].value == escape("The settings are saved.")


def test_a_password_is_set_only_when_typed_twice_alike(store: Store) -> None:
    at = open_page("settings")
    first, again = [field for field in at.text_input if "password" in str(field.proto.autocomplete)]
    first.set_value("correct horse")
    again.set_value("correct house")
    click(at, "Set the password")
    assert "differ" in at.error[0].value
    assert not passwords.is_set(store.folder)
    first, again = [field for field in at.text_input if "password" in str(field.proto.autocomplete)]
    first.set_value("correct horse")
    again.set_value("correct horse")
    click(at, "Set the password")
    assert passwords.is_set(store.folder)
    assert "A password is set" in words(at)


def test_a_short_password_is_refused(store: Store) -> None:
    at = open_page("settings")
    for field in at.text_input:
        field.set_value("short")
    click(at, "Set the password")
    assert "at least 8" in at.error[0].value


def test_a_backup_is_restored_after_a_second_thought(store: Store) -> None:
    sample.load(store, DATE)
    backup = backups.make(store)
    orders.move(store, [("file", "S1001")], DATE + timedelta(days=1))
    at = open_page("settings")
    assert len(orders.list_orders(store, DATE)) == 60
    restore(at, backup)
    assert len(orders.list_orders(store, DATE)) == 61


def test_what_is_no_backup_is_refused_and_nothing_is_lost(store: Store) -> None:
    days.get_setup(store, DATE)
    at = open_page("settings")
    restore(at, b"nonsense")
    assert at.error
    assert [day.date for day in days.list_days(store)] == [DATE]


def test_the_folder_is_named(store: Store) -> None:
    assert str(store.folder.resolve()) in words(open_page("settings"))


def test_the_depot_can_be_set_here_too(store: Store) -> None:
    at = open_page("settings")
    next(field for field in at.text_input if field.label == "Position").set_value("60.17, 24.94")
    next(button for button in at.button if button.label == "Save the depot").click().run()
    assert not at.exception
    depot = days.get_setup(store, DATE).depot
    assert depot is not None
    assert depot.point == Point(24.94, 60.17)
    assert [b.label for b in at.button if b.proto.type == "primary"] == ["Save settings"]


def test_maps_are_listed_with_what_they_hold(store: Store) -> None:
    at = open_page("settings")
    assert "nothing leaves this machine" in words(at)
    bring_map(store.folder)
    at.run()
    assert "village.osm" in words(at)
    assert "Ready: 18 addresses and 2 streets." in words(at)


def test_a_file_that_is_no_map_says_so(store: Store) -> None:
    file = extracts.folder_of(store.folder) / "cats.osm.pbf"
    file.write_bytes(b"miaow")
    make_ready(store.folder, file)
    at = open_page("settings")
    assert any("cats" in error.value.replace("\\", "") for error in at.error)


def test_a_map_is_removed_after_a_second_thought(store: Store) -> None:
    bring_map(store.folder)
    at = open_page("settings")
    click(at, "Remove")
    assert extracts.list_extracts(store.folder)
    next(button for button in at.button if button.label == "Remove").click()
    click(at, "Remove it")
    assert extracts.list_extracts(store.folder) == []


def test_no_service_is_asked_until_somebody_switches_one_on(store: Store) -> None:
    at = open_page("settings")
    assert "✓ Off: no address leaves this machine." in words(at)
    box = next(box for box in at.selectbox if box.label == "Service")
    box.set_value("opencage")
    click(at, "Save the service")
    assert "needs a key" in at.error[0].value
    assert online.provider(store) == ""
    next(field for field in at.text_input if field.label == "Key").set_value("secret-1234")
    click(at, "Save the service")
    assert online.provider(store) == "opencage"
    assert "are sent to OpenCage" in words(at)
    assert "secret" not in words(at)
    box = next(box for box in at.selectbox if box.label == "Service")
    box.set_value("")
    click(at, "Save the service")
    assert online.provider(store) == ""
