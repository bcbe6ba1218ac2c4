"""One address that a person must place: whose it is, what is wrong, what it may mean."""

import datetime
from collections.abc import Sequence

import streamlit as st

from dashboard.domain import count_words, distance_words, great_circle_m
from dashboard.services import addresses
from dashboard.services.repairs import Candidate, Question
from dashboard.ui import address_answers, order_words, state
from dashboard.ui.look import escape
from dashboard.ui.quality import quality_words
from dashboard.ui.steps import PAGES

_NAMED = 3
_LIKELY = 80.0
"""From this score on the best place is offered before a pin by hand."""


def heading(question: Question) -> None:
    """The orders and their customers."""
    named = [
        f"{escape(view.text.get('customer', '') or 'Order')} {escape(view.order_id)}"
        for view in question.views[:_NAMED]
    ]
    more = len(question.views) - len(named)
    count = f"{len(question.views)} orders: " if len(question.views) > 1 else ""
    st.markdown(f"#### {count}{', '.join(named)}{f' and {more} more' if more else ''}")


def address(question: Question, key: str) -> None:
    """As it was written, to be corrected."""
    field = f"address_{key}"
    st.text_input(
        "Address",
        question.address,
        key=field,
        placeholder="Street and number, postcode, town",
        help="Correct it, and it is looked up again.",
        on_change=address_answers.correct,
        args=(question, field),
    )
    for note in dict.fromkeys(view.text.get("notes", "") for view in question.views):
        if note:
            st.caption(f"Note: {escape(note)}")


def wrong(questions: Sequence[Question], *, leads: bool) -> None:
    """Why the first is asked, and what mends that at once."""
    question = questions[0]
    st.markdown(f"▲ {escape(_reason(question))}")
    if question.swapped:
        st.button(
            "Swap latitude and longitude",
            type="primary" if leads else "secondary",
            icon=":material/swap_horiz:",
            on_click=address_answers.swap,
            args=(question,),
            width="stretch",
        )
    elif question.far_km is not None:
        st.page_link(
            PAGES["settings"],
            label="Deliver farther: Settings",
            icon=":material/settings:",
            query_params=state.address(),
        )
    elif question.off_street:
        st.page_link(
            PAGES["settings"],
            label="Bring a larger map: Settings",
            icon=":material/map:",
            query_params=state.address(),
        )
    if question.is_unanswered:
        st.button(
            "Look it up again",
            icon=":material/refresh:",
            on_click=address_answers.look_up_again,
            args=(questions,),
        )
    if question.has_position and question.address:
        st.button(
            "Go by the address instead",
            type="primary" if leads and not question.swapped else "secondary",
            help="Forget the latitude and longitude of the file.",
            on_click=address_answers.go_by_address,
            args=(question,),
        )


def _reason(question: Question) -> str:
    if question.swapped:
        return (
            "Latitude and longitude seem to be exchanged: "
            "the other way round it lies near the depot."
        )
    if question.far_km is not None:
        formats, radius_km = state.formats(), state.settings().service_radius_km
        far = distance_words(question.far_km * 1000, formats)
        within = distance_words(radius_km * 1000, formats)
        return f"It lies {far} from the depot, and you deliver within {within}."
    if question.off_street:
        wrong, _ = order_words.off_street(question.off_street)
        return f"{wrong} Put the pin where the van can stop."
    if not question.address:
        return "It has no address: write one, or put the pin on the map."
    return question.reason or addresses.NO_MAP


def candidates(question: Question, *, leads: bool) -> None:
    """The places it may mean, numbered as on the map."""
    for number, candidate in enumerate(question.candidates, start=1):
        with st.container(border=True, gap="xsmall", key=f"candidate_{number}"):
            st.markdown(f"**{number}** {escape(candidate.label)}")
            is_likely = number == 1 and candidate.score >= _LIKELY
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    "Use this one",
                    key=f"use_{number}",
                    type="primary" if leads and is_likely else "secondary",
                    on_click=address_answers.put,
                    args=(question, candidate.point, candidate.label),
                )
                st.caption(_facts(candidate), width="content")


def _facts(candidate: Candidate) -> str:
    depot = state.setup().depot
    words = [quality_words(candidate.quality)]
    if depot is not None:
        metres = great_circle_m(depot.point, candidate.point)
        words.append(f"{distance_words(metres, state.formats())} from the depot")
    return escape(" · ".join(words))


def otherwise(question: Question, key: str, *, is_last: bool) -> None:
    """What else can become of its orders."""
    with st.container(horizontal=True, gap="xsmall", key="otherwise"):
        if not is_last:
            st.button(
                "Later",
                help="Ask the others first",
                on_click=address_answers.later,
                args=(question,),
            )
        st.button("Skip today", on_click=address_answers.skip, args=(question,))
        with st.popover("Another day", icon=":material/event:"):
            field = f"to_{key}"
            tomorrow = state.day() + datetime.timedelta(days=1)
            st.date_input("Deliver on", tomorrow, key=field, required=True)
            count = count_words(len(question.views), "order")
            st.button(f"Move {count}", on_click=address_answers.move, args=(question, field))
