"""The order table's unsaved changes and ticks, kept while a person works on a day."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.services import orders
from dashboard.services.orders import OrderView
from dashboard.ui import state

OrderKey = tuple[str, str]
Draft = dict[OrderKey, dict[str, str]]
CHOSEN = "chosen"


@dataclass(slots=True)
class Sheet:
    """
    One day's table as it is worked on.

    Streamlit holds what was typed relative to the rows it was given, so these stay
    the same until the editor is made anew under the next number. ``start`` and
    ``ticked`` are what its rows showed at first, beside what the store says.
    """

    day: datetime.date
    number: int = 0
    rows: tuple[OrderKey, ...] = ()
    start: Draft = field(default_factory=dict)
    ticked: frozenset[OrderKey] = frozenset()
    draft: Draft = field(default_factory=dict)
    chosen: frozenset[OrderKey] = frozenset()

    @property
    def key(self) -> str:
        """Of the editor."""
        return f"orders_{self.day}_{self.number}"

    def settle(self, shown: tuple[OrderKey, ...]) -> None:
        """Take in what was typed, and begin anew where the rows to show are others."""
        if not self._take() or shown != self.rows:
            self._renew(shown)

    def choose(self, keys: Iterable[OrderKey]) -> None:
        """Tick exactly these orders."""
        self._take()
        self.chosen = frozenset(keys)
        self._renew(self.rows)

    def discard(self) -> None:
        """Forget what was typed."""
        self._take()
        self.draft = {}
        self._renew(self.rows)

    def save(self) -> int:
        """Keep what was typed; how many orders that changed."""
        self._take()
        known = {view.key: view for view in orders.list_orders(state.store(), self.day)}
        changes = changes_of(self.draft, known)
        orders.edit(state.store(), changes)
        self.discard()
        return len(changes)

    def _take(self) -> bool:
        """Take in what the editor holds; False where there is no editor."""
        typed: Mapping[str, Any] | None = st.session_state.get(self.key)
        if typed is None:
            return False
        self.draft = {key: dict(cells) for key, cells in self.start.items()}
        chosen = set(self.ticked)
        for row, cells in typed["edited_rows"].items():
            key = self.rows[int(row)]
            for name, value in cells.items():
                if name == CHOSEN:
                    (chosen.add if value else chosen.discard)(key)
                else:
                    self.draft.setdefault(key, {})[name] = str(value or "")
        self.chosen = frozenset(chosen)
        return True

    def _renew(self, shown: tuple[OrderKey, ...]) -> None:
        """Begin a new editor from the unsaved changes and the ticks as they are."""
        self.number += 1
        self.rows = shown
        self.start = {key: dict(cells) for key, cells in self.draft.items()}
        self.ticked = self.chosen


def sheet() -> Sheet:
    """The sheet of the day that is looked at."""
    sheets: dict[datetime.date, Sheet] = st.session_state.setdefault("order_sheets", {})
    return sheets.setdefault(state.day(), Sheet(state.day()))


def changes_of(draft: Draft, known: Mapping[OrderKey, OrderView]) -> dict[OrderKey, dict[str, str]]:
    """What of the typed differs from what is kept, for orders that are still there."""
    changes = {
        key: {
            name: text.strip()
            for name, text in cells.items()
            if text.strip() != known[key].text.get(name, "")
        }
        for key, cells in draft.items()
        if key in known
    }
    return {key: cells for key, cells in changes.items() if cells}


def chosen_here(one: Sheet, keys: Collection[OrderKey]) -> list[OrderKey]:
    """The ticked orders among these, in their sequence."""
    return [key for key in keys if key in one.chosen]
