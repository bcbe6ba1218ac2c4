"""The settings of a business."""

from zoneinfo import available_timezones

import pytest

from dashboard.domain import Formats, PlannerError
from dashboard.services import settings
from dashboard.services.settings import Settings
from dashboard.store import Store, get_settings, save_settings


def test_settings_are_the_defaults_until_they_are_saved(store: Store) -> None:
    assert settings.get(store) == Settings()
    mine = Settings("GBP", "mi", "12h", "Europe/London", 50, 3, 60)
    settings.save(store, mine)
    assert settings.get(store) == mine
    assert mine.formats == Formats("GBP", "mi", "12h")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Settings(zone="Mars/Olympus"), "no time zone"),
        (Settings(service_radius_km=0), "service radius"),
        (Settings(service_radius_km=float("nan")), "service radius"),
        (Settings(service_radius_km=20_001), "service radius"),
        (Settings(service_min=-1), "Minutes at the door"),
        (Settings(service_min=481), "Minutes at the door"),
        (Settings(budget_s=0), "search time"),
        (Settings(budget_s=3601), "search time"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_saved(
    store: Store, wrong: Settings, words: str
) -> None:
    with pytest.raises(PlannerError, match=words):
        settings.save(store, wrong)
    assert get_settings(store) == {}


def test_a_setting_of_a_newer_program_is_passed_over_and_kept(store: Store) -> None:
    save_settings(store, weather="rain", currency="SEK")
    assert settings.get(store) == Settings(currency="SEK")
    settings.save(store, Settings(currency="NOK"))
    assert get_settings(store)["weather"] == "rain"


def test_this_machine_has_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.system_zone() in available_timezones()
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert settings.system_zone() == "Asia/Tokyo"
    monkeypatch.setenv("TZ", "nonsense")
    assert settings.system_zone() in available_timezones()
