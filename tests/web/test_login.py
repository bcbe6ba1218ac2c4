"""Logging in and out."""

from pathlib import Path

from starlette.testclient import TestClient

from tests.web.conftest import OpenSite
from tests.web.visits import HERE, PASSWORD, logged_in

FOREIGN_FORMS = (
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9999"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
)


def test_the_login_page_fetches_nothing_and_runs_no_script(
    workspace: Path, open_site: OpenSite
) -> None:
    answer = open_site(workspace).get("/login?next=/orders")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "//" not in answer.text.replace("http://www.w3.org/2000/svg", "")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert 'name="next" value="/orders"' in answer.text


def test_the_password_opens_and_leads_to_the_wanted_page(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    answer = _log_in(client, PASSWORD, "/orders?day=2026-03-04")
    assert answer[:2] == (303, "/orders?day=2026-03-04")
    assert client.get("/").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    cookie = _log_in(client, PASSWORD)[2].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "max-age=2592000" in cookie
    assert "secure" not in cookie
    client.base_url = HERE.replace("http:", "https:")
    assert "secure" in _log_in(client, PASSWORD)[2].lower()


def test_a_wrong_password_is_told_so(workspace: Path, open_site: OpenSite) -> None:
    client = open_site(workspace)
    answer = client.post("/login", data={"password": "wrong"})
    assert answer.status_code == 401
    assert "That is not the password." in answer.text
    assert "set-cookie" not in answer.headers


def test_the_login_leads_nowhere_else(workspace: Path, open_site: OpenSite) -> None:
    client = open_site(workspace)
    elsewhere = ["https://evil.example", "//evil.example", "/\\evil.example", "evil", ""]
    for wanted in [*elsewhere, "/a\r\nb", "/\t/b"]:
        assert _log_in(client, PASSWORD, wanted)[1] == "/"


def test_markup_in_the_wanted_page_stays_text(workspace: Path, open_site: OpenSite) -> None:
    answer = open_site(workspace).get("/login", params={"next": '/"><img src=x>'})
    assert "<img" not in answer.text


def test_the_eleventh_try_has_to_wait_even_with_the_right_password(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    for _ in range(10):
        assert client.post("/login", data={"password": "wrong"}).status_code == 401
    answer = client.post("/login", data={"password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert "set-cookie" not in answer.headers


def test_a_form_on_another_site_logs_nobody_in_or_out(workspace: Path, open_site: OpenSite) -> None:
    client = open_site(workspace)
    for headers in FOREIGN_FORMS:
        sent = client.post("/login", data={"password": PASSWORD}, headers=headers)
        out = client.post("/logout", headers=headers | logged_in(workspace))
        assert (sent.status_code, out.status_code) == (403, 403)
        assert "set-cookie" not in sent.headers
        assert "set-cookie" not in out.headers


def test_our_own_form_is_accepted(workspace: Path, open_site: OpenSite) -> None:
    headers = {"origin": HERE, "sec-fetch-site": "same-origin"}
    client = open_site(workspace)
    answer = client.post("/login", data={"password": PASSWORD}, headers=headers)
    assert answer.status_code == 303


def test_a_huge_form_is_cut_off(workspace: Path, open_site: OpenSite) -> None:
    answer = open_site(workspace).post("/login", data={"password": "x" * 10_000})
    assert answer.status_code == 413


def test_a_broken_form_is_a_wrong_password(workspace: Path, open_site: OpenSite) -> None:
    client = open_site(workspace)
    for body in (b"\xff\xfe", b"&".join([b"a=1"] * 50), b"", b"password"):
        assert client.post("/login", content=body).status_code == 401


def test_logging_out_asks_first_and_then_takes_the_cookie(
    workspace: Path, open_site: OpenSite
) -> None:
    client = open_site(workspace)
    _log_in(client, PASSWORD)
    assert "Log out?" in client.get("/logout").text
    assert client.get("/").status_code == 200
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/").status_code == 401


def _log_in(client: TestClient, password: str, wanted: str = "/") -> tuple[int, str, str]:
    answer = client.post("/login", data={"password": password, "next": wanted})
    headers = answer.headers
    return answer.status_code, headers.get("location", ""), headers.get("set-cookie", "")
