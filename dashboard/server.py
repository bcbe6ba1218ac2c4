"""One process that serves everything: the pages, the plain routes, and the door before them."""

import contextlib
import getpass
import os
import signal
import sys
import threading
import time
import tomllib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import streamlit as st
import uvicorn.config
from starlette.concurrency import run_in_threadpool

from dashboard.domain.errors import PlannerError
from dashboard.services import plan_layers, startup
from dashboard.services.access import needs_password, refusal, set_password, watch_access
from dashboard.services.extracts import FOLDER
from dashboard.services.workspaces import open_workspace
from dashboard.web.extracts import sweep
from dashboard.web.hosts import hosts_for
from dashboard.web.site import Site, middleware, routes

HERE = Path(__file__).resolve().parent
# How the pages learn the folder of the workspace: they run in this process, and so do their tests.
DATA_VARIABLE = "ROUNDSMAN_DATA"
SECONDS_TO_END = 1.2


def serve(*, host: str, port: int, data: Path) -> int:
    """
    Serve a workspace until Ctrl-C or a signal to end; 0 then, another number where it failed.

    Raises ``PlannerError`` where it must not be served as asked, or another process has it.
    """
    public_hosts = _public_hosts(os.environ)
    site = make_site(host, data, public_hosts, os.environ.get("ROUNDSMAN_PASSWORD"))
    with open_workspace(data):
        os.environ[DATA_VARIABLE] = str(data)
        app = make_app(HERE / "app.py", site, _announcing(host, port))
        _quiet_the_web_server()
        with _ending_by_signal():
            return _run(app, settings(host, port, public_hosts))


def make_site(
    host: str, data: Path, public_hosts: tuple[str, ...], environment_password: str | None
) -> Site:
    """Decide who may come in; at a terminal a missing password is asked for, else refused."""
    required = needs_password(host, public_hosts)
    access = watch_access(data, environment_password)
    if required and access().password is None:
        _ask_for_password(host, data)
    return Site(data, access, required, hosts_for(host, public_hosts), plan_layers.layer)


def make_app(script: Path, site: Site, ready: Callable[[], None]) -> st.App:
    """The application; `ready` is called once when it answers."""

    @contextlib.asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        await run_in_threadpool(startup.on_start, site.data)
        await run_in_threadpool(sweep, site.data / FOLDER, time.time())
        ready()
        yield

    return st.App(
        script,
        lifespan=lifespan,
        routes=routes(site),
        middleware=middleware(site),
        on_script_error=_tell_of_error,
    )


def settings(host: str, port: int, public_hosts: tuple[str, ...] = ()) -> dict[str, Any]:
    """Streamlit's options by their dotted names: ours as shipped, and where to listen."""
    shipped = tomllib.loads((HERE / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    hosts = hosts_for(host, public_hosts)
    return dict(_dotted(shipped)) | {
        "server.address": host.strip("[]") or "0.0.0.0",
        "server.port": port,
        # Streamlit knows no rule for bare addresses; ours stands before it, sockets included.
        "server.allowedHosts": ["*"] if hosts.any_address else sorted(hosts.names),
        "server.corsAllowedOrigins": [f"https://{name}" for name in public_hosts],
    }


def _public_hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Names by which a proxy in front, or a name server, leads others here."""
    listed = environment.get("ROUNDSMAN_PUBLIC_HOST", "").split(",")
    return tuple(name.strip() for name in listed if name.strip())


def _ask_for_password(host: str, data: Path) -> None:
    if not sys.stdin.isatty():
        raise PlannerError(refusal(host))
    print("Others will be able to reach Roundsman here. Choose a password for it.")
    while True:
        try:
            first = getpass.getpass("Password: ")
            if first == getpass.getpass("The same again: "):
                return set_password(data, first)
            print("These two differ. Once more, please.")
        except EOFError:
            raise PlannerError(refusal(host)) from None
        except PlannerError as error:
            print(error)


def _dotted(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _dotted(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _announcing(host: str, port: int) -> Callable[[], None]:
    near = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host).strip("[]")
    url = f"http://[{near}]:{port}" if ":" in near else f"http://{near}:{port}"

    # The socket listens before the application starts: who comes now is served at once.
    def announce() -> None:
        print(f"Roundsman is at {url}", flush=True)
        _end_in_time()

    return announce


def _run(app: st.App, options: Mapping[str, Any]) -> int:
    try:
        app.run(config=options)
    except KeyboardInterrupt:
        return 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def _quiet_the_web_server() -> None:
    for logger in uvicorn.config.LOGGING_CONFIG["loggers"].values():
        logger["level"] = "WARNING"


@contextlib.contextmanager
def _ending_by_signal() -> Iterator[None]:
    """Let a request to end (SIGTERM) unwind as Ctrl-C does, so that the workspace is let go."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end_in_time() -> None:
    """Once asked to end, end: open pages would keep the web server waiting for them."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        orderly = signal.getsignal(number)

        def end(number: int, frame: FrameType | None, orderly: Any = orderly) -> None:
            timer = threading.Timer(SECONDS_TO_END, os._exit, (0,))
            timer.daemon = True
            timer.start()
            if callable(orderly):
                orderly(number, frame)

        signal.signal(number, end)


def _tell_of_error(error: Exception) -> bool:
    """What a page shows for an error of its own: words; Streamlit logs the rest by itself."""
    if isinstance(error, PlannerError):
        st.error(str(error))
    else:
        st.error(
            "Something went wrong on this page. What you entered before is kept. "
            "Load the page again; the terminal shows what happened."
        )
    return True
