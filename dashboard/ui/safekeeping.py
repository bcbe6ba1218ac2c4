"""The password, the backup, and where everything is kept."""

import datetime

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.services import backups, health, passwords
from dashboard.ui import notices, state
from dashboard.ui.look import escape


def password() -> None:
    """Set, change or take away the password of the workspace."""
    folder = state.store().folder
    if passwords.is_given_from_outside():
        st.text("The password is given by the environment variable ROUNDSMAN_PASSWORD.")
        return
    is_set = passwords.is_set(folder)
    if is_set:
        st.text("✓ A password is set. Whoever opens Roundsman must give it.")
    else:
        st.text("○ No password is set: everybody at this computer can open Roundsman.")
        st.caption("To let others on your network in, a password is needed first.")
    with st.form("password", border=False, clear_on_submit=True):
        with st.grid(2, min_column_width=200):
            first = st.text_input("New password", type="password", autocomplete="new-password")
            again = st.text_input("The same again", type="password", autocomplete="new-password")
        asked = st.form_submit_button("Change the password" if is_set else "Set the password")
    if asked:
        _set_password(first, again)
    if is_set and st.button("Take the password away"):
        _clear_password()


def backup() -> None:
    """Download a copy of everything, or put one in its place."""
    st.text("A backup is one file with all days, orders, plans and settings, without the password.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download a backup",
            data=lambda: backups.make(state.store()),
            file_name=f"roundsman-{state.today()}.db",
            mime="application/octet-stream",
            on_click="ignore",
            icon=":material/download:",
        )
    file = st.file_uploader("Restore from a backup", key="restore_file", max_upload_size=1024)
    if file is not None and st.button("Restore this backup", icon=":material/restore:"):
        _confirm_restore(file.name, file.getvalue())


def kept_where() -> None:
    """The folder, and how the database keeps what it is given."""
    found = health.check(state.store())
    if not health.is_on_this_machine(state.store()):
        st.text(f"Database: {found.database}")
        return
    st.text(f"Folder: {state.store().folder.resolve()}")
    size = f"{found.size_bytes / 1e6:.1f} MB"
    st.caption(f"SQLite {found.sqlite_version}, journal {found.journal_mode}, {size}")


def _set_password(first: str, again: str) -> None:
    if first != again:
        st.error("The two passwords differ: type the same one twice.")
        return
    try:
        passwords.set_password(state.store().folder, first)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    notices.tell("The password is set. You are asked for it when you next load the page.")
    st.rerun()


@st.dialog("Take the password away?")
def _clear_password() -> None:
    st.text("Everybody at this computer can then open Roundsman.")
    if st.button("Take it away", type="primary"):
        with notices.warning():
            passwords.clear(state.store().folder)
            notices.tell("There is no password any more.")
        st.rerun()


@st.dialog("Restore this backup?")
def _confirm_restore(name: str, data: bytes) -> None:
    st.text(f"{name} takes the place of everything here: days, orders, plans and settings.")
    st.caption("What is here now is kept beside it as a file.")
    if st.button("Restore it", type="primary"):
        with notices.warning(), st.spinner("Restoring"):
            kept = backups.restore(state.store(), data)
            now = datetime.datetime.now(tz=datetime.UTC)
            st.cache_data.clear()
            st.session_state.clear()
            notices.tell(f"Restored at {now:%H:%M} UTC. What was here before is kept as {kept}.")
        st.rerun()
