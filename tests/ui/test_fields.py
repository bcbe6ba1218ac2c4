"""Fields that keep what is entered: what they send to the browser, and when."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import fields


def page() -> AppTest:
    """A number that is kept, and a button that draws the page anew."""

    def script() -> None:
        import streamlit as st

        from dashboard.ui import fields

        kept = st.session_state.setdefault("kept", [3])
        fields.number("Drivers", kept[-1], kept.append, key="count")
        st.button("Again")

    return AppTest.from_function(script).run()


def is_sent(at: AppTest) -> bool:
    """Whether the drawing told the browser what the field holds."""
    return bool(at.number_input(key="count").proto.set_value)


def test_a_value_is_sent_again_while_a_busy_browser_may_have_missed_it() -> None:
    at = page()
    assert is_sent(at)
    at.button[0].click().run()
    assert is_sent(at)


def test_a_value_that_has_arrived_is_not_sent_over_what_is_being_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = page()
    monkeypatch.setattr(fields, "_ARRIVES_S", 0.0)
    at.button[0].click().run()
    assert not is_sent(at)


def test_a_field_that_was_used_is_not_sent_again() -> None:
    at = page()
    at.number_input(key="count").set_value(5).run()
    assert at.session_state["kept"] == [3, 5]
    assert not is_sent(at)


def test_what_somebody_else_has_kept_is_sent() -> None:
    at = page()
    at.session_state["kept"].append(7)
    at.button[0].click().run()
    assert at.number_input(key="count").value == 7
    assert is_sent(at)
