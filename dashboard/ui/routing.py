"""The server that gives travel times, for a business that has or pays one."""

import datetime

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.domain.words import count_words, distance_words, duration_words
from dashboard.services import routing, routing_trial
from dashboard.services.routing import SERVICES, Routing
from dashboard.services.routing_trial import Trial
from dashboard.ui import notices, state
from dashboard.ui.look import escape

_OFF = "Off: travel times are worked out on this machine"
_DRIVERS = {"van": "vans", "bike": "bicycles"}
_USUAL_PLACES = 100


def section() -> None:
    """Which server is asked, with its key; nobody is, unless somebody says so."""
    now = routing.get(state.store())
    if now.service:
        st.markdown(f"▲ On: the places of a day are sent to {escape(now.name)}.")
    else:
        st.markdown("✓ Off: no place leaves this machine.")
    st.caption(
        "For a country's streets, or more places than this machine can work out. The server is "
        "told where your depots and stops are, nothing else. Look at its terms before you use it."
    )
    names = ["", *SERVICES]
    chosen = st.selectbox("Routing service", names, names.index(now.service), _label)
    if chosen:
        _form(now if chosen == now.service else Routing(chosen, profiles=SERVICES[chosen].profiles))
    elif now.service and st.button("Switch it off"):
        _save(Routing(), "")


def _label(name: str) -> str:
    """Such as ``OSRM: a server of your own``."""
    if not name:
        return _OFF
    service = SERVICES[name]
    if not service.is_own:
        return f"{service.label}: paid, with a key"
    if routing.is_public(service):
        return f"{service.label}: public with a key, or a server of your own"
    return f"{service.label}: a server of your own"


def _form(now: Routing) -> None:
    """Saved, or asked once as it stands there, by their buttons."""
    service, store = SERVICES[now.service], state.store()
    with st.form(f"routing_{now.service}", border=False):
        url = ""
        with st.grid(2, min_column_width=240):
            if service.is_own:
                url = st.text_input(
                    "Its address", now.url, placeholder=f"such as {service.address}"
                )
            key = st.text_input(
                "Its key",
                type="password",
                autocomplete="off",
                placeholder="a key is kept" if routing.has_key(store, now) else "",
                help="Blank keeps the key that is there. Keys are in no backup.",
            )
            profiles = {
                ours: st.text_input(
                    f"Its profile for {_DRIVERS[ours]}",
                    now.profiles.get(ours, ""),
                    help="What it calls how they drive. Blank: it does not know.",
                )
                for ours in service.profiles
            }
        fallback = st.checkbox(
            "If it does not answer, plan with an estimate, and say so", now.fallback
        )
        st.caption(_effort(now))
        with st.container(horizontal=True):
            asked = st.form_submit_button("Save the server")
            tried = st.form_submit_button("Ask it once", type="tertiary")
    given = Routing(now.service, url, profiles, fallback)
    if asked:
        _save(given, key)
    if tried:
        _try(given, key)


def _effort(now: Routing) -> str:
    """What a day costs it, such as ``4 questions``."""
    questions, apart_s = routing.effort(now, _USUAL_PLACES)
    told = f"A day of {_USUAL_PLACES} places takes {count_words(questions, 'question')}"
    if apart_s >= 60:
        told += f", which it allows in {apart_s / 60:.0f} min"
    if SERVICES[now.service].keep_days:
        return f"{told} the first time. Its answers are kept for a month: known places cost none."
    pairs = f"{_USUAL_PLACES**2:,} paid pairs of places"
    return f"{told} for {pairs}, with each plan: its terms do not let us keep the answers."


def _save(given: Routing, key: str) -> None:
    try:
        routing.save(state.store(), given, key)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    notices.tell("The server is on." if given.service else "The server is off.")
    st.rerun()


def _try(given: Routing, key: str) -> None:
    try:
        with st.spinner("Asking the server"):
            trial = routing_trial.try_once(state.store(), state.day(), given, key)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    (st.success if min(trial.drives.values())[0] >= 0 else st.warning)(escape(_words(trial)))


def _words(trial: Trial) -> str:
    """Such as ``It answers. From the depot to order 7: 4.2 km, 9 min for vans.``"""
    ways = []
    for profile, (seconds, metres) in trial.drives.items():
        way = "no way that it knows"
        if seconds >= 0:
            span = duration_words(datetime.timedelta(seconds=seconds))
            way = f"{distance_words(metres, state.formats())}, {span}"
        ways.append(f"{way} for {_DRIVERS[profile]}")
    return f"It answers. From {trial.origin} to {trial.destination}: {'; '.join(ways)}."
