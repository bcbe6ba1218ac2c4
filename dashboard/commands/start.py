"""`start`: one server on this machine, unless one is there already."""

import argparse
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError

from dashboard.commands.environment import ROOT


def run(argv: list[str]) -> int:
    """Serve the planner until it is stopped; 2 where it cannot be served as asked."""
    options = _parser().parse_args(argv)
    url = address(options.host, options.port)
    if _is_taken(options.host, options.port):
        return _say_who_is_there(url, options.port)
    from dashboard.domain.errors import PlannerError
    from dashboard.server import serve

    threading.Thread(target=_warm_up_later, args=(url,), daemon=True).start()
    try:
        return serve(host=options.host, port=options.port, data=options.data.resolve())
    except PlannerError as error:
        print(error, file=sys.stderr)
        return 2


def address(host: str, port: int) -> str:
    """Where a person on this machine reaches a server that listens on host and port."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m dashboard start", description=__doc__)
    parser.add_argument("--port", type=_port, default=8501, help="8501 unless said otherwise")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="127.0.0.1, this machine only, unless said otherwise; any other needs a password",
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=ROOT / "data" / "workspace",
        metavar="DIR",
        help="where days and plans are kept: data/workspace unless said otherwise",
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number, 1 to 65535")
    return int(text)


def _is_taken(host: str, port: int) -> bool:
    """Whether something listens there; for a host that is not ours, serving gives the reason."""
    try:
        family = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        return False
    except OSError as error:
        return "in use" in str(error) or getattr(error, "winerror", 0) in (10013, 10048)
    return False


def _say_who_is_there(url: str, port: int) -> int:
    if _is_roundsman(url):
        print(f"Roundsman already runs at {url}")
        return 0
    print(
        f"Another program uses port {port}. Choose another, for example:\n"
        f"  python3 -m dashboard --port {port + 1 if port < 65535 else 8501}",
        file=sys.stderr,
    )
    return 2


def _is_roundsman(url: str) -> bool:
    """Whether the program at an address answers /healthz as this planner does."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
            told = json.loads(answer.read(10_000))
    except (OSError, ValueError, HTTPException):
        return False
    return isinstance(told, dict) and told.get("name") == "Roundsman"


def _warm_up_later(url: str) -> None:
    """Once the planner answers, compile what an update left uncompiled; mostly there is nothing."""
    for _ in range(600):
        time.sleep(0.1)
        if _answers(url):
            _warm_up()
            return


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2):
            return True
    except HTTPError:
        return True
    except (OSError, HTTPException):
        return False


def _warm_up() -> None:
    if not (ROOT / "dashboard" / "domain" / "warm.py").exists():
        return
    nice = ["nice"] if os.name == "posix" else []
    subprocess.run(
        [*nice, sys.executable, "-m", "dashboard.domain.warm"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
