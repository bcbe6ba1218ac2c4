"""How the makers of files write: asked once, kept in the workspace, editable."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from dashboard.domain import PlannerError
from dashboard.intake.cells import CellError, parse_priority
from dashboard.intake.formats import FORMATS
from dashboard.intake.habits import NAMED_SPANS as NAMED_SPANS
from dashboard.intake.habits import EndMeans as EndMeans
from dashboard.intake.habits import Habits
from dashboard.intake.habits import NamedSpan as NamedSpan
from dashboard.intake.order_rules import ANYWHERE as ANYWHERE
from dashboard.intake.order_rules import ATTRIBUTE as ATTRIBUTE
from dashboard.intake.order_rules import METHOD as METHOD
from dashboard.intake.order_rules import PRODUCT as PRODUCT
from dashboard.intake.order_rules import TAG as TAG
from dashboard.intake.order_rules import WHERE
from dashboard.intake.order_rules import OrderRule as OrderRule
from dashboard.intake.spelling import plain_words
from dashboard.store import Store, get_settings, order_sources, save_settings

HAND = "hand"
"""The source of orders that a person has added."""

_SOURCES, _SPANS, _RULES, _COLUMNS = "sources", "named_spans", "order_rules", "columns_of_files"
_MOST_SHAPES = 200
_BETWEEN_WORDS = re.compile("[,;\u3001\uff0c]")


@dataclass(frozen=True, slots=True)
class Source:
    """What was said of one kind of file. ``day_first`` is None until somebody was asked."""

    name: str
    end_means: EndMeans = EndMeans.BEGIN_BY
    day_first: bool | None = None


def names() -> dict[str, str]:
    """Every source to what it is called, in the sequence in which files are recognised."""
    return {kind.source: kind.name for kind in FORMATS} | {HAND: "Orders added by hand"}


def seen(store: Store) -> list[str]:
    """The sources of the orders that are here, those of most orders first."""
    return order_sources(store)


def source(store: Store, name: str) -> Source:
    """What is known of a source's habits."""
    return _source(get_settings(store), name)


def save_source(store: Store, wanted: Source) -> None:
    """Keep a source's habits."""
    all_of_them = dict(get_settings(store).get(_SOURCES, {}))
    said = {"end_means": wanted.end_means.value, "day_first": wanted.day_first}
    save_settings(store, **{_SOURCES: {**all_of_them, wanted.name: said}})


def set_day_first(store: Store, name: str, day_first: bool) -> None:
    """Keep the answer to how a source writes 05/06."""
    save_source(store, replace(source(store, name), day_first=day_first))


def known_day_first(store: Store) -> tuple[tuple[str, bool], ...]:
    """Source to how it writes 05/06, for those that were asked."""
    settings = get_settings(store)
    found = {name: _source(settings, name).day_first for name in settings.get(_SOURCES, {})}
    return tuple((name, told) for name, told in sorted(found.items()) if told is not None)


def habits_of(store: Store) -> "HabitsBySource":
    """The habits of every source at once; equal as long as nothing was changed."""
    settings = get_settings(store)
    known = settings.get(_SOURCES, {})
    means = {name: _source(settings, name).end_means for name in sorted(known)}
    return HabitsBySource(_spans(settings), tuple(means.items()))


@dataclass(frozen=True, slots=True)
class HabitsBySource:
    """Hashable, so that what was read with it can be kept."""

    spans: tuple[NamedSpan, ...]
    end_means: tuple[tuple[str, EndMeans], ...]

    def of(self, source: str) -> Habits:
        """The habits of one source."""
        return Habits(self.spans, dict(self.end_means).get(source, EndMeans.BEGIN_BY))


def named_spans(store: Store) -> tuple[NamedSpan, ...]:
    """The words for parts of a day, and their hours."""
    return _spans(get_settings(store))


