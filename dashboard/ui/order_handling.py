"""How ticked orders are handled: delivered or fetched, by whom, from where, and how late."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.domain import Kind, PlannerError, count_words
from dashboard.services.orders import OrderView
from dashboard.ui import state
from dashboard.ui.look import escape
from dashboard.ui.places import EXAMPLE, HELP, parse_place

DELIVER, TAKE_BACK, FETCH = "Deliver", "Take back", "Fetch and deliver"
ANY_DEPOT = "Any depot"
_PICKUP = (
    *("pickup_address", "pickup_latitude", "pickup_longitude"),
    *("pickup_from", "pickup_to", "pickup_minutes"),
)

Texts = dict[str, str]


def form(views: Sequence[OrderView], key: str) -> Texts | None:
    """
    The fields for these orders; what is to be written into them once the button is clicked.

    Each shows what all of them have; where they differ, what is left as it is stays so.
    """
    st.caption(f"For {count_words(len(views), 'order')}")
    kind = _kind(views, key)
    fetch = _fetch(views, key) if kind == FETCH else {}
    texts = _who(views, key) | _depot(views, key) | _late(views, key)
    if not st.button("Set this", key=f"handling_{key}"):
        return None
    try:
        return _kind_texts(kind, _kind_of(views), fetch) | texts
    except PlannerError as error:
        st.error(escape(str(error)))
        return None


def _kind(views: Sequence[OrderView], key: str) -> str:
    chosen = st.segmented_control(
        "What is done",
        [DELIVER, TAKE_BACK, FETCH],
        default=_kind_of(views),
        required=True,
        wrap=True,
        key=f"kind_{key}",
        help="Take back: from the customer to the depot. Fetch and deliver: the driver first "
        "fetches it somewhere else than at the depot.",
    )
    return chosen or DELIVER


def _fetch(views: Sequence[OrderView], key: str) -> Texts:
    address = st.text_input(
        "Fetch from", _common(views, "pickup_address"), key=f"pickup_address_{key}"
    )
    lat, lon = (_common(views, name) for name in ("pickup_latitude", "pickup_longitude"))
    position = st.text_input(
        "Its position",
        f"{lat}, {lon}" if lat and lon else "",
        placeholder=EXAMPLE,
        help=HELP,
        key=f"pickup_position_{key}",
    )
    return {"address": address, "position": position}


def _who(views: Sequence[OrderView], key: str) -> Texts:
    names = [shift.driver for shift in state.setup().shifts]
    labels = {"drivers": "Only with", "not_drivers": "Never with"}
    found = {}
    for field, label in labels.items():
        known = [name.strip() for name in _common(views, field).split(";") if name.strip()]
        chosen = st.multiselect(
            label,
            list(dict.fromkeys([*known, *names])),
            known,
            placeholder="Any driver" if field == "drivers" else "Nobody",
            key=f"{field}_{key}",
        )
        if chosen != known:
            found[field] = "; ".join(chosen)
    return found


def _depot(views: Sequence[OrderView], key: str) -> Texts:
    names = [depot.name for depot in state.setup().depots]
    if len(names) < 2:
        return {}
    known = _common(views, "depot")
    choices = list(dict.fromkeys([ANY_DEPOT, *names, *filter(None, [known])]))
    chosen = st.selectbox(
        "From depot", choices, choices.index(known or ANY_DEPOT), key=f"depot_of_{key}"
    )
    return (
        {} if chosen == (known or ANY_DEPOT) else {"depot": "" if chosen == ANY_DEPOT else chosen}
    )


def _late(views: Sequence[OrderView], key: str) -> Texts:
    known = _number(_common(views, "max_late_min"))
    late = st.number_input(
        "May be late by, minutes",
        0,
        1440,
        known,
        step=5,
        key=f"max_late_{key}",
        help="Only where nothing else fits: being late counts as much as it costs.",
    )
    return {} if late == known else {"max_late_min": f"{late}" if late else ""}


def _kind_texts(kind: str, was: str, fetch: Mapping[str, str]) -> Texts:
    """The texts that make an order of this kind; raises ``PlannerError`` for no place to fetch."""
    if kind != FETCH:
        if kind == was:
            return {}
        return {"type": "return" if kind == TAKE_BACK else "", **dict.fromkeys(_PICKUP, "")}
    address, position = fetch["address"].strip(), fetch["position"].strip()
    if not address and not position:
        raise PlannerError("Give the address or the position where it is fetched.")
    point = parse_place(position) if position else None
    return {
        "type": "",
        "pickup_address": address,
        "pickup_latitude": f"{point.lat:.6f}" if point else "",
        "pickup_longitude": f"{point.lon:.6f}" if point else "",
    }


def _kind_of(views: Sequence[OrderView]) -> str:
    """What is done with all of them; delivered, where they differ."""
    kinds = {_kind_of_one(view) for view in views}
    return kinds.pop() if len(kinds) == 1 else DELIVER


def _kind_of_one(view: OrderView) -> str:
    if any(view.text.get(field) for field in _PICKUP):
        return FETCH
    is_taken_back = view.order is not None and view.order.kind is Kind.HAND_BACK
    return TAKE_BACK if is_taken_back else DELIVER


def _common(views: Sequence[OrderView], field: str) -> str:
    texts = {view.text.get(field, "") for view in views}
    return texts.pop() if len(texts) == 1 else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
