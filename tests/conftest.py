"""Resources that tests share: a browser."""

import os
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from dashboard.commands.browser import find_chromium

# Nothing here may leave the machine, and a map must be drawn without a graphics card.
CHROMIUM_FLAGS = (
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: while Playwright is open, nothing else may run an event loop."""
    items.sort(key=lambda item: "chromium" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; each test opens a context or page of its own and closes it."""
    path = find_chromium()
    if path is None:
        reason = "no Chromium, Chrome or Edge is here; name one by ROUNDSMAN_CHROMIUM"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Chromium refuses its own sandbox to root.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if root else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """A page under test takes the place of ``__main__``; processes begun later would load it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--golden`` writes the files in tests/golden anew instead of comparing with them."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")
