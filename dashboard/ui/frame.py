"""The frame around every page: navigation, the shared sidebar, and the address kept."""

from pathlib import Path

import streamlit as st
from PIL import Image

from dashboard.domain import PlannerError, count_words
from dashboard.services import health, plans
from dashboard.services.inputs import readiness
from dashboard.ui import days, look, state
from dashboard.ui.steps import PAGES

_STATIC = Path(__file__).resolve().parents[1] / "static"


def run() -> None:
    """Show the page that was asked for."""
    st.set_page_config(
        page_title="Roundsman",
        # An image: for an icon by name the browser would ask a font server.
        page_icon=_mark(),
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"about": "Roundsman plans delivery days on your own machine."},
    )
    st.logo(str(_STATIC / "mark.svg"), size="large")
    page = st.navigation(_pages(), expanded=True)
    look.apply()
    try:
        state.remember()
        with st.sidebar:
            _sidebar()
        page.run()
    except PlannerError as error:
        st.error(look.escape(str(error)))


def _pages() -> dict[str, list[st.Page]]:
    def page(name: str, title: str, icon: str) -> st.Page:
        return st.Page(PAGES[name], title=title, icon=f":material/{icon}:", default=name == "today")

    return {
        "": [
            page("today", "Today", "home"),
            page("orders", "Orders", "package_2"),
            page("addresses", "Addresses", "location_on"),
            page("drivers", "Drivers", "local_shipping"),
            page("plan", "Plan", "route"),
            page("map", "Map", "map"),
            page("lists", "Driver lists", "list_alt"),
            page("zones", "Zones", "pentagon"),
            page("rules", "Rules", "rule"),
            page("settings", "Settings", "settings"),
        ],
    }


def _sidebar() -> None:
    days.picker("sidebar")
    st.caption(look.escape(_day_line()))
    if health.is_on_this_machine(state.store()):
        folder = look.escape(str(state.store().folder.resolve()))
        st.caption(f"Kept on this computer, in {folder}")


def _day_line() -> str:
    """Such as "63 orders, 3 drivers, planned"."""
    store, day = state.store(), state.day()
    ready = readiness(store, day)
    parts = [count_words(ready.orders, "order"), count_words(ready.drivers, "driver")]
    latest = plans.latest(store, day)
    if latest is None:
        parts.append("not planned yet")
    else:
        parts.append("plan out of date" if plans.is_stale(store, latest) else "planned")
    return ", ".join(parts)


@st.cache_resource
def _mark() -> Image.Image:
    return Image.open(_STATIC / "mark.png")
