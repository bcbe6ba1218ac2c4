"""A routing server on this machine."""

from collections.abc import Iterator

import pytest

from tests.travel.fake_routing import FakeRouting, serving


@pytest.fixture
def fake() -> Iterator[FakeRouting]:
    """It answers until the end of the test."""
    with serving(FakeRouting()) as started:
        yield started
