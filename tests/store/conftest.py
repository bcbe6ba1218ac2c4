"""Resources for the store's tests: an open workspace in each kind of database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from dashboard.store import Store, close_store, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a workspace may be made; not there yet."""
    return tmp_path / "workspace"


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """An empty workspace."""
    if request.param == "sqlite":
        opened = open_store(folder)
        yield opened
        close_store(opened)
        return
    with _postgres_schema() as url:
        opened = open_store(folder, url)
        yield opened
        close_store(opened)


@pytest.fixture
def file_store(folder: Path) -> Iterator[Store]:
    """An empty workspace in SQLite, for what concerns its file."""
    opened = open_store(folder)
    yield opened
    close_store(opened)


@contextmanager
def _postgres_schema() -> Iterator[str]:
    """The address of a schema of its own, gone afterwards."""
    address = os.environ.get("TEST_POSTGRES_URL")
    if not address:
        pytest.skip("TEST_POSTGRES_URL names no Postgres to test with")
    url = sa.make_url(address).set(drivername="postgresql+psycopg")
    name = f"test_{uuid4().hex}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.schema.CreateSchema(name))
    inside = url.update_query_dict({"options": f"-csearch_path={name}"})
    yield inside.render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(sa.schema.DropSchema(name, cascade=True))
    engine.dispose()
