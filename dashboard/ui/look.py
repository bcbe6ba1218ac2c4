"""Text shown as it was written, and the few rules of layout that Streamlit has no word for."""

import re

import streamlit as st

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&])")

# Constant: never put data in here.
_STYLE = """
<style>
.stMainBlockContainer { padding-top: 3.25rem; padding-bottom: 3rem; }
@media (min-width: 800px) { .stMainBlockContainer { padding-inline: 2.5rem; } }
[data-testid="stSidebarHeader"] :has(> .stLogo) { display: flex; align-items: center; }
[data-testid="stSidebarHeader"] :has(> .stLogo)::after {
  content: "Roundsman"; font-weight: 650; font-size: 1.15rem; margin-left: .6rem;
}
.mapboxgl-ctrl-attrib.mapboxgl-ctrl {
  background: none !important; backdrop-filter: blur(4px); padding: 0 6px; margin: 0;
}
.mapboxgl-ctrl-attrib.mapboxgl-ctrl .mapboxgl-ctrl-attrib-inner { display: block; color: inherit; }
.mapboxgl-ctrl-attrib.mapboxgl-ctrl .mapboxgl-ctrl-attrib-button { display: none; }
</style>
"""


def apply() -> None:
    """The rules of layout, once for each page."""
    st.html(_STYLE)


def escape(text: str) -> str:
    """A person's text for a label or a sentence: nothing in it is read as markup."""
    return _MARKS.sub(r"\\\1", text.replace("\r", "").replace("\n", " "))
