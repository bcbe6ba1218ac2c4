"""What a change of the rules made of the day's orders, in a sentence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from dashboard.domain import Order, count_words, duration_words
from dashboard.services import orders
from dashboard.services.orders import OrderView
from dashboard.ui import state
from dashboard.ui.look import escape

_KEY = "rule_effects"

_OFF_DAY = "{} in a zone that is not served on this weekday"

Phrase = tuple[str, str]
"""What is said of one order, and of several."""


@contextmanager
def telling(section: str, words: str) -> Iterator[None]:
    """Remember ``words`` and what is done within to the orders, for this part of the page."""
    before = orders.list_orders(state.store(), state.day())
    yield
    after = orders.list_orders(state.store(), state.day())
    st.session_state[_KEY] = (section, f"{words} {effect_words(before, after)}")


def show(section: str) -> None:
    """What was remembered for this part of the page, once."""
    if st.session_state.get(_KEY, ("", ""))[0] == section:
        _, words = st.session_state.pop(_KEY)
        st.success(escape(words), icon=":material/check_circle:")


def effect_words(before: Sequence[OrderView], after: Sequence[OrderView]) -> str:
    """Such as ``On this day 3 orders now need cooling; 1 order is now left out.``"""
    if not after:
        return "This day has no orders yet."
    known = {view.key: view for view in before}
    pairs = [(known[view.key], view) for view in after if view.key in known]
    counts = Counter(phrase for was, now in pairs for phrase in _phrases(was, now))
    parts = [
        f"{count_words(count, 'order')} {one if count == 1 else several}"
        for (one, several), count in counts.most_common()
    ]
    return f"On this day {'; '.join(parts)}." if parts else "No order of this day is changed by it."


def _phrases(was: OrderView, now: OrderView) -> list[Phrase]:
    if was.excluded or now.excluded:
        return _of_fate(was, now)
    if was.order is None and now.order is None:
        return []
    if now.order is None:
        return [("can no longer be read", "can no longer be read")]
    if was.order is None:
        return [("can be read now", "can be read now")]
    orders = was.order, now.order
    return [*_of_zones(was, now), *_of_needs(*orders), *_of_the_rest(*orders)]


def _of_fate(was: OrderView, now: OrderView) -> list[Phrase]:
    if was.excluded == now.excluded:
        return []
    words = "now left out" if now.excluded else "now taken in"
    return [(f"is {words}", f"are {words}")]


def _of_zones(was: OrderView, now: OrderView) -> list[Phrase]:
    found: list[Phrase] = []
    if now.is_outside != was.is_outside:
        words = "now outside your zones" if now.is_outside else "no longer outside your zones"
        found.append((f"is {words}", f"are {words}"))
    elif now.zone and (was.zone is None or now.zone.name != was.zone.name):
        found.append((f"lies in “{now.zone.name}”", f"lie in “{now.zone.name}”"))
    if now.is_off_day and not was.is_off_day:
        found.append((_OFF_DAY.format("is"), _OFF_DAY.format("are")))
    return found


def _of_needs(was: Order, now: Order) -> list[Phrase]:
    more, less = sorted(now.skills - was.skills), sorted(was.skills - now.skills)
    return [
        *((f"now needs {skill}", f"now need {skill}") for skill in more),
        *((f"no longer needs {skill}", f"no longer need {skill}") for skill in less),
    ]


def _of_the_rest(was: Order, now: Order) -> list[Phrase]:
    found: list[Phrase] = []
    if now.service != was.service:
        words = f"{duration_words(now.service)} at the door"
        found.append((f"now takes {words}", f"now take {words}"))
    if now.priority != was.priority:
        words = f"{now.priority.name.lower()} priority"
        found.append((f"now has {words}", f"now have {words}"))
    if now.driver_class != was.driver_class:
        words = f"only for {now.driver_class}" if now.driver_class else "for every kind of driver"
        found.append((f"is now {words}", f"are now {words}"))
    if now.own_stop != was.own_stop:
        one, several = ("a stop of its own", "stops of their own")
        has, have = ("now has", "now have") if now.own_stop else ("needs no more", "need no more")
        found.append((f"{has} {one}", f"{have} {several}"))
    if now.windows != was.windows:
        found.append(("now has other delivery hours", "now have other delivery hours"))
    return found
