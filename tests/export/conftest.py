"""Files that an export must still give as they once were."""

from collections.abc import Callable
from pathlib import Path

import pytest

Golden = Callable[[str, bytes], None]

_FOLDER = Path(__file__).resolve().parents[1] / "golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares with the file of that name in tests/golden; with ``--golden`` writes it anew."""

    def compare(name: str, content: bytes) -> None:
        path = _FOLDER / name
        if request.config.getoption("golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        assert content.decode() == path.read_bytes().decode().replace("\r\n", "\n")

    return compare
