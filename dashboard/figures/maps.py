"""Maps for pages and notebooks; without a basemap they fetch nothing."""

from collections.abc import Collection, Mapping, Sequence

import pydeck as pdk

from dashboard.figures import layers
from dashboard.figures.palette import GROUND, INK, MUTED
from dashboard.figures.records import PlanRecords, Record
from dashboard.figures.views import metres_per_pixel

INLINE_STOPS = 1500
"""Above so many stops the page gives addresses for ``stops`` and ``legs``."""


def route_deck(
    records: PlanRecords,
    view: pdk.ViewState,
    *,
    theme: str = "light",
    chosen_shifts: Collection[str] = (),
    selected_order_id: str | None = None,
    estimated: bool = False,
    urls: Mapping[str, str] | None = None,
    map_style: str | None = None,
) -> pdk.Deck:
    """
    The routes of a plan.

    Without ``chosen_shifts`` all are shown. ``urls`` gives addresses of the
    JSON of whole layers ("stops", "legs") and serves while all are shown.
    ``estimated`` draws the ways dashed. ``map_style`` is the address of a
    basemap's style on this server; None: no basemap.
    """
    shown = records.of_shifts(chosen_shifts) if chosen_shifts else records
    addresses = {} if chosen_shifts else urls or {}
    metre_px = metres_per_pixel(view)
    radius_px = layers.dot_px([stop["at"] for stop in shown.stops], metre_px)
    drawn = [
        layers.legs(
            addresses.get("legs", shown.legs),
            theme=theme,
            dashed=estimated,
            thin=len(shown.legs) > 12,
        ),
        layers.stops(
            addresses.get("stops", shown.stops), theme=theme, radius_px=radius_px, metre_px=metre_px
        ),
    ]
    if len(shown.stops) <= layers.MOST_LABELS:
        drawn.append(
            layers.stop_numbers(shown.stops, theme=theme, radius_px=radius_px, metre_px=metre_px)
        )
    at = shown.place_of(selected_order_id) if selected_order_id else None
    number = shown.number_of(selected_order_id) if selected_order_id else None
    drawn += [
        layers.signs("unassigned", records.unassigned, theme=theme, size_px=26),
        layers.signs("depot", records.depots, theme=theme, size_px=30),
        layers.ring(at, theme=theme),
    ]
    if at and number:
        drawn.append(layers.ring_number(at, number))
    return _deck(drawn, view, theme, map_style)


def orders_deck(
    orders: Sequence[Record],
    view: pdk.ViewState,
    *,
    depots: Sequence[Record] = (),
    theme: str = "light",
    selected_order_id: str | None = None,
    url: str | None = None,
    map_style: str | None = None,
) -> pdk.Deck:
    """A day without a plan: every order as a neutral dot; ``url`` as in ``route_deck``."""
    at = next((o["at"] for o in orders if o["order_id"] == selected_order_id), None)
    metre_px = metres_per_pixel(view)
    radius_px = layers.dot_px([order["at"] for order in orders], metre_px)
    drawn = [
        layers.plain_stops(url or orders, theme=theme, radius_px=radius_px, metre_px=metre_px),
        layers.signs("depot", depots, theme=theme, size_px=30),
        layers.ring(at, theme=theme),
    ]
    return _deck(drawn, view, theme, map_style)


def _deck(
    drawn: list[pdk.Layer], view: pdk.ViewState, theme: str, map_style: str | None
) -> pdk.Deck:
    # Only a style that is left out, rather than None, keeps the page from asking for a basemap.
    basemap = {"map_style": map_style} if map_style else {}
    return pdk.Deck(
        drawn,
        initial_view_state=view,
        views=[pdk.View(type="MapView", controller={"dragRotate": False, "touchRotate": False})],
        map_provider="maplibre" if map_style else None,
        tooltip={"text": "{tip}", "style": _tooltip_style(theme)},
        **basemap,
    )


def _tooltip_style(theme: str) -> dict[str, str]:
    return {
        "backgroundColor": GROUND[theme],
        "color": INK[theme],
        "border": f"1px solid {MUTED[theme]}",
        "borderRadius": "8px",
        "padding": "8px 10px",
        "fontSize": "13px",
        "lineHeight": "1.4",
        "maxWidth": "260px",
        "zIndex": "2",
    }
