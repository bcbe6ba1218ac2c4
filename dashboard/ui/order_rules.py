"""The table of rules: what is done with some of a business's orders, and how many those are."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st

from dashboard.domain import PlannerError, count_words
from dashboard.services import orders, rule_counts, sources
from dashboard.services.sources import OrderRule
from dashboard.ui import rule_effects, rule_rows, state, tables
from dashboard.ui.look import escape

_SECTION = "order_rules"
_TURN = "order_rules_turn"

EXAMPLES = (
    OrderRule(sources.PRODUCT, "wedding", service_min=15, priority="high"),
    OrderRule(sources.TAG, "fridge", skill="cooling"),
    OrderRule(sources.METHOD, "Pickup", leave_out=True),
)


def table() -> None:
    """A table to fill in; saved by its button, all or none."""
    rules = sources.order_rules(state.store())
    rule_effects.show(_SECTION)
    if not rules:
        _offer_examples()
    kinds = [kind.name for kind in state.setup().classes]
    kinds += [rule.driver_class for rule in rules if rule.driver_class]
    key = f"order_rules_{state.day()}_{st.session_state.get(_TURN, 0)}"
    edited = st.data_editor(
        rule_rows.frame(rules, _counts(rules)),
        key=key,
        hide_index=True,
        num_rows="dynamic",
        column_order=rule_rows.SEQUENCE,
        column_config=rule_rows.columns(list(dict.fromkeys(kinds))),
        placeholder="–",
        alt="The rules for orders, in the sequence in which they count",
    )
    if tables.is_changed(st.session_state.get(key)):
        _unsaved(edited)
    for words in _warnings(rules):
        st.warning(escape(words), icon=":material/warning:")


def _offer_examples() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Add three examples", icon=":material/add:"):
            _save(EXAMPLES, "The examples are added: change them to your own words.")
        st.caption(
            "“wedding” in a product: 15 minutes and high priority · the tag “fridge”: needs "
            "cooling · the shipping method “Pickup”: left out",
            width="stretch",
        )


def _unsaved(edited: pd.DataFrame) -> None:
    rules = rule_rows.read_rules(edited.to_dict("records"))
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("Save the rules", type="primary")
        st.button("Discard", on_click=_renew, key="discard_rules")
        st.caption(f"Not saved yet. {escape(_would_apply(rules))}", width="stretch")
    if asked:
        _save(rules, "The rules are saved.")


def _would_apply(rules: Sequence[OrderRule]) -> str:
    """Such as ``Orders of this day: “wedding” 3, “fridge” 0.``"""
    counted = zip(rules, _counts(rules), strict=True)
    parts = [f"“{rule.words}” {count}" for rule, count in counted if rule.words]
    return f"Orders of this day: {', '.join(parts)}." if parts else ""


def _save(rules: Sequence[OrderRule], words: str) -> None:
    try:
        with rule_effects.telling(_SECTION, words):
            sources.save_order_rules(state.store(), rules)
    except PlannerError as error:
        st.error(escape(str(error)))
        return
    _renew()
    st.rerun()


def _renew() -> None:
    """Begin with a new table, from what is saved."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _warnings(rules: Sequence[OrderRule]) -> Iterator[str]:
    """Rules by which orders stay behind: nobody on this day has or is what they ask for."""
    kinds = [kind for kind in state.setup().classes if kind.count]
    offered = {skill for kind in kinds for skill in kind.skills}
    names = {kind.name.strip().casefold() for kind in kinds}
    views = orders.list_orders(state.store(), state.day())
    ruled = Counter(name for view in views if not view.excluded for name in view.rules)
    for rule in rules:
        if not ruled[rule.name] or rule.leave_out:
            continue
        stay = f"so that {count_words(ruled[rule.name], 'order')} cannot be delivered. "
        stay += "Change that on the drivers page, or change the rule."
        asked = {part for skill in rule.skill.split(";") if (part := skill.strip().casefold())}
        if lacking := ", ".join(sorted(asked - offered)):
            yield f"“{rule.words}”: no driver of this day has {lacking}, {stay}"
        if rule.driver_class and rule.driver_class.strip().casefold() not in names:
            yield f"“{rule.words}”: no {rule.driver_class} drives on this day, {stay}"


def _counts(rules: Sequence[OrderRule]) -> list[int]:
    return rule_counts.count_orders(state.store(), state.day(), rules)
