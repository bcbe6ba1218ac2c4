"""The map's layers by address."""

from pathlib import Path

from tests.web.conftest import OpenSite

STOPS = "/plan-data/plan-1/2/stops.json"
NOT_THERE = (
    "/plan-data/plan-1/3/stops.json",
    "/plan-data/other/2/stops.json",
    "/plan-data/plan-1/2/secrets.json",
    "/plan-data/..%2f..%2fetc/2/stops.json",
    "/plan-data/plan%001/2/stops.json",
    f"/plan-data/{'x' * 65}/2/stops.json",
    f"/plan-data/plan-1/{'9' * 30}/stops.json",
)


def test_a_layer_may_be_kept_for_ever_by_its_reader_alone(
    tmp_path: Path, open_site: OpenSite
) -> None:
    answer = open_site(tmp_path).get(STOPS)
    assert answer.json()[0] == {"layer": "stops"}
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"


def test_a_layer_travels_compressed(tmp_path: Path, open_site: OpenSite) -> None:
    client = open_site(tmp_path)
    answer = client.get(STOPS, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 200
    assert "content-encoding" not in client.get(STOPS, headers={"accept-encoding": ""}).headers


def test_a_reader_that_has_it_gets_no_second_copy(tmp_path: Path, open_site: OpenSite) -> None:
    client = open_site(tmp_path)
    etag = client.get(STOPS).headers["etag"]
    again = client.get(STOPS, headers={"if-none-match": f'"other", W/{etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(STOPS, headers={"if-none-match": '"other"'}).status_code == 200
    other = client.get(STOPS.replace("stops", "legs")).headers["etag"]
    assert other != etag


def test_what_is_not_there_is_told_so_and_not_remembered(
    tmp_path: Path, open_site: OpenSite
) -> None:
    client = open_site(tmp_path)
    for path in NOT_THERE:
        answer = client.get(path)
        assert answer.status_code in (400, 404)
        assert "immutable" not in answer.headers.get("cache-control", "")
