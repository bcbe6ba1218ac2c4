"""What a business wants done with some of its orders: told by tag, product, method or detail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.intake.spelling import plain_words

TAG, PRODUCT, METHOD, ATTRIBUTE, ANYWHERE = "tags", "products", "shipping_method", "attributes", "*"
WHERE = (TAG, PRODUCT, METHOD, ATTRIBUTE, ANYWHERE)
"""Where a rule may look: one of the order's fields, or all of them."""

_LISTED = {TAG: ",", PRODUCT: ";", ATTRIBUTE: "\n"}


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
    applied = tuple(rule for rule in rules if applies(rule, values))
    if not applied:
        return Ruled(values)
    given: dict[str, str] = {}
    for rule in applied:
        for name, text in _gives(rule).items():
            given.setdefault(name, text)
    skills = [rule.skill for rule in applied if rule.skill]
    if skills:
        given["skills"] = ";".join(filter(None, [values.get("skills", ""), *skills]))
    by_hand = edits or {}
    given = {name: text for name, text in given.items() if name not in by_hand}
    return Ruled(
        {**values, **given},
        applied,
        next((rule for rule in applied if rule.leave_out), None),
        any(rule.own_stop for rule in applied),
        given,
    )


def applies(rule: OrderRule, values: Mapping[str, str]) -> bool:
    """Whether the order has the rule's words where it looks."""
    wanted = plain_words(rule.words)
    if not wanted:
        return False
    if rule.where == ANYWHERE:
        return any(_has(wanted, plain_words(text)) for text in values.values())
    matches = _MATCHES[rule.where]
    text = values.get(rule.where, "")
    parts = text.split(_LISTED[rule.where]) if rule.where in _LISTED else [text]
    return any(matches(wanted, plain_words(part)) for part in parts)


def _is(wanted: str, words: str) -> bool:
    return wanted == words


def _has(wanted: str, words: str) -> bool:
    return f" {wanted} " in f" {words} "


_MATCHES: Mapping[str, Callable[[str, str], bool]] = {
    TAG: _is,
    PRODUCT: _has,
    METHOD: _is,
    ATTRIBUTE: _has,
}


def _gives(rule: OrderRule) -> dict[str, str]:
    given = {"priority": rule.priority, "driver_class": rule.driver_class}
    if rule.service_min is not None:
        given["service_min"] = f"{rule.service_min:g}"
    return {name: text for name, text in given.items() if text}
