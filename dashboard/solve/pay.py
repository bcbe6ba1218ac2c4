"""What shifts cost, for many routes at once and to the cent."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dashboard.domain import Costs, Shift
from dashboard.domain.money import idle_cost_cents
from dashboard.domain.spans import FOREVER_S, Int64Array

Floats = npt.NDArray[np.float64]


class Pay(NamedTuple):
    """The costs of some shifts, one entry for each."""

    shift_cents: Floats
    hour_cents: Floats
    km_cents: Floats
    stop_cents: Floats
    overtime_after_s: Floats
    overtime_factor: Floats
    overrun_cents: Floats
    min_guarantee_cents: Int64Array
    idle_cents: Int64Array

    def cents(
        self,
        shift: Int64Array,
        paid_s: Int64Array,
        distance_m: Int64Array,
        stops: Int64Array,
        overrun_s: Int64Array,
    ) -> Int64Array:
        """
        What routes of these shifts, given by their indices, cost.

        The same sum in the same sequence as ``shift_cost_cents``, so that both round alike.
        """
        overtime_s = np.maximum(0, paid_s - self.overtime_after_s[shift])
        weighed_s = paid_s + overtime_s * (self.overtime_factor[shift] - 1)
        cost = (
            self.shift_cents[shift]
            + self.hour_cents[shift] * weighed_s / 3600
            + self.overrun_cents[shift] * overrun_s / 3600
            + self.km_cents[shift] * distance_m / 1000
            + self.stop_cents[shift] * stops
        )
        return np.maximum(np.rint(cost).astype(np.int64), self.min_guarantee_cents[shift])


def pay_of(shifts: Sequence[Shift]) -> Pay:
    """The pay of these shifts."""
    costs = [shift.costs for shift in shifts]

    def floats(name: str) -> Floats:
        return np.array([getattr(cost, name) for cost in costs], dtype=np.float64)

    return Pay(
        shift_cents=floats("shift_cents"),
        hour_cents=floats("hour_cents"),
        km_cents=floats("km_cents"),
        stop_cents=floats("stop_cents"),
        overtime_after_s=np.array([_overtime_after_s(cost) for cost in costs], dtype=np.float64),
        overtime_factor=floats("overtime_factor"),
        overrun_cents=floats("overrun_cents"),
        min_guarantee_cents=np.array([cost.min_guarantee_cents for cost in costs], dtype=np.int64),
        idle_cents=np.array([idle_cost_cents(shift) for shift in shifts], dtype=np.int64),
    )


def _overtime_after_s(costs: Costs) -> int:
    after = costs.overtime_after
    return FOREVER_S if after is None else round(after.total_seconds())
