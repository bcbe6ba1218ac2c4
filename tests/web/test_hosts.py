"""The names a server answers to."""

import socket

import pytest

from dashboard.web.hosts import hosts_for, is_ours


@pytest.mark.parametrize(
    "header", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "localhost.:8501", "[::1]:8501"]
)
def test_this_machine_is_always_ours(header: str) -> None:
    assert is_ours(header, hosts_for("127.0.0.1"))
    assert is_ours(header, hosts_for("0.0.0.0"))


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        ":8501",
        "evil.example",
        "localhost.evil.example",
        "evil.example:8501@localhost",
        "localhost@evil.example",
        "localhost/evil.example",
        "localhost:99999999",
        "localhost:port",
        "[::1",
    ],
)
def test_anything_else_is_foreign(header: str | None) -> None:
    assert not is_ours(header, hosts_for("127.0.0.1"))
    assert not is_ours(header, hosts_for("0.0.0.0"))


def test_open_to_others_it_answers_to_addresses_and_to_the_machines_name() -> None:
    hosts = hosts_for("0.0.0.0")
    for header in ("192.168.1.5:8501", "[fe80::1]:8501", f"{socket.gethostname()}:8501"):
        assert is_ours(header, hosts)


def test_for_this_machine_alone_other_addresses_are_foreign() -> None:
    assert not is_ours("192.168.1.5:8501", hosts_for("127.0.0.1"))


def test_a_public_name_is_ours_when_it_was_given() -> None:
    assert is_ours("Routes.Example", hosts_for("127.0.0.1", ["routes.example"]))
