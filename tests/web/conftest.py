"""Resources of the web tests: a workspace with a password, and a site around Streamlit's routes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import streamlit as st
from starlette.testclient import TestClient
from streamlit.runtime import Runtime

from dashboard.services import access
from dashboard.services.access import set_password, watch_access
from dashboard.web.hosts import hosts_for
from dashboard.web.site import Site, middleware, routes
from tests.web.visits import HERE, PASSWORD, a_layer

OpenSite = Callable[..., TestClient]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose password is set; the sums behind it are made quick."""
    monkeypatch.setattr(access, "_ROUNDS", 16)
    set_password(tmp_path, PASSWORD)
    return tmp_path


@pytest.fixture
def open_site(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenSite]:
    """Opens Streamlit's routes and ours on a workspace, behind the door; closes them after."""
    script = tmp_path_factory.mktemp("script") / "script.py"
    script.write_text("import streamlit as st\nst.title('Today')\n")
    monkeypatch.setattr(Runtime, "_instance", None)
    monkeypatch.setattr("streamlit.config._main_script_path", None)
    monkeypatch.setattr("streamlit.config._server_mode", None)
    with ExitStack() as stack:

        def opened(
            data: Path,
            *,
            host: str = "127.0.0.1",
            required: bool = False,
            visitor: str = "192.0.2.7",
        ) -> TestClient:
            site = Site(data, watch_access(data), required, hosts_for(host), a_layer)
            app = st.App(script, routes=routes(site), middleware=middleware(site))
            client = TestClient(app, HERE, follow_redirects=False, client=(visitor, 50_000))
            return stack.enter_context(client)

        yield opened
