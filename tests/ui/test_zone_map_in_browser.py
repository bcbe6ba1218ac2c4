"""The map of zones, as hands, keys and fingers draw on it, in a real Chromium."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.serving import wait_for

ROOT = Path(__file__).parents[2]
DESKTOP, PHONE = (1280, 900), (390, 900)
SCRIPT = """
from typing import NamedTuple
import streamlit as st
from dashboard.domain import Point
from dashboard.ui import sketches
from dashboard.ui.zone_map import zone_map

class Zone(NamedTuple):
    name: str
    at: Point
    outlines: list

WEST = [[24.90, 60.16], [24.93, 60.16], [24.93, 60.18], [24.90, 60.18]]
zones = [Zone("<b>West</b>", Point(24.915, 60.17), [[WEST]])]
st.set_page_config(page_icon="📍")
sketch = st.session_state.setdefault("sketch", sketches.Sketch())

def hear(kind, event):
    now = st.session_state.sketch
    if kind == "drawn":
        st.session_state.sketch = sketches.drawn(now, event)
    elif sketches.picked(now, event, 1) == 0:
        st.session_state.sketch = sketches.looking_at(now, 0, [Point(*at) for at in WEST])

def begin():
    st.session_state.sketch = sketches.looking_at(st.session_state.sketch, sketches.NEW)

st.button("New", on_click=begin)
around = [Point(24.96, 60.17)]
zone_map(zones, sketch, key="zones", theme="light", alt="Zones", on_event=hear, around=around)
st.text(f"zone: {sketch.zone}, corners: {len(sketch.corners)}")
st.text(f"places: {[(round(c.lon, 4), round(c.lat, 4)) for c in sketch.corners]}")
"""
SERVER = """
import sys
from pathlib import Path
import streamlit as st
from dashboard import server
from dashboard.web.bundle import bundle_route
folder, port = Path(sys.argv[1]), int(sys.argv[2])
app = st.App(folder / "script.py", routes=[bundle_route()])
app.run(config=server.settings("127.0.0.1", port))
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of one page that holds nothing but the map."""
    folder = tmp_path_factory.mktemp("zones")
    (folder / "script.py").write_text(SCRIPT, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", SERVER, str(folder), str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def test_a_zone_is_drawn_by_clicks_and_changed_by_drags(chromium: Browser, address: str) -> None:
    page, wrong = _page(chromium, address, DESKTOP)
    page.get_by_role("button", name="New").click()
    expect(page.get_by_text("Click or tap the corners")).to_be_visible()
    close = page.get_by_role("button", name="Close the zone")
    expect(close).to_be_disabled()
    for number, (x, y) in enumerate(((100, 60), (300, 60), (300, 200)), start=1):
        page.locator(".ground").click(position={"x": x, "y": y})
        expect(page.locator(".corner")).to_have_count(number)
    page.locator(".ground").dblclick(position={"x": 100, "y": 200})
    expect(page.get_by_text("zone: -1, corners: 4")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()

    before = _places(page)
    _drag(page, _settled(page, page.locator(".corner").first), 40, 30)
    moved = _changed(page, before)
    assert moved[0][0] > before[0][0]
    assert moved[0][1] < before[0][1]
    assert moved[1:] == before[1:]

    _drag(page, _settled(page, page.locator(".middle").nth(1)), 50, 0)
    expect(page.get_by_text("corners: 5")).to_be_visible()
    page.locator(".corner").nth(2).dblclick()
    expect(page.get_by_text("corners: 4")).to_be_visible()
    assert _places(page) == moved
    assert wrong == []
    page.context.close()


def test_a_zone_is_drawn_and_changed_by_keys_alone(chromium: Browser, address: str) -> None:
    page, wrong = _page(chromium, address, DESKTOP)
    page.get_by_role("button", name="New").press("Enter")
    expect(page.get_by_text("Click or tap the corners")).to_be_visible()
    for number, way in enumerate(("ArrowRight", "ArrowDown", "ArrowLeft"), start=1):
        page.locator(".ground").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".corner")).to_have_count(number)
        page.locator(".ground").focus()
        page.keyboard.press(way)
    page.get_by_role("button", name="Close the zone").press("Enter")
    expect(page.get_by_text("zone: -1, corners: 3")).to_be_visible()
    before = _places(page)
    page.get_by_role("button", name="Corner 2 of 3").focus()
    page.keyboard.press("ArrowUp")
    moved = _changed(page, before)
    assert moved[1][1] > before[1][1]
    # Three corners are the least: none of them can be taken away.
    page.get_by_role("button", name="Corner 2 of 3").press("Delete")
    page.wait_for_timeout(700)
    assert _places(page) == moved
    assert wrong == []
    page.context.close()


def test_on_a_phone_a_zone_is_picked_and_drawn_by_taps(chromium: Browser, address: str) -> None:
    page, wrong = _page(chromium, address, PHONE)
    assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") == 0
    box = page.locator(".ground").bounding_box()
    assert box is not None
    page.locator(".ground").tap(position={"x": box["width"] / 3, "y": box["height"] / 2})
    expect(page.get_by_text("zone: 0, corners: 4")).to_be_visible()
    page.get_by_role("button", name="New").tap()
    expect(page.get_by_text("Click or tap the corners")).to_be_visible()
    for number, (x, y) in enumerate(((80, 100), (220, 100), (150, 220)), start=1):
        page.locator(".ground").tap(position={"x": x, "y": y})
        expect(page.locator(".corner")).to_have_count(number)
    page.get_by_role("button", name="Take back a corner").tap()
    expect(page.locator(".corner")).to_have_count(2)
    page.locator(".ground").tap(position={"x": 150, "y": 250})
    expect(page.locator(".corner")).to_have_count(3)
    page.locator(".corner").first.tap()
    expect(page.get_by_text("zone: -1, corners: 3")).to_be_visible()
    assert wrong == []
    page.context.close()


def _page(chromium: Browser, address: str, size: tuple[int, int]) -> tuple[Page, list[str]]:
    """The page with its map drawn, and the list of requests that went elsewhere, and errors."""
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, has_touch=size == PHONE
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    local = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")
    wrong: list[str] = []
    page.on(
        "request", lambda asked: None if asked.url.startswith(local) else wrong.append(asked.url)
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    expect(page.locator(".ground .notice")).to_be_hidden()
    page.locator(".ground canvas").first.wait_for()
    return page, wrong


def _settled(page: Page, what: Locator) -> FloatRect | None:
    """Where something is once it has stayed there for a while: the map may still be moving."""
    box = what.bounding_box()
    for _ in range(20):
        page.wait_for_timeout(250)
        before, box = box, what.bounding_box()
        if box == before:
            break
    return box


def _drag(page: Page, box: object, right: float, down: float) -> None:
    assert isinstance(box, dict)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def _places(page: Page) -> list[tuple[float, float]]:
    """The corners as the server knows them."""
    told = page.get_by_text("places: ").inner_text()
    pairs = re.findall(r"\(([\d.]+), ([\d.]+)\)", told)
    return [(float(lon), float(lat)) for lon, lat in pairs]


def _changed(page: Page, before: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners once they are others than before."""
    expect(page.get_by_text("places: ")).not_to_have_text(f"places: {before}")
    return _places(page)
