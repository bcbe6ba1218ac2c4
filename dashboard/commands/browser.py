"""Finding a Chromium for the browser tests, or getting one as the platform allows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "ROUNDSMAN_CHROMIUM"

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_NAMES_LAST = ("microsoft-edge", "microsoft-edge-stable", "msedge")
_MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def find_chromium() -> Path | None:
    """A Chromium, Chrome or Edge that runs here; None where there is none."""
    return next((path for path in _candidates() if _runs(path)), None)


def get_chromium() -> Path | None:
    """A browser that is here, else one installed now; None where none can be had."""
    found = find_chromium()
    if found is not None:
        return found
    for way in _ways_to_install():
        print(f"No browser for the tests is here; trying: {' '.join(way[-1])}", flush=True)
        if all(_succeeds(step) for step in way) and (found := find_chromium()) is not None:
            return found
    return None


def _candidates() -> Iterator[Path]:
    if named := os.environ.get(VARIABLE):
        yield Path(named)
    for name in (*_NAMES, *_NAMES_LAST):
        if path := shutil.which(name):
            yield Path(path)
    if sys.platform == "darwin":
        for app in _MAC_APPS:
            for folder in (Path("/Applications"), Path.home() / "Applications"):
                yield folder / f"{app}.app" / "Contents" / "MacOS" / app
    if os.name == "nt":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            for program in _WINDOWS_PROGRAMS:
                yield Path(os.environ.get(variable, "")) / program
    if own := _playwright_chromium():
        yield own


def _playwright_chromium() -> Path | None:
    """Where Playwright keeps its own Chromium, whether or not it is there yet."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError:
        return None
    try:
        with sync_playwright() as playwright:
            return Path(playwright.chromium.executable_path)
    except Error:
        return None


def _runs(path: Path) -> bool:
    """Whether the program starts: a snap's stand-in, or one that lacks libraries, does not."""
    if not path.is_file():
        return False
    # On Windows Chrome answers --version by opening a window.
    return os.name == "nt" or _succeeds([str(path), "--version"], quietly=True, seconds=30)


def _ways_to_install() -> Iterator[list[list[str]]]:
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
        yield [["apt-get", "update", "-q"], [*install, "chromium", "fonts-liberation"]]


def _succeeds(command: list[str], *, quietly: bool = False, seconds: float = 600) -> bool:
    output = subprocess.DEVNULL if quietly else None
    surroundings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=surroundings,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