def save_named_spans(store: Store, spans: Sequence[NamedSpan]) -> None:
    """Keep the words for parts of a day; raises ``PlannerError`` for what cannot be."""
    for span in spans:
        if not any(span.words):
            raise PlannerError("A part of the day needs a word: write one, as in “morning”.")
        if span.end <= span.start:
            raise PlannerError(
                f"“{span.words[0]}” ends at {span.end:%H:%M}, not after its start: correct one."
            )
    words = [word for span in spans for word in span.words]
    if twice := [word for word in words if words.count(word) > 1]:
        raise PlannerError(f"“{twice[0]}” stands for two parts of the day: keep one.")
    rows = [
        [list(span.words), span.start.isoformat("minutes"), span.end.isoformat("minutes")]
        for span in spans
    ]
    save_settings(store, **{_SPANS: rows})


def reset_named_spans(store: Store) -> None:
    """The usual words for parts of the day count again."""
    save_settings(store, **{_SPANS: None})


def span_of(words: str, start: time, end: time) -> NamedSpan:
    """A part of the day from text such as "morning, vormittags"."""
    parts = _BETWEEN_WORDS.split(words)
    plain = dict.fromkeys(word for part in parts if (word := plain_words(part)))
    return NamedSpan(tuple(plain), start, end)


def order_rules(store: Store) -> tuple[OrderRule, ...]:
    """The rules for orders, in their sequence."""
    return tuple(OrderRule(**row) for row in get_settings(store).get(_RULES, []))


def save_order_rules(store: Store, rules: Sequence[OrderRule]) -> None:
    """Keep the rules; raises ``PlannerError`` for one that cannot be."""
    for number, rule in enumerate(rules, start=1):
        if wrong := _wrong_with(rule):
            raise PlannerError(f"Rule {number}: {wrong}")
    rows = [{name: getattr(rule, name) for name in OrderRule.__slots__} for rule in rules]
    save_settings(store, **{_RULES: rows})


def remembered_columns(store: Store, headings: Sequence[str]) -> dict[str, str] | None:
    """Field to heading as a person chose for a file with these headings; None: nobody did."""
    known = get_settings(store).get(_COLUMNS, {}).get(_shape(headings))
    return None if known is None else dict(known)


def remember_columns(
    store: Store, headings: Sequence[str], columns: Mapping[str, str] | None
) -> None:
    """Keep a choice of columns for every file of this shape; None forgets it."""
    known: dict[str, Any] = dict(get_settings(store).get(_COLUMNS, {}))
    known.pop(_shape(headings), None)
    if columns is not None:
        known[_shape(headings)] = dict(columns)
    save_settings(store, **{_COLUMNS: dict(list(known.items())[-_MOST_SHAPES:])})


def count_remembered(store: Store) -> int:
    """For how many kinds of file a choice of columns is kept."""
    return len(get_settings(store).get(_COLUMNS, {}))


def forget_columns(store: Store) -> None:
    """Keep no choice of columns any more: files are read as if for the first time."""
    save_settings(store, **{_COLUMNS: {}})


def _wrong_with(rule: OrderRule) -> str:
    """Why a rule cannot be, and what to do; empty for a sound one."""
    if rule.where not in WHERE:
        return "choose where to look."
    if not plain_words(rule.words):
        return "it has no words to look for. Write some, or delete the rule."
    if rule.service_min is not None and not 0 <= rule.service_min <= 480:
        return "minutes at the door lie between 0 and 480."
    try:
        parse_priority(rule.priority)
    except CellError as error:
        return f"{rule.priority!r} is no priority. {error.remedy}"
    if rule == OrderRule(rule.where, rule.words):
        return f"it gives orders with “{rule.words}” nothing. Fill in one of the columns behind."
    return ""


def _shape(headings: Sequence[str]) -> str:
    """The same for the same headings in any order."""
    return hashlib.sha256(json.dumps(sorted(headings)).encode()).hexdigest()[:16]


def _source(settings: Mapping[str, Any], name: str) -> Source:
    said = settings.get(_SOURCES, {}).get(name, {})
    return Source(name, EndMeans(said.get("end_means", EndMeans.BEGIN_BY)), said.get("day_first"))


def _spans(settings: Mapping[str, Any]) -> tuple[NamedSpan, ...]:
    rows = settings.get(_SPANS)
    if rows is None:
        return NAMED_SPANS
    return tuple(
        NamedSpan(tuple(words), time.fromisoformat(start), time.fromisoformat(end))
        for words, start, end in rows
    )
