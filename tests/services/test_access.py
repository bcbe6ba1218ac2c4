"""Who may come in, and for how long."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard.domain.errors import PlannerError, StoreError
from dashboard.services import access
from dashboard.services.access import (
    admits,
    check_password,
    cookie_name,
    grant,
    is_loopback,
    needs_password,
    refusal,
    remove_password,
    set_password,
    watch_access,
)

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)
PASSWORD = "correct horse"


@pytest.fixture(autouse=True)
def quick_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_ROUNDS", 16)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "LOCALHOST", "::ffff:127.0.0.1"],
)
def test_a_host_of_this_machine_alone_needs_no_password(host: str) -> None:
    assert is_loopback(host)
    assert not needs_password(host)


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "", "192.168.1.5", "fe80::1", "shop-pc", "localhost.example", "127.1", "0"],
)
def test_any_other_host_needs_one(host: str) -> None:
    assert not is_loopback(host)
    assert needs_password(host)


def test_a_proxy_in_front_makes_this_machine_public() -> None:
    assert needs_password("127.0.0.1", ["routes.example"])


def test_the_refusal_tells_each_way_to_set_a_password() -> None:
    words = refusal("0.0.0.0")
    assert "python3 -m dashboard start --host 0.0.0.0" in words
    assert "settings page" in words
    assert "ROUNDSMAN_PASSWORD" in words


def test_only_the_very_password_is_right(tmp_path: Path) -> None:
    set_password(tmp_path, PASSWORD)
    present = watch_access(tmp_path)()
    assert check_password(present, PASSWORD)
    for other in ("", "correct hors", "correct horsE", "correct horse ", "x" * 100_000):
        assert not check_password(present, other)


def test_two_keyboards_may_compose_an_accent_differently(tmp_path: Path) -> None:
    set_password(tmp_path, "caf\u00e9 au lait")
    assert check_password(watch_access(tmp_path)(), "cafe\u0301 au lait")


@pytest.mark.parametrize("password", ["", "seven77", "x" * 201])
def test_an_unfit_password_is_refused(password: str, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="characters"):
        set_password(tmp_path, password)
    assert list(tmp_path.iterdir()) == []


def test_without_a_password_no_file_is_made_and_nobody_knows_one(tmp_path: Path) -> None:
    present = watch_access(tmp_path / "workspace")()
    assert present.password is None
    assert not check_password(present, "")
    assert not admits(present, grant(present, NOW), NOW)
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_for_its_owner_and_holds_no_password(tmp_path: Path) -> None:
    set_password(tmp_path / "workspace", PASSWORD)
    [file] = (tmp_path / "workspace").iterdir()
    assert PASSWORD not in file.read_text()
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_cookie_is_good_for_thirty_days(tmp_path: Path) -> None:
    set_password(tmp_path, PASSWORD)
    present = watch_access(tmp_path)()
    token = grant(present, NOW)
    assert admits(present, token, NOW + timedelta(days=29, hours=23))
    assert not admits(present, token, NOW + timedelta(days=30))


def test_a_forged_cookie_is_worth_nothing(tmp_path: Path) -> None:
    set_password(tmp_path / "ours", PASSWORD)
    set_password(tmp_path / "theirs", PASSWORD)
    ours, theirs = watch_access(tmp_path / "ours")(), watch_access(tmp_path / "theirs")()
    token = grant(ours, NOW)
    payload, signature = token.split(".")
    later = grant(ours, NOW + timedelta(days=9)).split(".")[0]
    for forged in ("", ".", token[:-2], f"{later}.{signature}", payload, grant(theirs, NOW)):
        assert not admits(ours, forged, NOW)
    assert cookie_name(ours) != cookie_name(theirs)


def test_a_new_password_voids_the_cookies_of_the_old_one(tmp_path: Path) -> None:
    set_password(tmp_path, PASSWORD)
    current = watch_access(tmp_path)
    token = grant(current(), NOW)
    set_password(tmp_path, "battery staple")
    assert not admits(current(), token, NOW)
    assert check_password(current(), "battery staple")
    assert not check_password(current(), PASSWORD)


def test_even_the_same_password_set_again_voids_them(tmp_path: Path) -> None:
    set_password(tmp_path, PASSWORD)
    current = watch_access(tmp_path)
    token = grant(current(), NOW)
    set_password(tmp_path, PASSWORD)
    assert not admits(current(), token, NOW)


def test_a_password_taken_away_admits_no_cookie(tmp_path: Path) -> None:
    set_password(tmp_path, PASSWORD)
    current = watch_access(tmp_path)
    token = grant(current(), NOW)
    remove_password(tmp_path)
    assert current().password is None
    assert not admits(current(), token, NOW)


def test_the_environment_goes_before_the_workspace(tmp_path: Path) -> None:
    set_password(tmp_path, PASSWORD)
    present = watch_access(tmp_path, "from outside")()
    assert check_password(present, "from outside")
    assert not check_password(present, PASSWORD)


def test_a_restart_keeps_cookies_while_the_environment_stays(tmp_path: Path) -> None:
    token = grant(watch_access(tmp_path, "from outside")(), NOW)
    assert admits(watch_access(tmp_path, "from outside")(), token, NOW)
    assert not admits(watch_access(tmp_path, "another one")(), token, NOW)


def test_a_short_password_in_the_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="at least 8"):
        watch_access(tmp_path, "short")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"secret": "AAAA", "password": null}'])
def test_a_damaged_file_opens_no_door(content: str, tmp_path: Path) -> None:
    (tmp_path / "access.json").write_text(content)
    with pytest.raises(StoreError, match="set a new password"):
        watch_access(tmp_path)
