"""Seconds and metres as one whole number."""

import numpy as np
import pytest

from dashboard.domain import UNREACHABLE
from dashboard.travel.costs import NEVER, SECOND, costs, whole_metres, whole_seconds


def test_costs_add_up_side_by_side() -> None:
    whole = costs([10.25, 20.5], [100.25, 5.5]).sum(keepdims=True)
    assert whole_seconds(whole).tolist() == [31]
    assert whole_metres(whole).tolist() == [106]
    assert whole / SECOND == pytest.approx(30.75, abs=0.001)


def test_seconds_count_before_metres() -> None:
    fast, slow = costs([10, 10.001], [16_000_000, 0])
    assert fast < slow


@pytest.mark.parametrize("seconds", [np.inf, 300_000.0])
def test_what_takes_forever_leads_nowhere(seconds: float) -> None:
    cost = costs([seconds], [10])
    assert cost.tolist() == [NEVER]
    assert whole_seconds(cost).tolist() == whole_metres(cost).tolist() == [UNREACHABLE]
    # Two of them on top of each other still count as no way.
    assert whole_seconds(cost + cost).tolist() == [UNREACHABLE]
