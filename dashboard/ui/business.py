"""How a business reads figures and clocks, and how far it delivers."""

from dataclasses import replace

import streamlit as st

from dashboard.domain import PlannerError
from dashboard.services import settings as settings_service
from dashboard.ui import notices, state
from dashboard.ui.look import escape

CURRENCIES = {
    "EUR": "Euro, €",
    "USD": "US dollar, $",
    "GBP": "Pound, £",
    "AUD": "Australian dollar",
    "BRL": "Real, R$",
    "CAD": "Canadian dollar",
    "CHF": "Swiss franc",
    "CZK": "Czech koruna",
    "DKK": "Danish krone",
    "INR": "Rupee, ₹",
    "JPY": "Yen, ¥",
    "NOK": "Norwegian krone",
    "PLN": "Zloty",
    "SEK": "Swedish krona",
}
_UNITS = {"km": "Kilometres", "mi": "Miles"}
_CLOCKS = {"24h": "14:30", "12h": "2:30 pm"}


def form() -> None:
    """All of it in one form, saved by its button."""
    now = state.settings()
    zones = ["", *sorted(settings_service.known_zones())]
    currencies = list(dict.fromkeys([*CURRENCIES, now.currency]))
    with st.form("business", border=True):
        with st.grid(3, min_column_width=200):
            currency = st.selectbox(
                "Currency",
                currencies,
                currencies.index(now.currency),
                lambda code: CURRENCIES.get(code, code),
            )
            units = st.selectbox(
                "Distances in", list(_UNITS), list(_UNITS).index(now.units), _UNITS.__getitem__
            )
            clock = st.selectbox(
                "Clock", list(_CLOCKS), list(_CLOCKS).index(now.clock), _CLOCKS.__getitem__
            )
            zone = st.selectbox(
                "Time zone",
                zones,
                zones.index(now.zone) if now.zone in zones else 0,
                lambda name: name or f"As this browser's ({state.zone_found()})",
            )
            radius_km = st.number_input(
                "Deliver within, km",
                1.0,
                20_000.0,
                float(now.service_radius_km),
                step=10.0,
                format="%.0f",
                help="Orders farther from the depot are named and not planned.",
            )
            service_min = st.number_input(
                "Minutes at the door",
                0.0,
                480.0,
                float(now.service_min),
                step=1.0,
                format="%g",
                help="For orders that do not say.",
            )
            budget_s = st.number_input(
                "Seconds to search for a plan",
                1,
                3600,
                now.budget_s,
                help="More seconds find better routes; the plan page can change it each time.",
            )
        asked = st.form_submit_button("Save settings", type="primary")
    if not asked:
        return
    try:
        settings_service.save(
            state.store(),
            replace(
                now,
                currency=currency,
                units=units,
                clock=clock,
                zone=zone,
                service_radius_km=radius_km,
                service_min=service_min,
                budget_s=budget_s,
            ),
        )
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    notices.tell("The settings are saved.")
    st.rerun()
