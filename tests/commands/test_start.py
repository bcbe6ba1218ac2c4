"""What `start` says before and after there is a server."""

import json
import socket
import sys
import threading
import types
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dashboard.commands import start
from dashboard.commands.environment import ROOT
from dashboard.domain.errors import PlannerError


@pytest.fixture
def neighbour() -> Iterator[tuple[int, dict[str, object]]]:
    """Another web server, its port, and what it tells at every address (to be filled in)."""
    told: dict[str, object] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the tests quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        yield server.server_port, told
        server.shutdown()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the server was asked to serve; it serves nothing."""
    asked: list[dict[str, object]] = []

    def serve(**options: object) -> int:
        asked.append(options)
        if options["host"] != "127.0.0.1":
            raise PlannerError("Choose a password first.")
        return 0

    server = types.ModuleType("dashboard.server")
    vars(server)["serve"] = serve
    monkeypatch.setitem(sys.modules, "dashboard.server", server)
    monkeypatch.setattr(start, "_warm_up_later", lambda url: None)
    return asked


def test_without_options_it_serves_this_machine_alone(
    served: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_is_taken", lambda host, port: False)
    assert start.run([]) == 0
    workspace = ROOT / "data" / "workspace"
    assert served == [{"host": "127.0.0.1", "port": 8501, "data": workspace}]


def test_options_reach_the_server(served: list[dict[str, object]], tmp_path: Path) -> None:
    port = _free_port()
    assert start.run(["--port", str(port), "--data", str(tmp_path)]) == 0
    assert served == [{"host": "127.0.0.1", "port": port, "data": tmp_path}]


def test_a_refusal_is_told_with_its_reason(
    served: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.run(["--host", "0.0.0.0", "--port", str(_free_port())]) == 2
    assert capsys.readouterr().err == "Choose a password first.\n"
    assert len(served) == 1


def test_a_taken_port_is_named_with_another_to_try(
    served: list[dict[str, object]],
    neighbour: tuple[int, dict[str, object]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    port, _ = neighbour
    assert start.run(["--port", str(port)]) == 2
    assert f"--port {port + 1}" in capsys.readouterr().err
    assert served == []


def test_a_planner_that_already_runs_is_pointed_to(
    served: list[dict[str, object]],
    neighbour: tuple[int, dict[str, object]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    port, told = neighbour
    told["name"] = "Roundsman"
    assert start.run(["--port", str(port)]) == 0
    assert capsys.readouterr().out == f"Roundsman already runs at http://127.0.0.1:{port}\n"
    assert served == []


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty"])
def test_an_impossible_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        start.run([f"--port={port}"])
    assert "1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("::", "http://[::1]:80"),
        ("planner.lan", "http://planner.lan:80"),
    ],
)
def test_the_address_is_one_that_can_be_opened(host: str, url: str) -> None:
    assert start.address(host, 80) == url


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
