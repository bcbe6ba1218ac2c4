"""Driver classes as cards: how many may drive in front, costs and the rest folded away."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.domain import PlannerError, count_words
from dashboard.domain.fleet import DriverClass
from dashboard.services import days
from dashboard.services.days import DaySetup
from dashboard.ui import class_details, fields, notices, state
from dashboard.ui.look import escape

Change = Callable[[DriverClass, Any], DriverClass]


def cards(setup: DaySetup) -> None:
    """A card for each class, and the way to add one."""
    for number, kind in enumerate(setup.classes):
        with st.container(border=True, key=f"class_card_{number}"):
            _card(kind, number, setup)
    with st.popover("Add a driver class", icon=":material/add:"):
        for preset in days.PRESETS:
            st.button(
                preset.name,
                key=f"add_{preset.name}",
                on_click=_add,
                args=(preset,),
                width="stretch",
            )


def who_drives(setup: DaySetup) -> None:
    """The drivers of the day by number and name, in a line."""
    names = [f"{shift.number} {shift.driver}" for shift in setup.shifts]
    if names:
        more = f" and {len(names) - 12} more" if len(names) > 12 else ""
        st.text(f"{count_words(len(names), 'driver')}: {', '.join(names[:12])}{more}.")
    for kind in setup.classes:
        named = [d for d in setup.drivers if d.class_name == kind.name and d.drives_today]
        if len(named) > kind.count:
            left = ", ".join(driver.name for driver in named[kind.count :])
            st.warning(
                f"{escape(kind.name)}: {len(named)} named drivers drive today, but only "
                f"{kind.count} may. {escape(left)} stays at home.",
                icon=":material/warning:",
            )


def _card(kind: DriverClass, number: int, setup: DaySetup) -> None:
    key = f"{setup.day.date}_{number}"

    def keep(change: Change) -> fields.Keep:
        return lambda value: _save(number, kind.name, change, value)

    st.markdown(f"**{escape(kind.name)}**")
    with st.grid(4, min_column_width=112):
        fields.number(
            "May drive",
            kind.count,
            keep(lambda kind, value: replace(kind, count=value)),
            key=f"count_{key}",
            most=1000,
            help="The most that may drive on this day. A plan may need fewer.",
        )
        fields.clock(
            "From",
            kind.shift_start,
            keep(lambda kind, value: replace(kind, shift_start=value)),
            key=f"start_{key}",
        )
        fields.clock(
            "Until",
            kind.shift_end,
            keep(lambda kind, value: replace(kind, shift_end=value)),
            key=f"end_{key}",
        )
        fields.number(
            "Parcels that fit",
            kind.capacity.parcels,
            keep(lambda kind, v: replace(kind, capacity=replace(kind.capacity, parcels=v))),
            key=f"parcels_{key}",
            most=100_000,
            optional=True,
        )
    if kind.is_overnight:
        st.caption("This shift ends on the next day.")
    more = st.expander(
        "Name, limits, start and end, breaks, costs", key=f"more_{key}", on_change="rerun"
    )
    # A dozen fields for each class would make every click on the page slower: only open ones.
    if not more.open:
        return
    with more:
        class_details.details(kind, key, keep, setup)
        st.button(
            "Remove this class", key=f"remove_{key}", on_click=_remove, args=(number, kind.name)
        )


def _save(number: int, name: str, change: Change, value: Any) -> None:
    """Change one class as it is kept now; the drivers of a renamed one follow it."""
    setup = state.setup()
    classes = list(setup.classes)
    if number >= len(classes) or classes[number].name != name:
        raise PlannerError("Somebody else changed the driver classes. Load the page again.")
    try:
        classes[number] = change(classes[number], value)
    except ValueError as error:
        raise PlannerError(f"This cannot be: {error}.") from None
    days.save_classes(state.store(), setup.day.date, classes)
    if classes[number].name != name:
        follow = [
            replace(driver, class_name=classes[number].name)
            if driver.class_name == name
            else driver
            for driver in setup.drivers
        ]
        days.save_drivers(state.store(), setup.day.date, follow)


def _add(preset: DriverClass) -> None:
    classes = state.setup().classes
    name = _free_name(preset.name, [kind.name for kind in classes])
    with notices.warning():
        added = replace(preset, name=name, count=max(1, preset.count))
        days.save_classes(state.store(), state.day(), [*classes, added])


def _remove(number: int, name: str) -> None:
    classes = state.setup().classes
    kept = [kind for place, kind in enumerate(classes) if (place, kind.name) != (number, name)]
    with notices.warning():
        days.save_classes(state.store(), state.day(), kept)


def _free_name(name: str, taken: Sequence[str]) -> str:
    names = [name, *(f"{name} {number}" for number in range(2, len(taken) + 3))]
    return next(free for free in names if free not in taken)
