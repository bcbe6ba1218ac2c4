"""The whole day as a person walks it, in a real Chromium, at desktop and phone width."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import wait_for

ROOT = Path(__file__).parents[1]
DAY = "2026-03-10"
PAGES = ("", "orders", "addresses", "drivers", "plan", "map", "lists", "rules", "settings")
DESKTOP, PHONE = (1280, 800), (390, 844)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own on an empty workspace."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("workspace")
    wanted = ["--port", str(port), "--data", str(folder)]
    command = [sys.executable, "-m", "dashboard", "start", *wanted]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def test_a_shop_owner_walks_through_the_day(
    chromium: Browser, address: str, tmp_path: Path
) -> None:
    page, strangers = _page(chromium, DESKTOP, address)
    page.goto(f"{address}/?day={DAY}")
    page.get_by_role("button", name="Try the sample day").click()
    page.get_by_text("61 orders").first.wait_for()

    page.goto(f"{address}/plan?day={DAY}")
    page.get_by_role("radio", name="Quick 10 s").click()
    page.get_by_role("button", name="Plan the day").click()
    page.locator("canvas").first.wait_for()
    page.get_by_text("Stop and keep the best").wait_for()
    page.reload()
    page.get_by_text("Stop and keep the best").click()
    page.get_by_role("button", name="Plan again").wait_for()
    expect(page.get_by_role("heading", name="61 orders on time")).to_be_visible()
    assert "plan=" in page.url

    page.goto(f"{address}/map?day={DAY}")
    page.locator("canvas").first.wait_for()
    expect(page.get_by_text("Straight-line estimate").first).to_be_visible()

    page.goto(f"{address}/lists?day={DAY}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Print all lists").click()
    file = tmp_path / "lists.pdf"
    waiting.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")
    assert strangers == []
    page.context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_fails_overflows_or_asks_a_stranger(
    chromium: Browser, address: str, name: str, size: tuple[int, int]
) -> None:
    page, strangers = _page(chromium, size, address)
    page.goto(f"{address}/{name}?day={DAY}")
    page.get_by_role("heading", level=1).first.wait_for()
    page.wait_for_timeout(1500)
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_text("Something went wrong").count() == 0
    assert strangers == []
    page.context.close()


def _page(chromium: Browser, size: tuple[int, int], address: str) -> tuple[Page, list[str]]:
    """A new page, and the list of requests that went elsewhere."""
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, accept_downloads=True
    )
    strangers: list[str] = []
    local = (address, address.replace("http", "ws", 1), "data:", "blob:")

    def note(url: str) -> None:
        if not url.startswith(local):
            strangers.append(url)

    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    return page, strangers
