"""The pin map and the upload of a map, as hands and fingers meet them, in a real Chromium."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.serving import wait_for

ROOT = Path(__file__).parents[2]
DESKTOP, PHONE = (1280, 900), (390, 900)

# Streamlit's own map beside ours: each brings a deck.gl, and both must live.
SCRIPT = """
import pydeck
import streamlit as st
from dashboard.domain import Point
from dashboard.ui.extract_upload import extract_upload
from dashboard.ui.pin_map import Mark, pin_map, place_fields

st.set_page_config(page_icon="📍")
marks = [Mark(Point(lon=24.939, lat=60.1705), "Main Street 5 <b>"),
         Mark(Point(lon=24.941, lat=60.1695), "Main Street 50")]
put = pin_map(None, key="pin", theme="light", alt="Anna", candidates=marks,
              style_url="/map/style.json?theme=light")
place_fields(None, "pin")
st.text(f"put: {put and (put.lat, put.lon)}")
st.text(f"brought: {extract_upload('upload')}")
st.button("Again")
if "deck" in st.query_params:
    st.pydeck_chart(pydeck.Deck(map_provider=None), height=100)
"""
SERVER = """
import sys
from pathlib import Path
import streamlit as st
from dashboard import server
from dashboard.web.bundle import bundle_route
from dashboard.web.extracts import extract_route
from dashboard.web.map_ground import map_routes
folder, port = Path(sys.argv[1]), int(sys.argv[2])
routes = [bundle_route(), extract_route(folder / "extracts"), *map_routes(folder / "data")]
app = st.App(folder / "script.py", routes=routes)
app.run(config=server.settings("127.0.0.1", port))
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pins")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A server of one page that holds nothing but the components."""
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


def test_a_pin_is_put_by_click_drag_key_mark_and_figures(chromium: Browser, address: str) -> None:
    page, strangers = _page(chromium, f"{address}/?deck=1", DESKTOP)
    ground, pin = page.locator(".ground"), page.locator(".marks .pin")
    box = ground.bounding_box()
    assert box is not None

    page.mouse.click(box["x"] + 100, box["y"] + 180)
    first = _put(page, "put: None")
    assert _tip(pin) == pytest.approx((box["x"] + 100, box["y"] + 180), abs=2)

    page.mouse.move(box["x"] + 100, box["y"] + 165)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 185, steps=4)
    page.mouse.up()
    second = _put(page, first)
    assert _tip(pin) == pytest.approx((box["x"] + 150, box["y"] + 200), abs=2)

    page.get_by_role("button", name="Zoom in").click()
    before = _tip(pin), page.locator(".scale").inner_text()
    page.get_by_role("button", name="Again").click()
    page.wait_for_timeout(700)
    assert (_tip(pin), page.locator(".scale").inner_text()) == before
    expect(page.get_by_text(second)).to_be_visible()

    ground.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    third = _put(page, second)
    assert _tip(pin) == pytest.approx(middle, abs=2)

    page.locator(".candidate").nth(1).press("Enter")
    assert _put(page, third) == "put: (60.1695, 24.941)"
    field = page.get_by_role("textbox", name="Latitude, longitude")
    expect(field).to_have_value("60.1695, 24.941")
    field.fill("60.18, 24.95")
    field.press("Enter")
    assert _put(page, "put: (60.1695, 24.941)") == "put: (60.18, 24.95)"
    page.wait_for_timeout(300)
    assert _tip(pin) == pytest.approx(middle, abs=2)

    expect(page.get_by_text("© OpenStreetMap contributors")).to_be_visible()
    assert strangers == []
    page.context.close()


def test_on_a_phone_a_pin_is_put_by_a_tap_and_a_map_is_brought_once_or_refused(
    chromium: Browser, address: str, folder: Path
) -> None:
    page, strangers = _page(chromium, address, PHONE)
    page.locator(".ground").tap(position={"x": 120, "y": 150})
    _put(page, "put: None")
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert wide == 0

    chosen = page.locator(".upload input")
    chosen.set_input_files({"name": "orders.csv", "mimeType": "text/csv", "buffer": b"x"})
    expect(page.get_by_text("This is no map data")).to_be_visible()
    assert not (folder / "extracts").exists()

    file = {"name": "Old Town.osm.pbf", "mimeType": "application/pbf", "buffer": b"x" * 3_000_000}
    chosen.set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_text("brought: Old-Town.osm.pbf")).to_be_visible()
    expect(page.get_by_text("Old-Town.osm.pbf is uploaded: 3.0 MB.")).to_be_visible()
    assert (folder / "extracts" / "Old-Town.osm.pbf").stat().st_size == 3_000_000
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text("brought: None")).to_be_visible()
    assert strangers == []
    page.context.close()


def _page(chromium: Browser, address: str, size: tuple[int, int]) -> tuple[Page, list[str]]:
    """The page with its map drawn, and the list of requests that went elsewhere, and errors."""
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, has_touch=size == PHONE
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    local = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")
    strangers: list[str] = []
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(local) else strangers.append(asked.url),
    )
    page.on("pageerror", lambda error: strangers.append(str(error)))
    page.goto(address)
    expect(page.locator(".ground .notice")).to_be_hidden(timeout=20_000)
    page.locator(".ground canvas").first.wait_for()
    if "deck" in address:
        page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first.wait_for()
    return page, strangers


def _put(page: Page, before: str) -> str:
    """Where the server says that the pin was put, once that is another place than before."""
    told = page.get_by_text("put: ")
    expect(told).not_to_have_text(before)
    return told.inner_text()


def _tip(pin: Locator) -> tuple[float, float]:
    """Where on the page the pin points at."""
    box = pin.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"]
