"""Map extracts come in whole and under a safe name, or not at all."""

import asyncio
import errno
import os
from collections import namedtuple
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from dashboard.services.extracts import MAX_BYTES, list_extracts
from dashboard.web import extracts
from dashboard.web.extracts import HEADER, extract_route, safe_name, sweep
from tests.web.conftest import OpenSite
from tests.web.visits import HERE, logged_in

OURS = {HEADER: "1", "origin": HERE, "sec-fetch-site": "same-origin"}
FOREIGN: tuple[dict[str, str], ...] = (
    {},
    {HEADER: "1", "origin": "http://evil.example"},
    {HEADER: "1", "origin": "null"},
    {HEADER: "1", "sec-fetch-site": "cross-site"},
    {"origin": HERE, "sec-fetch-site": "same-origin"},
)
Usage = namedtuple("Usage", "total used free")


def test_a_file_is_kept_as_it_was_sent(tmp_path: Path, open_site: OpenSite) -> None:
    client = open_site(tmp_path)
    data = os.urandom(9_000_000)
    for method in ("PUT", "POST"):
        answer = client.request(method, "/extracts/town.osm.pbf", content=data, headers=OURS)
        assert answer.json() == {"name": "town.osm.pbf", "bytes": len(data)}
        assert kept(tmp_path) == {"town.osm.pbf": data}
    assert [extract.name for extract in list_extracts(tmp_path)] == ["town.osm.pbf"]


def test_a_newer_file_takes_the_place_of_one_of_its_name(
    tmp_path: Path, open_site: OpenSite
) -> None:
    client = open_site(tmp_path)
    for data in (b"old and longer", b"new"):
        assert send(client, content=data).status_code == 200
    assert kept(tmp_path) == {"town.osm.pbf": b"new"}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Baltimore.osm.pbf", "Baltimore.osm.pbf"),
        ("Île de France.OSM.PBF", "Ile-de-France.osm.pbf"),
        ("..\\..\\etc\\x.pbf", "etc-x.pbf"),
        ("../../x.osm", "x.osm"),
        (".osm.gz", "extract.osm.gz"),
        ("北京.osm.bz2", "extract.osm.bz2"),
        ("a\x00b\n.osm", "a-b.osm"),
        ("x" * 300 + ".osm.pbf", "x" * 80 + ".osm.pbf"),
        ("orders.csv", None),
        ("town.osm.pbf.part", None),
        ("town.pbf.exe", None),
        ("", None),
    ],
)
def test_a_name_is_made_safe_or_refused(name: str, safe: str | None) -> None:
    assert safe_name(name) == safe


def test_a_name_cannot_leave_the_folder(tmp_path: Path, open_site: OpenSite) -> None:
    client = open_site(tmp_path)
    for name in ("..%2f..%2fx.osm", "..%5cx.osm", "%2e%2e/x.osm", "x/y.osm"):
        client.put(f"/extracts/{name}", content=b"x", headers=OURS)
    outside = [path for path in tmp_path.rglob("*.osm") if path.parent != tmp_path / "extracts"]
    assert outside == []
    assert not (tmp_path.parent / "x.osm").exists()


def test_what_is_no_extract_or_empty_is_refused_with_words(
    tmp_path: Path, open_site: OpenSite
) -> None:
    client = open_site(tmp_path)
    wrong = send(client, "orders.csv")
    assert (wrong.status_code, "should end in .osm.pbf" in wrong.json()["error"]) == (415, True)
    assert send(client, content=b"").json() == {"error": extracts.EMPTY}
    assert kept(tmp_path) == {}


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_cannot_upload(
    headers: dict[str, str], tmp_path: Path, open_site: OpenSite
) -> None:
    answer = open_site(tmp_path).put("/extracts/town.osm.pbf", content=b"x", headers=headers)
    assert (answer.status_code, answer.json()) == (403, {"error": extracts.FOREIGN})
    assert kept(tmp_path) == {}


