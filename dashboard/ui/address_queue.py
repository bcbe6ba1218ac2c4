"""The addresses that a person must place: one question at a time, until none is left."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from dashboard.services import lookups, repairs
from dashboard.services.orders import OrderView
from dashboard.services.repairs import Question
from dashboard.ui import address_answers, address_question, map_files, samples, state, steps
from dashboard.ui.pin_map import Mark
from dashboard.ui.place_map import place_map
from dashboard.ui.places import place_words


def show(views: Sequence[OrderView]) -> None:
    """The next question, else the way on; addresses that are still looked up come later."""
    waiting = lookups.waiting(state.store(), state.day())
    questions = address_answers.in_turn(repairs.questions(views, waiting))
    if questions:
        map_files.ask_for_one()
        _ask(questions, views)
    elif not waiting:
        _done(views)


def undo_last() -> None:
    """What the last answer did, and the way back."""
    now = address_answers.progress()
    if now.undo is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="address_undo"):
        st.text(f"✓ {now.words}", width="content")
        st.button("Undo", icon=":material/undo:", on_click=address_answers.undo, type="tertiary")


def no_orders() -> None:
    """What to do where the day has no orders."""
    st.text("There are no orders on this day yet.")
    if samples.is_workspace_empty():
        samples.offer()
    else:
        steps.next_button("addresses")


def _ask(questions: Sequence[Question], views: Sequence[OrderView]) -> None:
    question, most = questions[0], address_answers.progress().most
    key = _key(question)
    depot = state.setup().depot
    words, where = st.columns([2, 3], gap="medium")
    with where:
        put = place_map(
            question.swapped,
            key=f"pin_{key}",
            alt=f"Map to place {question.address or 'the order'}",
            candidates=[Mark(c.point, c.label) for c in question.candidates],
            around=[v.order.point for v in views if v.order and v.order.point and not v.far_km],
            depot=depot.point if depot else None,
        )
        st.button(
            "Put it here",
            type="primary" if put else "secondary",
            disabled=put is None,
            icon=":material/location_on:",
            on_click=address_answers.put,
            args=(question, put, place_words(put)),
            width="stretch",
        )
    with words:
        st.text(f"{most - len(questions) + 1} of {most}")
        address_question.heading(question)
        address_question.address(question, key)
        address_question.wrong(questions, leads=put is None)
        # A position that the order itself gives is asked about before what its address may mean.
        address_question.candidates(question, leads=put is None and not question.has_position)
        address_question.otherwise(question, key, is_last=len(questions) == 1)


def _done(views: Sequence[OrderView]) -> None:
    if not any(view.needs_person for view in views):
        st.markdown("#### ✓ All addresses are placed.")
        steps.next_button("addresses")


def _key(question: Question) -> str:
    """Of its fields: another where the address was written anew, and none that a file chose."""
    said = (state.day(), question.keys, question.address, question.has_position)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
