"""The service on the web that looks addresses up, for a business that wants one."""

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.services import lookups, online
from dashboard.services.online import PROVIDERS
from dashboard.ui import notices, state
from dashboard.ui.look import escape

_OFF = "Off: addresses stay on this machine"


def form() -> None:
    """Which service, and its key."""
    store = state.store()
    now = online.provider(store)
    if now:
        label = escape(PROVIDERS[now].label)
        st.markdown(f"▲ On: addresses that no map knows are sent to {label}.")
    else:
        st.markdown("✓ Off: no address leaves this machine.")
    st.caption(
        "A service can find what your maps do not know. It is told those addresses, nothing else "
        "of an order, and each only once: answers are kept. Look at its terms before you use it."
    )
    names = ["", *PROVIDERS]
    with st.form("geocoder", border=False):
        with st.grid(2, min_column_width=240):
            name = st.selectbox("Service", names, names.index(now), _words)
            key = st.text_input(
                "Key",
                type="password",
                autocomplete="off",
                placeholder="a key is kept" if now and online.has_key(store, now) else "",
                help="Only for services that need one. Blank keeps the key that is there.",
            )
        asked = st.form_submit_button("Save the service")
    if asked:
        _save(name, key)


def _words(name: str) -> str:
    """Such as ``OpenCage: needs a key, 1 address a second``."""
    if not name:
        return _OFF
    provider = PROVIDERS[name]
    pace = f"{1 / provider.pause_s:.0f} a second"
    needs = ""
    if provider.needs_key:
        needs = "a key is kept, " if online.has_key(state.store(), name) else "needs a key, "
    return f"{provider.label.partition(' (1 ')[0]}: {needs}{pace}"


def _save(name: str, key: str) -> None:
    try:
        online.save(state.store(), name, key if name else "")
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    lookups.begin(state.store(), state.day())
    notices.tell("The service is on." if name else "The service is off.")
    st.rerun()
