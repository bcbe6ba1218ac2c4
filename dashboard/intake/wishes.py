"""When and how a customer wants an order, from the details and tags that shops keep with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.intake.delivery_words import (
    About,
    Detail,
    detail_of,
    is_delivery_label,
    is_delivery_method,
    is_pickup_method,
)
from dashboard.intake.moments import moment_in
from dashboard.intake.spelling import folded

_DETAIL = re.compile(r"(?P<name>[^\n:\uff1a]{1,80})[:\uff1a](?P<text>.*)", re.DOTALL)
_NOTHING = frozenset(("", "-", "no", "none", "false", "n/a", "null", "undefined"))
# What a shop promises, not what a customer chose, as in "2-3 Werktage".
_DURATION = re.compile(r"\b(?:days?|tagen?|werktagen?|jours?|dias?|giorni|dagen|weeks?|wochen?)\b")

_MAX_TAGS = 200


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for, as written; empty where nothing was."""

    date: str = ""
    window: str = ""
    notes: tuple[str, ...] = ()
    """Lines for whoever brings it, as in ``Gift note: Happy birthday``."""
    is_pickup: bool | None = None
    """Whether the customer fetches it; None: not said."""


def details_in(text: str) -> list[tuple[str, str]]:
    """Name and text of each detail: one a line, and lines without a name belong to the last."""
    details: list[tuple[str, str]] = []
    for line in text.split("\n"):
        match = _DETAIL.fullmatch(line)
        if match and not match["name"].strip().isdecimal():
            details.append((match["name"].strip(), match["text"].strip()))
        elif details and line.strip():
            name, said = details[-1]
            details[-1] = (name, f"{said}\n{line.strip()}".strip())
    return details


def wishes_in(details: Sequence[tuple[str, str]], tags: str = "") -> Wishes:
    """What the details say, and the tags where these are silent."""
    given = [
        (detail_of(name), name, text) for name, text in details if text.casefold() not in _NOTHING
    ]
    is_pickup = _is_pickup([(detail, text) for detail, _, text in given])
    said: dict[About, str] = {}
    for detail, _, text in given:
        if detail.is_pickup == bool(is_pickup) and _can_mean(detail.about, text):
            said.setdefault(detail.about, text)
    date, window = _when(said)
    if tags and not (date and window):
        tagged_date, tagged_window = _when_tagged(tags)
        date, window = date or tagged_date, window or tagged_window
    notes = tuple(f"{name}: {text}" for detail, name, text in given if detail.about is About.NOTE)
    return Wishes(date, window, notes, is_pickup)


def _is_pickup(given: Sequence[tuple[Detail, str]]) -> bool | None:
    """The way that is named decides; else what only one of the two ways has."""
    for detail, text in given:
        if detail.about is About.METHOD and is_pickup_method(text):
            return True
        if detail.about is About.METHOD and is_delivery_method(text):
            return False
    brought = any(detail.about is About.DATE and not detail.is_pickup for detail, _ in given)
    return True if not brought and any(detail.is_pickup for detail, _ in given) else None


def _can_mean(about: About, text: str) -> bool:
    """Whether the text may be a day or a time, where the name alone leaves doubt."""
    if about is About.DAY:
        return any(letter.isdecimal() for letter in text)
    return about is not About.TIME or not _DURATION.search(folded(text))


def _when(said: Mapping[About, str]) -> tuple[str, str]:
    """Date and window, either empty where it is not said; both may stand in one place."""
    date = said.get(About.DATE) or said.get(About.DAY, "")
    window = said.get(About.TIME, "")
    if not window and About.START in said and About.END in said:
        window = f"{said[About.START]} - {said[About.END]}"
    if both := _apart(date):
        date, window = both[0], window or both[1]
    if both := _apart(window):
        date, window = date or both[0], both[1]
    return date, window


def _apart(text: str) -> tuple[str, str] | None:
    """Date and window of a text that has both; None where more would be lost, as a second one."""
    date, window, beside = moment_in(text)
    if date and window and not any(letter.isdecimal() for letter in beside):
        return date, window
    return None


@lru_cache(maxsize=4096)
def _when_tagged(tags: str) -> tuple[str, str]:
    """Date and window as the first tags say that are about nothing else."""
    date = window = ""
    for tag in tags.split(",")[:_MAX_TAGS]:
        name, _, text = (part.strip() for part in tag.partition(":"))
        about = detail_of(name).about if text else About.OTHER
        if about in (About.DATE, About.DAY, About.TIME) and _can_mean(about, text):
            tagged_date, tagged_window = _when({about: text})
        else:
            tagged_date, tagged_window, beside = moment_in(tag.strip())
            if not is_delivery_label(beside):
                continue
        date, window = date or tagged_date, window or tagged_window
    return date, window
