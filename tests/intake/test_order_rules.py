"""Rules for orders: where they look, what they give, what stays as a person wrote it."""

import pytest

from dashboard.intake.order_rules import (
    ANYWHERE,
    ATTRIBUTE,
    METHOD,
    PRODUCT,
    TAG,
    OrderRule,
    apply_rules,
    applying,
)

ORDER = {
    "order_id": "1001",
    "customer": "Anna",
    "tags": "VIP, wedding party",
    "products": "2 × Tulips; 1 × Wedding-Bouquet",
    "shipping_method": "Local Pickup",
    "attributes": "Gift note: Happy birthday\nDoor: green",
    "notes": "Handle with care",
}


def has(where: str, words: str) -> bool:
    """Whether a rule that looks there for these words applies to the order."""
    return bool(applying([OrderRule(where, words)], ORDER))


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (TAG, "vip"),
        (TAG, "Wedding Party"),
        (PRODUCT, "wedding bouquet"),
        (PRODUCT, "bouquet"),
        (METHOD, "local pickup"),
        (ATTRIBUTE, "gift note"),
        (ATTRIBUTE, "door green"),
        (ANYWHERE, "with care"),
        (ANYWHERE, "1001"),
    ],
)
def test_a_rule_finds_its_words_however_they_are_written(where: str, words: str) -> None:
    assert has(where, words)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (TAG, "wedding"),
        (TAG, "tulips"),
        (PRODUCT, "tulip"),
        (PRODUCT, "tulips 1"),
        (METHOD, "pickup"),
        (ATTRIBUTE, "birthday door"),
        (ANYWHERE, "anna vip"),
        (ANYWHERE, ""),
        (ANYWHERE, " ! "),
        ("somewhere", "vip"),
    ],
)
def test_a_rule_finds_no_parts_of_words_and_nothing_elsewhere(where: str, words: str) -> None:
    assert not has(where, words)


def test_accents_and_letters_of_other_alphabets_are_words() -> None:
    order = {"products": "1 × Tårta; 冷蔵便"}
    rules = [OrderRule(PRODUCT, "tarta"), OrderRule(PRODUCT, "冷蔵便"), OrderRule(PRODUCT, "torte")]
    assert [rule.name for rule in applying(rules, order)] == ["tarta", "冷蔵便"]


def test_the_first_rule_that_gives_something_decides_and_skills_add_up() -> None:
    rules = (
        OrderRule(TAG, "vip", skill="cooling"),
        OrderRule(PRODUCT, "tulips", service_min=12.5, skill="tail lift"),
        OrderRule(ANYWHERE, "anna", service_min=3, priority="high", driver_class="Bike"),
    )
    ruled = apply_rules(ORDER | {"skills": "key"}, rules)
    assert ruled.given == {
        "service_min": "12.5",
        "priority": "high",
        "driver_class": "Bike",
        "skills": "key;cooling;tail lift",
    }
    assert ruled.applied == rules
    assert ruled.values == {**ORDER, **ruled.given}


def test_a_skill_that_two_rules_give_is_named_once() -> None:
    rules = (OrderRule(TAG, "vip", skill="cooling"), OrderRule(ANYWHERE, "anna", skill="cooling"))
    assert apply_rules(ORDER | {"skills": "cooling"}, rules).given == {"skills": "cooling"}


def test_a_rule_may_give_no_minutes_at_all() -> None:
    assert apply_rules(ORDER, [OrderRule(TAG, "vip", service_min=0)]).given == {"service_min": "0"}


def test_a_rule_leaves_out_or_gives_a_stop_of_its_own() -> None:
    leaves = OrderRule(METHOD, "local pickup", leave_out=True)
    ruled = apply_rules(ORDER, [OrderRule(TAG, "vip", own_stop=True), leaves])
    assert ruled.left_out_by is leaves
    assert ruled.own_stop
    assert ruled.given == {}


def test_what_a_person_has_corrected_by_hand_stays() -> None:
    rule = OrderRule(TAG, "vip", service_min=12, priority="high")
    edits = {"service_min": "4"}
    ruled = apply_rules(ORDER | edits, [rule], edits)
    assert ruled.values["service_min"] == "4"
    assert ruled.given == {"priority": "high"}


def test_an_order_without_any_rule_is_left_as_it_was() -> None:
    ruled = apply_rules(ORDER, [OrderRule(TAG, "fridge", leave_out=True)])
    assert ruled.values is ORDER
    assert (ruled.applied, ruled.left_out_by, ruled.own_stop) == ((), None, False)
