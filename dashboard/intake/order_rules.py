"""What a business wants done with some of its orders: told by tag, product, method or detail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard.intake.spelling import plain_words

TAG, PRODUCT, METHOD, ATTRIBUTE, ANYWHERE = "tags", "products", "shipping_method", "attributes", "*"
WHERE = (TAG, PRODUCT, METHOD, ATTRIBUTE, ANYWHERE)
"""Where a rule may look: one of the order's fields, or all of them."""

_LISTED = {TAG: ",", PRODUCT: ";", ATTRIBUTE: "\n"}
_AS_A_WHOLE = (TAG, METHOD)


@dataclass(frozen=True, slots=True)
class OrderRule:
    """
    Orders whose ``where`` has these words get what the rule gives; blank gives nothing.

    A tag and a shipping method must be the words as a whole, in products and
    further details they may stand anywhere. The first rule that gives minutes,
    a priority or a driver class decides; skills add up.
    """

    where: str
    words: str
    service_min: float | None = None
    priority: str = ""
    skill: str = ""
    driver_class: str = ""
    leave_out: bool = False
    own_stop: bool = False
    """Not to be merged with other orders for the same door."""

    @property
    def name(self) -> str:
        """As shown beside the orders it applies to."""
        return self.words


@dataclass(frozen=True, slots=True)
class Ruled:
    """An order's text after the rules, and which ones applied."""

    values: Mapping[str, str]
    applied: tuple[OrderRule, ...] = ()
    left_out_by: OrderRule | None = None
    own_stop: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    """Field to text: only what the rules gave."""


def apply_rules(
    values: Mapping[str, str], rules: Sequence[OrderRule], edits: Mapping[str, str] | None = None
) -> Ruled:
    """What the rules make of an order; what a person has corrected by hand stays."""
    applied = applying(rules, values)
    if not applied:
        return Ruled(values)
    given: dict[str, str] = {}
    for rule in applied:
        for name, text in _gives(rule).items():
            given.setdefault(name, text)
    skills = [rule.skill for rule in applied if rule.skill]
    if skills:
        own = values.get("skills", "")
        given["skills"] = ";".join(dict.fromkeys(filter(None, [own, *skills])))
    by_hand = edits or {}
    given = {name: text for name, text in given.items() if name not in by_hand}
    return Ruled(
        {**values, **given},
        applied,
        next((rule for rule in applied if rule.leave_out), None),
        any(rule.own_stop for rule in applied),
        given,
    )


def applying(rules: Sequence[OrderRule], values: Mapping[str, str]) -> tuple[OrderRule, ...]:
    """The rules whose words the order has where they look."""
    texts = _PlainTexts(values)
    return tuple(rule for rule in rules if _applies(rule, texts))


class _PlainTexts:
    """An order's texts in plain words: read once, however many rules look there."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._read: dict[str, list[str]] = {}

    def at(self, where: str) -> list[str]:
        """Each text there by itself, as one tag of several."""
        if where not in self._read:
            self._read[where] = [plain_words(text) for text in self._texts(where)]
        return self._read[where]

    def _texts(self, where: str) -> Iterable[str]:
        if where == ANYWHERE:
            return self._values.values()
        text = self._values.get(where, "")
        return text.split(_LISTED[where]) if where in _LISTED else [text]


def _applies(rule: OrderRule, texts: _PlainTexts) -> bool:
    wanted = _wanted(rule.words)
    if not wanted:
        return False
    if rule.where in _AS_A_WHOLE:
        return wanted in texts.at(rule.where)
    return any(f" {wanted} " in f" {words} " for words in texts.at(rule.where))


@lru_cache(maxsize=1000)
def _wanted(words: str) -> str:
    """The same few words are looked for in every order of a day."""
    return plain_words(words)


def _gives(rule: OrderRule) -> dict[str, str]:
    given = {"priority": rule.priority, "driver_class": rule.driver_class}
    if rule.service_min is not None:
        given["service_min"] = f"{rule.service_min:g}"
    return {name: text for name, text in given.items() if text}
