"""The streets under the maps in a real Chromium from which nothing else can be reached."""

import datetime as dt
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from dashboard.figures.ground_style import CREDIT, GROUNDS
from dashboard.figures.palette import rgb
from dashboard.services import extracts, sample
from dashboard.services.extract_child import make_ready
from dashboard.services.workspaces import open_workspace
from tests.serving import wait_for

ROOT = Path(__file__).parents[2]
DAY = "2026-03-10"
DESKTOP, PHONE = (1280, 900), (390, 844)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the sample day, with a small map of where it takes place."""
    folder = tmp_path_factory.mktemp("workspace")
    with open_workspace(folder) as store:
        sample.load(store, dt.date.fromisoformat(DAY))
        _bring_map(folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    wanted = ["--port", str(port), "--data", str(folder)]
    command = [sys.executable, "-m", "dashboard", "start", *wanted]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize(
    ("theme", "size"), [("light", DESKTOP), ("dark", PHONE)], ids=["desktop", "phone"]
)
def test_orders_lie_on_streets_and_nobody_is_asked(
    chromium: Browser, address: str, theme: str, size: tuple[int, int]
) -> None:
    page, strangers, fetched = _page(chromium, address, theme, size)
    page.goto(f"{address}/map?day={DAY}")
    colours = GROUNDS[theme]
    _wait_for_colours(page, colours["land"], colours["green"])
    expect(page.get_by_text(CREDIT)).to_be_visible()
    kinds = {name.split("/")[0] for name in fetched}
    assert kinds == {f"style.json?theme={theme}", "tiles", "letters"}
    assert strangers == []
    page.context.close()


def test_a_pin_is_put_on_the_same_streets(chromium: Browser, address: str) -> None:
    page, strangers, fetched = _page(chromium, address, "light", DESKTOP)
    page.goto(f"{address}/drivers?day={DAY}")
    page.get_by_text("Place it on the map").first.click()
    page.locator(".ground").scroll_into_view_if_needed()
    _wait_for_colours(page, GROUNDS["light"]["green"])
    expect(page.locator(".credit", has_text=CREDIT)).to_be_visible()
    assert any(name.startswith("tiles/") for name in fetched)
    assert strangers == []
    page.context.close()


def _bring_map(folder: Path) -> None:
    """A park as large as the day, with a main road through it, and bare land all around."""
    file = extracts.folder_of(folder) / "park.osm"
    corners = [(24.90, 60.155), (24.96, 60.155), (24.96, 60.18), (24.90, 60.18)]
    nodes = "".join(
        f'<node id="{k}" lat="{lat}" lon="{lon}"/>' for k, (lon, lat) in enumerate(corners, 1)
    )
    park = f'<way id="1">{_refs(1, 2, 3, 4, 1)}<tag k="leisure" v="park"/></way>'
    tags = '<tag k="highway" v="primary"/><tag k="name" v="Park Road"/>'
    road = f'<way id="2">{_refs(1, 3)}{tags}</way>'
    file.write_text(f'<osm version="0.6">{nodes}{park}{road}</osm>', "utf-8")
    make_ready(folder, file)


def _refs(*nodes: int) -> str:
    return "".join(f'<nd ref="{node}"/>' for node in nodes)


def _page(
    chromium: Browser, address: str, theme: str, size: tuple[int, int]
) -> tuple[Page, list[str], list[str]]:
    """A page that can reach the server alone, what else it asked for, and what maps fetched."""
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
    )
    strangers: list[str] = []
    fetched: list[str] = []

    def watch(route: Route) -> None:
        url = route.request.url
        if not url.startswith((address, "data:", "blob:")):
            strangers.append(url)
            return route.abort()
        if url.startswith(f"{address}/map/") and "_stcore" not in url:
            fetched.append(url.removeprefix(f"{address}/map/").replace("&", "/"))
        return route.continue_()

    context.route("**/*", watch)
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page, strangers, fetched


def _wait_for_colours(page: Page, *wanted: str) -> None:
    """Until the screen has them; a map is drawn some time after it is there."""
    missing = {tuple(rgb(colour)) for colour in wanted}
    for _ in range(150):
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
        missing -= {colour for _, colour in picture.getcolors(picture.width * picture.height) or []}
        if not missing:
            return
        page.wait_for_timeout(200)
    assert not missing
