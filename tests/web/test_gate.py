"""With a password set, nothing at all is served to a browser that has not given it."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from dashboard.services.access import remove_password, set_password, watch_access
from dashboard.web.gate import Gate
from tests.web.conftest import OpenSite
from tests.web.visits import HERE, logged_in

# In full: the test client would take another host for a socket.
SOCKET = HERE.replace("http:", "ws:") + "/_stcore/stream"
BEHIND_THE_DOOR = [
    "/",
    "/orders?day=2026-03-04",
    "/media/x.pdf",
    "/static/x.js",
    "/app/static/x.png",
    "/component/x/index.html",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/plan-data/plan-1/2/stops.json",
    "/logout",
    "/login/",
    "//login",
    "/healthz/x",
    "/%2e%2e/login",
]


def test_without_a_cookie_a_program_is_turned_away(workspace: Path, open_site: OpenSite) -> None:
    client = open_site(workspace)
    for path in BEHIND_THE_DOOR:
        answer = client.get(path)
        assert (path, answer.status_code, answer.text) == (path, 401, "Log in first.")


def test_without_a_cookie_a_person_is_led_to_the_login(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    answer = client.get("/orders?day=2026-03-04", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Forders%3Fday%3D2026-03-04"


def test_without_a_cookie_nothing_can_be_uploaded_or_deleted(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = client.request(method, "/_stcore/upload_file/session/file", content=b"x")
        assert answer.status_code == 401


def test_without_a_cookie_no_socket_opens(workspace: Path, open_site: OpenSite) -> None:
    assert _refused(open_site(workspace), {})


def test_with_the_cookie_everything_is_served(workspace: Path, open_site: OpenSite) -> None:
    client, headers = open_site(workspace), logged_in(workspace)
    assert client.get("/", headers=headers).status_code == 200
    assert client.get("/_stcore/health", headers=headers).text == "ok"
    assert client.get("/media/x.pdf", headers=headers).status_code == 404
    assert client.get("/plan-data/plan-1/2/stops.json", headers=headers).status_code == 200
    upload = client.put("/_stcore/upload_file/session/file", content=b"x", headers=headers)
    # Streamlit's own words: behind the door its own protection goes on.
    assert (upload.status_code, "XSRF" in upload.text) == (403, True)
    with client.websocket_connect(SOCKET, ["streamlit"], headers=headers) as socket:
        assert socket.accepted_subprotocol == "streamlit"


def test_an_old_cookie_is_no_cookie(workspace: Path, open_site: OpenSite) -> None:
    before = datetime.now(UTC) - timedelta(days=30, seconds=1)
    client, headers = open_site(workspace), logged_in(workspace, before)
    assert client.get("/", headers=headers).status_code == 401
    assert _refused(client, headers)


def test_a_forged_cookie_is_no_cookie(workspace: Path, open_site: OpenSite) -> None:
    client, headers = open_site(workspace), logged_in(workspace)
    name = headers["cookie"].split("=")[0]
    for value in ("", "1", headers["cookie"].split("=")[1][:-3] + "AAA"):
        assert client.get("/", headers={"cookie": f"{name}={value}"}).status_code == 401


def test_a_new_password_ends_old_cookies(workspace: Path, open_site: OpenSite) -> None:
    client, headers = open_site(workspace), logged_in(workspace)
    set_password(workspace, "battery staple")
    assert client.get("/", headers=headers).status_code == 401
    assert _refused(client, headers)
    assert client.get("/", headers=logged_in(workspace)).status_code == 200


def test_a_new_password_ends_open_sockets_at_their_next_message(workspace: Path) -> None:
    served: list[str] = []
    sent: list[str] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        while not served or served[-1] == "websocket.receive":
            served.append((await receive())["type"])
            await send({"type": "websocket.send", "text": "today"})

    async def browser() -> Message:
        if len(served) == 1:
            set_password(workspace, "battery staple")
        return {"type": "websocket.receive" if len(served) < 3 else "websocket.disconnect"}

    async def answer(message: Message) -> None:
        sent.append(message["type"])

    headers = [(name.encode(), value.encode()) for name, value in logged_in(workspace).items()]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    asyncio.run(Gate(page, watch_access(workspace), required=False)(scope, browser, answer))
    assert served == ["websocket.receive", "websocket.disconnect"]
    assert sent == ["websocket.send", "websocket.close"]


def test_without_a_password_this_machine_has_no_door(tmp_path: Path, open_site: OpenSite) -> None:
    client = open_site(tmp_path)
    assert client.get("/").status_code == 200
    assert client.get("/_stcore/health").text == "ok"
    assert not _refused(client, {})
    login = client.get("/login")
    assert (login.status_code, login.headers["location"]) == (303, "/")


def test_open_to_others_nobody_comes_in_once_the_password_is_gone(
    workspace: Path, open_site: OpenSite
) -> None:
    client, headers = open_site(workspace, host="0.0.0.0", required=True), logged_in(workspace)
    remove_password(workspace)
    for path in ("/", "/_stcore/health", "/plan-data/plan-1/2/stops.json"):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 503
        assert "no password any more" in answer.text
    assert _refused(client, headers)


def test_a_foreign_host_gets_nothing_even_with_the_cookie(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    headers = logged_in(workspace) | {"host": "evil.example"}
    for path in ("/", "/login", "/healthz", "/_stcore/health"):
        assert client.get(path, headers=headers).status_code == 400
    assert _refused(client, headers)


def test_a_page_of_another_site_opens_no_socket(workspace: Path, open_site: OpenSite) -> None:
    headers = logged_in(workspace) | {"origin": "http://evil.example"}
    assert _refused(open_site(workspace), headers)


def test_every_answer_carries_the_guarding_headers(workspace: Path, open_site: OpenSite) -> None:
    client, headers = open_site(workspace), logged_in(workspace)
    asked = [("/", headers), ("/", {}), ("/login", {}), ("/healthz", {"host": "evil.example"})]
    for path, sent in asked:
        answer = client.get(path, headers=sent).headers
        assert answer["x-content-type-options"] == "nosniff"
        assert answer["referrer-policy"] == "same-origin"
        assert "frame-ancestors" in answer["content-security-policy"]


def test_health_tells_everybody_who_is_there(workspace: Path, open_site: OpenSite) -> None:
    told = open_site(workspace).get("/healthz").json()
    assert told["ok"] is True
    assert told["name"] == "Roundsman"
    assert set(told) == {"ok", "name", "version"}


def _refused(client: TestClient, headers: dict[str, str]) -> bool:
    try:
        with client.websocket_connect(SOCKET, ["streamlit"], headers=headers):
            return False
    except WebSocketDisconnect:
        return True
