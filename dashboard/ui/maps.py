"""Days and plans on a map that keeps its place while what it shows changes."""

from collections.abc import Collection, Sequence

import pydeck as pdk
import streamlit as st

from dashboard.domain import Depot, Order, Plan, Reason
from dashboard.figures.maps import INLINE_STOPS, orders_deck, route_deck
from dashboard.figures.records import PlanRecords, order_records, place
from dashboard.figures.views import DESKTOP_PX, PHONE_PX, view_of
from dashboard.services import map_ground, orders, roads
from dashboard.ui import state
from dashboard.ui.look import escape

_ESTIMATE = "Straight-line {}, not streets: real drives take other ways and may take longer."
_CLICKABLE = ("stops", "unassigned", "depot")

PlanRef = tuple[str, int]


def show(deck: pdk.Deck, *, key: str, alt: str, selectable: bool = False) -> None:
    """The map. What was zoomed and dragged stays, as long as the key and the first view do."""
    height = 400 if is_phone() else 520
    with st.container(border=True, key=f"{key}_frame"):
        if selectable:
            st.pydeck_chart(deck, height=height, key=key, alt=alt, on_select="rerun")
        else:
            st.pydeck_chart(deck, height=height, key=key, alt=alt)


def plan_deck(
    plan: Plan,
    records: PlanRecords,
    *,
    ref: PlanRef | None = None,
    chosen_shifts: Collection[str] = (),
    order_id: str | None = None,
    turn: int | None = None,
) -> pdk.Deck:
    """
    The routes of a plan; ``ref`` names the stored revision, if it is one.

    With ``turn`` the layers that can be clicked carry it in their ids: a layer of
    a new name forgets the click, so that nothing stays faded.
    """
    is_large = ref is not None and len(records.stops) > INLINE_STOPS
    deck = route_deck(
        records,
        view_of(_places(_planned(plan), plan.depots), _size_px()),
        theme=state.theme(),
        chosen_shifts=chosen_shifts,
        selected_order_id=order_id,
        estimated=plan.travel.estimated,
        urls=_addresses(ref) if ref and is_large else None,
        map_style=ground(),
    )
    if turn is not None:
        for layer in deck.layers:
            if layer.id in _CLICKABLE:
                layer.id = turned(layer.id, turn)
    return deck


def day_deck() -> pdk.Deck:
    """The day's orders before any plan, in the view that its plans will have."""
    day, setup = state.day(), state.setup()
    near = [view for view in orders.list_orders(state.store(), day) if view.far_km is None]
    open_orders = orders.open_orders(near)
    return orders_deck(
        order_records(open_orders, setup.day, state.formats()),
        view_of(_places(open_orders, setup.depots), _size_px()),
        depots=[
            {"at": place(depot.point), "icon": "depot", "tip": depot.name} for depot in setup.depots
        ],
        theme=state.theme(),
        map_style=ground(),
    )


def travel_words(plan: Plan) -> str:
    """Where the times and ways of a plan come from, in a sentence."""
    kind = plan.travel.kind
    if plan.travel.estimated:
        return _ESTIMATE.format(kind if kind.startswith("estimate") else "estimate")
    if name := roads.map_of(state.store(), plan):
        return f"Times and distances are along the streets of {escape(name)}."
    _, _, server = kind.partition("server: ")
    return f"Times and distances come from {escape(server)}." if server else ""


def ground() -> str:
    """The address of what lies under the maps: the streets, where a map of the area is there."""
    return map_ground.address(state.store().folder, state.theme())


def show_day(key: str) -> None:
    """The day's orders on a map, before any plan; nothing where there are none."""
    deck = day_deck()
    if any(layer.id == "orders" and layer.data for layer in deck.layers):
        show(deck, key=key, alt="The day's orders on a map")


def turned(layer_id: str, turn: int) -> str:
    """The layer's id in this turn; see ``plan_deck``."""
    return f"{layer_id}~{turn}"


def is_phone() -> bool:
    """Whether the browser says that it is a phone's."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def _planned(plan: Plan) -> list[Order]:
    """Without the orders too far away to be delivered: they would make the rest a dot."""
    far = {left.order_id for left in plan.unassigned if left.reason is Reason.OUT_OF_AREA}
    return [order for order in plan.orders if order.id not in far]


def _places(shown: Sequence[Order], depots: Sequence[Depot]) -> list[list[float]]:
    points = [point for order in shown for point in order.points if point is not None]
    return [place(point) for point in (*points, *(depot.point for depot in depots))]


def _addresses(ref: PlanRef) -> dict[str, str]:
    plan_id, revision = ref
    return {name: f"/plan-data/{plan_id}/{revision}/{name}.json" for name in ("stops", "legs")}


def _size_px() -> tuple[int, int]:
    return PHONE_PX if is_phone() else DESKTOP_PX
