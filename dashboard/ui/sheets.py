"""The driver lists on the page: as they will print, and in the sequence of loading."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.domain import Plan, count_words
from dashboard.services import directions, downloads, roads
from dashboard.services.downloads import DriverList
from dashboard.ui import maps, state
from dashboard.ui.look import escape
from dashboard.ui.stops import driver_words

_DIRECTIONS = "list_directions"
_KINDS = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "zip": "application/zip",
    "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def choose(plan: Plan) -> int:
    """Which of the plan's routes is looked at."""
    chosen: int = st.selectbox(
        "Driver",
        range(len(plan.routes)),
        format_func=lambda place: _label(plan, place),
        key="list_driver",
        width=420,
    )
    return chosen


def show(plan: Plan, place: int) -> None:
    """One driver's list and loading list."""
    one = downloads.lists(plan, state.formats())[place]
    st.text(f"{one.summary} {one.start}. {one.end}.")
    st.caption(maps.travel_words(plan))
    names = ["Stops", "Loading list", *(["Directions"] if _tells_way(plan) else [])]
    stops, loading, *drives = st.tabs(names)
    with stops:
        st.dataframe(
            list_table(one),
            hide_index=True,
            height=_height(len(one.rows)),
            placeholder="–",
            column_config={
                "Stop": st.column_config.NumberColumn(width=50),
                "Parcels": st.column_config.NumberColumn(width=70),
                "Window": st.column_config.TextColumn(width=105),
                "Notes": st.column_config.TextColumn(width=130),
                "Navigation": st.column_config.LinkColumn(display_text="Navigate", width=85),
            },
            alt=f"The stops of {one.driver} in their sequence",
        )
    with loading:
        st.caption("The last stop goes in first.")
        st.dataframe(
            loading_table(one),
            hide_index=True,
            height=_height(len(one.loading)),
            placeholder="–",
            alt=f"What {one.driver} loads, the last stop first",
        )
    for tab in drives:
        with tab:
            _drives(plan, place)


def ask_for_directions(plan: Plan) -> bool:
    """Whether the lists tell the way, which is asked only where a map knows it."""
    # Off at first: it takes half as much paper again, and the phones of most tell the way.
    return bool(roads.map_of(state.store(), plan)) and st.toggle(
        "With directions",
        key=_DIRECTIONS,
        persist_state="session",
        help="Street by street from stop to stop, on pages after each driver's list.",
    )


def list_table(one: DriverList) -> pd.DataFrame:
    """The stops as they are driven."""
    table = pd.DataFrame(
        [
            (
                row.stop_no,
                row.planned,
                row.window,
                " · ".join(part for part in (row.task, row.customer, row.late) if part),
                row.address,
                row.phone,
                row.parcels or None,
                row.notes,
                row.navigation or None,
            )
            for row in one.rows
        ],
        columns=[
            *("Stop", "Planned", "Window", "Customer", "Address", "Phone", "Parcels", "Notes"),
            "Navigation",
        ],
    )
    return table.astype({"Stop": "Int64", "Parcels": "Int64"})


def loading_table(one: DriverList) -> pd.DataFrame:
    """What goes in first stands first."""
    table = pd.DataFrame(
        [
            (
                row.stop_no,
                row.customer or row.address or row.task,
                row.parcels or None,
                row.weight,
                row.notes,
            )
            for row in one.loading
        ],
        columns=["Stop", "Customer", "Parcels", "Weight", "Notes"],
    )
    return table.astype({"Stop": "Int64", "Parcels": "Int64"})


def offer(plan: Plan, place: int) -> None:
    """All downloads. Each is made when it is asked for, not before."""
    formats, shift = state.formats(), plan.shift_by_id[plan.routes[place].shift_id]
    store, date, tells_way = state.store(), plan.day.date.isoformat(), ask_for_directions(plan)
    with st.container(horizontal=True):
        _download(
            "Print all lists (PDF)",
            f"driver-lists-{date}.pdf",
            lambda: downloads.pdf(store, plan, formats, directions=tells_way),
            is_primary=True,
        )
        _download(
            f"Only {escape(driver_words(shift))} (PDF)",
            f"driver-list-{date}-{shift.number:02}.pdf",
            lambda: downloads.pdf(store, plan, formats, shift.id, directions=tells_way),
        )
        _download(
            "Excel",
            f"driver-lists-{date}.xlsx",
            lambda: downloads.workbook(store, plan, formats),
        )
        _download("CSV", f"driver-lists-{date}.csv", lambda: downloads.driver_csv(plan, formats))
        _download(
            "Open this plan in a notebook",
            f"plan-{date}-notebook.zip",
            lambda: downloads.notebook(store, plan, formats),
        )
        _download(
            "Map file (GeoPackage)",
            f"plan-{date}.gpkg",
            lambda: downloads.geopackage(store, plan),
        )
        _download(
            "Map layers (GeoJSON)",
            f"plan-{date}-map.zip",
            lambda: downloads.map_layers(store, plan),
        )
        _download(
            "All files (zip)",
            f"plan-{date}.zip",
            lambda: downloads.everything(store, plan, formats, directions=tells_way),
        )


def _tells_way(plan: Plan) -> bool:
    return bool(st.session_state.get(_DIRECTIONS)) and bool(roads.map_of(state.store(), plan))


def _drives(plan: Plan, place: int) -> None:
    route = plan.routes[place]
    for drive in directions.drives_of_route(state.store(), plan, route, state.formats()):
        st.markdown(f"**{escape(drive.to)}**")
        st.text("\n".join(drive.lines) or "The map knows no way.")


def _download(
    label: str, name: str, content: Callable[[], bytes], *, is_primary: bool = False
) -> None:
    st.download_button(
        label,
        content,
        name,
        _KINDS[name.rpartition(".")[2]],
        key=f"download_{label}",
        on_click="ignore",
        type="primary" if is_primary else "secondary",
    )


def _label(plan: Plan, place: int) -> str:
    route = plan.routes[place]
    stops = count_words(route.stop_count, "stop")
    return f"{driver_words(plan.shift_by_id[route.shift_id])}, {stops}"


def _height(rows: int) -> int:
    """Pixels that show so many rows without a scroll bar of their own."""
    return 38 + 35 * max(rows, 1)
