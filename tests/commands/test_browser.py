"""Finding a browser for the tests."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.commands import browser, test

posix_only = pytest.mark.skipif(os.name != "posix", reason="stand-ins are shell scripts")


@posix_only
def test_a_browser_named_by_the_user_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = _program(tmp_path / "mine", "exit 0")
    monkeypatch.setenv("ROUNDSMAN_CHROMIUM", str(named))
    assert browser.find_chromium() == named


@posix_only
def test_a_browser_that_does_not_start_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path / "chromium", "exit 127")
    works = _program(tmp_path / "google-chrome", "exit 0")
    monkeypatch.delenv("ROUNDSMAN_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=None)
    assert browser.find_chromium() == works


@posix_only
def test_the_system_is_asked_for_a_browser_where_playwright_gives_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chromium = tmp_path / "chromium"
    stand_in = f'[ "$1" = update ] || {{ cp {tmp_path}/works {chromium}; }}'
    monkeypatch.delenv("ROUNDSMAN_CHROMIUM", raising=False)
    monkeypatch.setattr(sys, "executable", str(_program(tmp_path / "python", "exit 1")))
    monkeypatch.setattr(browser, "_playwright_chromium", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(browser, "_candidates", lambda: iter([chromium]))
    assert browser.find_chromium() is None
    _program(tmp_path / "works", "exit 0")
    _program(tmp_path / "apt-get", stand_in)
    assert browser.get_chromium() == chromium


@posix_only
def test_where_no_browser_can_be_had_the_run_says_so_and_fails_only_on_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[tuple[str, ...]] = []

    def pretend(*command: str) -> int:
        ran.append(command)
        return 0

    monkeypatch.setattr(test, "get_chromium", lambda: None)
    monkeypatch.setattr(test, "_module", pretend)
    monkeypatch.setenv("CI", "true")
    assert test.run([]) == 1
    assert ran == []
    monkeypatch.delenv("CI")
    assert test.run([]) == 0
    assert capsys.readouterr().err.count("NO BROWSER") == 2


def test_one_failed_check_fails_the_run_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []

    def pretend(name: str, *_: str) -> int:
        ran.append(name)
        return int(name == "mypy")

    monkeypatch.setattr(test, "get_chromium", lambda: Path("chromium"))
    monkeypatch.setattr(test, "_module", pretend)
    monkeypatch.setenv("ROUNDSMAN_CHROMIUM", "")
    assert test.run([]) == 1
    assert ran[-4:] == ["ruff", "ruff", "mypy", "pytest"]
    assert test.run(["-k", "nothing"]) == 0
    assert ran[-1] == "pytest"


@pytest.mark.browser
def test_the_browser_draws_maps_without_a_graphics_card(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<canvas id=map></canvas>")
    assert page.evaluate("document.getElementById('map').getContext('webgl2') !== null")
    page.close()


def _program(path: Path, script: str) -> Path:
    path.write_text(f"#!{shutil.which('sh')}\n{script}\n")
    path.chmod(0o755)
    return path
