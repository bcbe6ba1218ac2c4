"""The service on the web: off unless somebody says so, its key kept apart."""

import os
import stat

import pytest

from dashboard.domain import PlannerError
from dashboard.services import backups, online
from dashboard.store import Store, save_settings


def test_no_service_is_asked_unless_somebody_switches_one_on(store: Store) -> None:
    assert online.provider(store) == ""
    assert online.service(store) is None
    online.save(store, "photon")
    assert online.provider(store) == "photon"
    assert online.service(store) is not None
    online.save(store, "")
    assert online.service(store) is None


def test_a_service_that_needs_a_key_is_not_switched_on_without(store: Store) -> None:
    for key in ("", "   "):
        with pytest.raises(PlannerError, match="OpenCage needs a key"):
            online.save(store, "opencage", key)
    assert online.provider(store) == ""
    online.save(store, "opencage", " abc ")
    assert online.has_key(store, "opencage")
    online.save(store, "")
    online.save(store, "opencage")
    assert online.provider(store) == "opencage"
    assert not online.has_key(store, "google")


def test_an_unknown_service_is_refused_and_one_of_another_program_is_off(store: Store) -> None:
    with pytest.raises(PlannerError, match="no service 'oracle'"):
        online.save(store, "oracle", "key")
    save_settings(store, **{online.SETTING: "oracle"})
    assert online.provider(store) == ""
    assert online.service(store) is None


def test_keys_are_for_their_owner_alone_and_in_no_backup(store: Store) -> None:
    online.save(store, "here", "very-secret-key")
    file = store.folder / "keys.json"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"very-secret-key" not in backups.make(store)
    assert [path.name for path in store.folder.glob("keys*")] == ["keys.json"]


def test_keys_that_cannot_be_read_are_asked_for_again(store: Store) -> None:
    online.save(store, "here", "key")
    (store.folder / "keys.json").write_text("{", encoding="utf-8")
    assert not online.has_key(store, "here")
    online.save(store, "here", "key again")
    assert online.has_key(store, "here")


def test_a_server_of_ones_own_is_named_by_who_starts_the_planner(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(online.SERVER_VARIABLE, raising=False)
    with pytest.raises(PlannerError, match=online.SERVER_VARIABLE):
        online.save(store, "own")
    monkeypatch.setenv(online.SERVER_VARIABLE, "maps.example")
    with pytest.raises(PlannerError, match=r"'maps\.example' is no address of a server"):
        online.save(store, "own")
    assert online.provider(store) == ""
    monkeypatch.setenv(online.SERVER_VARIABLE, "https://maps.example")
    online.save(store, "own")
    assert online.service(store) is not None
    monkeypatch.delenv(online.SERVER_VARIABLE)
    assert online.provider(store) == ""
    assert online.service(store) is None
