"""What is compressed, and for whom."""

from pathlib import Path

import pytest
import streamlit

from tests.web.conftest import OpenSite

GZIP = {"accept-encoding": "gzip"}
SCRIPT = next((Path(streamlit.__file__).parent / "static" / "static" / "js").glob("index.*.js"))
FONT = next((Path(streamlit.__file__).parent / "static" / "static" / "media").glob("*.woff2"))


def test_static_files_travel_compressed_over_a_network(tmp_path: Path, open_site: OpenSite) -> None:
    client = open_site(tmp_path)
    for path in ("/", f"/static/js/{SCRIPT.name}"):
        answer = client.get(path, headers=GZIP)
        assert answer.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.content == SCRIPT.read_bytes()


def test_what_is_compressed_already_stays_as_it_is(tmp_path: Path, open_site: OpenSite) -> None:
    answer = open_site(tmp_path).get(f"/static/media/{FONT.name}", headers=GZIP)
    assert "content-encoding" not in answer.headers
    assert answer.content == FONT.read_bytes()


@pytest.mark.parametrize("visitor", ["127.0.0.1", "::1"])
def test_this_machine_gets_them_as_they_are(
    visitor: str, tmp_path: Path, open_site: OpenSite
) -> None:
    answer = open_site(tmp_path, visitor=visitor).get(f"/static/js/{SCRIPT.name}", headers=GZIP)
    assert "content-encoding" not in answer.headers