def test_nothing_comes_in_by_other_methods_or_past_the_door(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    assert send(client).status_code == 401
    cookie = logged_in(workspace)
    assert client.delete("/extracts/town.osm.pbf", headers=OURS | cookie).status_code == 405
    assert send(client, headers=OURS | cookie).status_code == 200


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    read: list[Message] = []
    status = put(tmp_path, [b"x"], read, {"content-length": str(MAX_BYTES + 1)})
    assert (status, read) == (413, [])


def test_a_file_that_hides_its_size_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extracts, "MAX_BYTES", 25)
    read: list[Message] = []
    assert put(tmp_path, [b"x" * 10] * 100, read) == 413
    assert len(read) == 3
    assert kept(tmp_path.parent, tmp_path.name) == {}


def test_a_broken_off_upload_leaves_nothing(tmp_path: Path) -> None:
    old = tmp_path / "town.osm.pbf"
    old.write_bytes(b"old")
    assert put(tmp_path, [b"x" * 5_000_000, None], []) == 400
    assert [path.name for path in tmp_path.iterdir()] == ["town.osm.pbf"]
    assert old.read_bytes() == b"old"


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(extracts, "_finish", full)
    assert put(tmp_path, [b"x"], []) == 507
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "status"), [(600_000_000, 200), (500_000_099, 507)])
def test_room_is_left_for_the_days_work(
    free: int, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(10**12, 10**12 - free, free))
    assert put(tmp_path, [b"x" * 100], [], {"content-length": "100"}) == status
    assert len(list(tmp_path.iterdir())) == (status == 200)


def test_one_name_is_uploaded_once_at_a_time(tmp_path: Path) -> None:
    endpoint = extract_route(tmp_path)
    statuses = []

    async def both() -> None:
        begun = asyncio.Event()

        async def slow() -> Message:
            begun.set()
            await asyncio.sleep(0.1)
            return {"type": "http.request", "body": b"first", "more_body": False}

        first = asyncio.create_task(ask(endpoint, slow))
        await begun.wait()
        statuses.append(await ask(endpoint, slow, name="Town.osm.pbf"))
        statuses.append(await first)
        statuses.append(await ask(endpoint, slow))

    asyncio.run(both())
    assert statuses == [409, 200, 200]


def test_what_was_left_half_done_is_swept_once_it_is_old(tmp_path: Path) -> None:
    old, fresh, whole = (tmp_path / name for name in ("a.osm.part", "b.osm.part", "c.osm"))
    for number, path in enumerate((old, fresh, whole)):
        path.write_bytes(b"x")
        os.utime(path, (1000 * number, 1000 * number))
    sweep(tmp_path, 1000 + 3599)
    assert sorted(tmp_path.iterdir()) == [fresh, whole]
    sweep(tmp_path / "nowhere", 0)


def send(
    client: TestClient,
    name: str = "town.osm.pbf",
    content: bytes = b"x",
    headers: dict[str, str] = OURS,
) -> Any:
    return client.put(f"/extracts/{name}", content=content, headers=headers)


def kept(data: Path, folder: str = "extracts") -> dict[str, bytes]:
    """The files of the workspace's folder, half done ones included."""
    place = data / folder
    return {path.name: path.read_bytes() for path in place.glob("*") if path.is_file()}


def put(
    folder: Path,
    chunks: list[bytes | None],
    read: list[Message],
    more: dict[str, str] | None = None,
) -> int:
    """The status for a body in chunks, None for a line that breaks; notes what was read."""
    waiting = iter(chunks)

    async def receive() -> Message:
        chunk = next(waiting, b"")
        if chunk is None:
            return {"type": "http.disconnect"}
        read.append({"type": "http.request", "body": chunk, "more_body": chunk != b""})
        return read[-1]

    return asyncio.run(ask(extract_route(folder), receive, more=more))


async def ask(
    route: Any, receive: Any, name: str = "town.osm.pbf", more: dict[str, str] | None = None
) -> int:
    statuses: list[int] = []

    async def answer(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    headers = {"host": "127.0.0.1:8501"} | OURS | (more or {})
    scope = {
        "type": "http",
        "method": "PUT",
        "path": f"/extracts/{name}",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "path_params": {"name": name},
    }
    await route.app(scope, receive, answer)
    return statuses[0]
