"""The street map by address: only what is known, only to who may see it."""

from pathlib import Path

import pytest

from dashboard.services import map_ground
from tests.small_map import bring_map
from tests.web.conftest import OpenSite
from tests.web.visits import HERE, logged_in

LETTERS = "/map/letters/1/DejaVu%20Sans%20Condensed/0-255.pbf"
NOT_THERE = (
    "/map/style.json?theme=pink",
    "/map/style.json?theme=../../etc",
    "/map/roads.geojson",
    "/map/tiles/x/15/0/0.pbf",
    "/map/tiles/x/3/8/0.pbf",
    f"/map/tiles/x/{'9' * 30}/0/0.pbf",
    "/map/tiles/x/-1/0/0.pbf",
    "/map/letters/1/Arial/0-255.pbf",
    "/map/letters/1/DejaVu%20Sans%20Condensed/7-262.pbf",
    "/map/letters/1/..%2f..%2fsecrets/0-255.pbf",
)


def test_a_workspace_without_a_map_has_bare_ground_in_both_themes(
    tmp_path: Path, open_site: OpenSite
) -> None:
    client = open_site(tmp_path)
    grounds = [client.get(f"/map/style.json?theme={theme}").json() for theme in ("light", "dark")]
    assert [ground["sources"] for ground in grounds] == [{}, {}]
    assert grounds[0]["layers"] != grounds[1]["layers"]


def test_what_the_style_names_is_there_and_may_be_kept(tmp_path: Path, open_site: OpenSite) -> None:
    bring_map(tmp_path)
    client = open_site(tmp_path)
    answer = client.get(map_ground.address(tmp_path, "light"))
    assert answer.headers["cache-control"] == "no-store", "the next map has the same address"
    style = answer.json()
    [tiles] = style["sources"]["ground"]["tiles"]
    assert tiles.startswith(HERE)
    letters = style["glyphs"].format(fontstack="DejaVu Sans Condensed", range="0-255")
    for address in (tiles.format(z=0, x=0, y=0), letters):
        found = client.get(address)
        assert found.status_code == 200
        assert found.headers["content-type"] == "application/x-protobuf"
        assert found.headers["cache-control"] == "private, max-age=31536000, immutable"


def test_tiles_of_a_map_before_are_not_kept(tmp_path: Path, open_site: OpenSite) -> None:
    answer = open_site(tmp_path).get("/map/tiles/old/0/0/0.pbf")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_behind_a_proxy_addresses_are_as_the_page_has_them(
    tmp_path: Path, open_site: OpenSite
) -> None:
    bring_map(tmp_path)
    client = open_site(tmp_path)
    for page, begins in (
        (HERE.replace("http", "https") + "/map?day=1", "https://127.0.0.1:8501/"),
        ("https://elsewhere.example/", f"{HERE}/"),
        ("", f"{HERE}/"),
    ):
        style = client.get("/map/style.json", headers={"referer": page}).json()
        assert style["glyphs"].startswith(begins)
        assert style["sources"]["ground"]["tiles"][0].startswith(begins)


@pytest.mark.parametrize("path", NOT_THERE)
def test_nothing_else_is_there(tmp_path: Path, open_site: OpenSite, path: str) -> None:
    answer = open_site(tmp_path).get(path)
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert "protobuf" not in answer.headers.get("content-type", "")
    assert "json" not in answer.headers.get("content-type", "")


def test_it_travels_compressed_over_a_network(tmp_path: Path, open_site: OpenSite) -> None:
    answer = open_site(tmp_path).get(LETTERS, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/map/style.json", "/map/tiles/x/0/0/0.pbf", LETTERS])
def test_it_is_behind_the_door(workspace: Path, open_site: OpenSite, path: str) -> None:
    client = open_site(workspace)
    assert client.get(path).status_code == 401
    assert client.get(path, headers=logged_in(workspace)).status_code == 200
