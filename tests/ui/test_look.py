"""What people wrote is shown as they wrote it."""

import pytest

from dashboard.ui.look import escape


@pytest.mark.parametrize("mark", list("[*_:$`<#~\\"))
def test_every_mark_of_markup_is_disarmed(mark: str) -> None:
    assert escape(f"a{mark}b") == f"a\\{mark}b"


def test_lines_become_one() -> None:
    assert escape("a\r\nb") == "a b"
