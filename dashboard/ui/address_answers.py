"""What a person answers on the addresses page: done at once, and the last answer undone."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard.domain import Point, count_words
from dashboard.services import orders, repairs
from dashboard.services.repairs import Question
from dashboard.ui import looking_up, notices, state
from dashboard.ui.days import day_words

OrderKey = tuple[str, str]
Act = Callable[[], None]


@dataclass(slots=True)
class Progress:
    """How far a person has come with a day's questions."""

    most: int = 0
    """The most that were open at once since the last time that none was."""
    later: list[tuple[OrderKey, ...]] = field(default_factory=list)
    words: str = ""
    """What the last answer did."""
    undo: Act | None = None


def progress() -> Progress:
    """Of the day that is looked at."""
    kept: dict[datetime.date, Progress] = st.session_state.setdefault("address_progress", {})
    return kept.setdefault(state.day(), Progress())


def in_turn(questions: Sequence[Question]) -> list[Question]:
    """The questions as they are asked: those put off come last."""
    now = progress()
    now.most = max(now.most, len(questions)) if questions else 0
    turn = {keys: number for number, keys in enumerate(now.later)}
    return sorted(questions, key=lambda question: turn.get(question.keys, -1))


def put(question: Question, point: Point, where: str) -> None:
    """All its orders go to this point."""
    words = f"{_who(question)} placed: {where}"
    _do(words, lambda: repairs.place(state.store(), question, point), _back(question))


def swap(question: Question) -> None:
    """Exchange latitude and longitude."""
    words = f"{_who(question)}: latitude and longitude exchanged"
    _do(words, lambda: orders.swap_place(state.store(), question.keys), _back(question))


def correct(question: Question, field_key: str) -> None:
    """Take the address as it was typed."""
    text = st.session_state[field_key].strip()
    if text != question.address:
        words = f"{_who(question)}: address changed"
        _do(words, lambda: repairs.correct(state.store(), question, text), _back(question))


def go_by_address(question: Question) -> None:
    """Forget the position that the file gives."""
    words = f"{_who(question)}: position taken away"
    _do(words, lambda: repairs.go_by_address(state.store(), question), _back(question))


def skip(question: Question) -> None:
    """Leave its orders out of the day's plan."""
    leave_out(question.keys, _who(question))


def leave_out(keys: Sequence[OrderKey], who: str) -> None:
    """Keep these orders, but do not plan them."""
    store = state.store()
    _do(
        f"{who} left out",
        lambda: orders.exclude(store, keys, True),
        lambda: orders.exclude(store, keys, False),
    )


def move(question: Question, field_key: str) -> None:
    """Deliver its orders on the day that was chosen."""
    to = st.session_state[field_key]
    if isinstance(to, datetime.date) and to != state.day():
        store, day = state.store(), state.day()
        _do(
            f"{_who(question)} moved to {day_words(to)}",
            lambda: orders.move(store, question.keys, to),
            lambda: orders.move(store, question.keys, day),
        )


def look_up_again(questions: Sequence[Question]) -> None:
    """Ask the service once more, for all that it has not answered."""
    with notices.warning():
        repairs.look_up_again(state.store(), questions)
        looking_up.forget()


def later(question: Question) -> None:
    """Ask the others first."""
    now = progress()
    now.later = [keys for keys in now.later if keys != question.keys] + [question.keys]


def undo() -> None:
    """Take the last answer back."""
    now = progress()
    if now.undo is not None:
        act, now.undo = now.undo, None
        with notices.warning():
            act()


def _do(words: str, act: Act, back: Act) -> None:
    with notices.warning():
        act()
        now = progress()
        now.words, now.undo = words, back


def _back(question: Question) -> Act:
    store = state.store()
    return lambda: repairs.take_back(store, question)


def _who(question: Question) -> str:
    first = question.views[0]
    if len(question.views) > 1:
        return count_words(len(question.views), "order")
    return first.text.get("customer", "") or first.order_id
