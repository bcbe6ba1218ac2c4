"""Maps of an area: bringing one, how far each has come, and taking one away."""

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.services import extracts, lookups, online
from dashboard.services.extracts import FAILED, READY, Extract
from dashboard.ui import notices, state
from dashboard.ui.extract_upload import extract_upload
from dashboard.ui.look import escape
from dashboard.ui.steps import PAGES

_WHERE = (
    "Search the web for “Geofabrik download” or “BBBike extract”: both give away the map of a "
    "region or a city as a file whose name ends in .osm.pbf. Take the smallest that holds all "
    "your customers."
)


def section() -> None:
    """All of it, for the settings."""
    st.caption(
        "A map of your area finds addresses without asking anybody: nothing leaves this machine."
    )
    progress()
    for extract in extracts.list_extracts(state.store().folder):
        _row(extract)
    bring("settings")
    with st.expander("Where do I get one?"):
        st.markdown(escape(_WHERE))
        folder = extracts.folder_of(state.store().folder).resolve()
        st.text(f"A file can also be laid into {folder}; open this page again afterwards.")
    st.caption("Map data: © OpenStreetMap contributors, under the Open Database License.")


def bring(place: str) -> None:
    """Take a file; `place` keeps two such areas apart."""
    if extract_upload(f"extract_{place}") is not None:
        extracts.begin(state.store().folder)
        st.rerun()


def ask_for_one() -> None:
    """Where nobody can look addresses up: what to do about it."""
    if extracts.list_extracts(state.store().folder) or online.provider(state.store()):
        return
    with st.container(border=True):
        st.markdown("**Addresses cannot be looked up yet: there is no map of your area.**")
        st.text(
            "Bring one once, and addresses are found by themselves. "
            "Until then put the pins by hand, below."
        )
        bring("addresses")
        with st.expander("Where do I get one?"):
            st.markdown(escape(_WHERE))
        st.page_link(
            PAGES["settings"],
            label="Or use a service on the web: Settings",
            icon=":material/settings:",
            query_params=state.address(),
        )


def progress() -> None:
    """Words on maps that are being made ready, until they are; it begins what was not begun."""
    if extracts.begin(state.store().folder):
        _watch()


@st.fragment(run_every=1.0)
def _watch() -> None:
    found = extracts.list_extracts(state.store().folder)
    busy = [one for one in found if one.state not in (READY, FAILED)]
    if not busy:
        lookups.begin(state.store(), state.day())
        st.rerun()
    for one in busy:
        st.markdown(f":material/hourglass_top: **{escape(one.name)}** {escape(one.words)}")


def _row(extract: Extract) -> None:
    with st.container(border=True, key=f"extract_{extract.name}"):
        st.markdown(f"{_sign(extract)} **{escape(extract.name)}** · {_size(extract.bytes)}")
        if extract.state == READY:
            counted = " and ".join(f"{n:,} {what}" for what, n in extract.counts.items())
            st.caption(f"Ready: {counted}." if counted else "Ready.")
        elif extract.state == FAILED:
            st.error(escape(extract.words))
        else:
            st.caption("It is being made ready; this can take minutes for a large one.")
        if st.button("Remove", key=f"remove_{extract.name}", icon=":material/delete:"):
            _confirm_remove(extract.name)


@st.dialog("Remove this map?")
def _confirm_remove(name: str) -> None:
    st.text(f"{name} is deleted. Addresses that were found in it stay known.")
    if st.button("Remove it", type="primary"):
        try:
            extracts.remove(state.store().folder, name)
            notices.tell("The map is removed.")
        except (PlannerError, OSError):
            notices.warn("The map could not be removed: close what uses it, and try again.")
        st.rerun()


def _sign(extract: Extract) -> str:
    return {READY: "✓", FAILED: "✕"}.get(extract.state, "○")


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(size / 1e6, 0.1):.1f} MB"
