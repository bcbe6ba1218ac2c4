"""Resources for the tests of services: an empty workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.services import jobs
from dashboard.store import Store, close_store, open_store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty workspace for which nobody works, unless a test starts a worker itself."""
    monkeypatch.setattr(jobs, "call_worker", lambda folder: None)
    opened = open_store(tmp_path / "workspace")
    yield opened
    close_store(opened)
