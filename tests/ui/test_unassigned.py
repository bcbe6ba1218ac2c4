"""Orders left out: each reason has a way to mend it."""

import pytest

from dashboard.domain import Formats, Reason, Unassigned
from dashboard.ui.unassigned import remedy, unassigned_table
from tests.build import order, plan_of, problem, shift


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_remedy_of_its_own(reason: Reason) -> None:
    assert remedy(Unassigned("o", reason, "")).words != "Look at the order"


def test_the_table_names_customer_window_and_reason() -> None:
    orders = [order("a"), order("b", 2, windows=[("09:00", "10:00")], customer="Café")]
    plan = plan_of(problem(orders, [shift()]), {"s1": ["a"]})
    (row,) = unassigned_table(plan, Formats(), plan.unassigned).to_dict("records")
    assert row["Customer"] == "Café"
    assert row["Window"] == "09:00–10:00"
    assert row["Why"] == "no time left"
