"""An empty workspace that the pages find by its folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit

from dashboard.services.workspaces import open_workspace
from dashboard.store import Store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The workspace of this test."""
    monkeypatch.setenv("ROUNDSMAN_DATA", str(tmp_path))
    streamlit.config.set_option("client.showErrorDetails", "full")
    with open_workspace(tmp_path) as opened:
        yield opened
