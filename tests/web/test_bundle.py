"""The program of our own maps."""

from pathlib import Path

from dashboard.ui.pin_map import bundle_address
from tests.web.conftest import OpenSite
from tests.web.visits import logged_in


def test_the_map_asks_for_a_program_that_is_there(tmp_path: Path, open_site: OpenSite) -> None:
    answer = open_site(tmp_path).get(bundle_address())
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.text.rstrip().endswith("export const deck = world.deck;")
    assert "sourceMappingURL" not in answer.text


def test_it_travels_compressed_over_a_network(tmp_path: Path, open_site: OpenSite) -> None:
    answer = open_site(tmp_path).get(bundle_address(), headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


def test_another_version_is_not_there(tmp_path: Path, open_site: OpenSite) -> None:
    answer = open_site(tmp_path).get("/bundle/deck-0.0.0.js")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


def test_it_is_behind_the_door(workspace: Path, open_site: OpenSite) -> None:
    client = open_site(workspace)
    assert client.get(bundle_address()).status_code == 401
    assert client.get(bundle_address(), headers=logged_in(workspace)).status_code == 200
