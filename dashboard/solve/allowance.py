"""What one stretch of a search may spend: seconds or iterations."""

import time
from dataclasses import dataclass

from dashboard.solve.protocol import Budget, Stop


@dataclass(slots=True)
class Allowance:
    """
    Asked whether it is spent, or ``stop`` says so; each question is an iteration.

    ``seconds`` count from ``began`` on a monotonic clock; whichever is spent first ends it.
    """

    seconds: float | None
    iterations: int | None
    stop: Stop
    began: float
    asked: int = 0

    @classmethod
    def of(cls, budget: Budget, share: float, stop: Stop) -> "Allowance":
        """A share of a budget, from now on."""
        return cls(
            None if budget.seconds is None else share * budget.seconds,
            None if budget.iterations is None else max(1, round(share * budget.iterations)),
            stop,
            time.monotonic(),
        )

    def __call__(self) -> bool:
        self.asked += 1
        if self.iterations is not None and self.asked > self.iterations:
            return True
        return self.stop() or self._spent_s() > (self.seconds or 0.0)

    @property
    def spent(self) -> float:
        """The share that is gone, of iterations where they are given: that is reproducible."""
        if self.iterations is not None:
            return min(1.0, self.asked / self.iterations)
        return min(1.0, self._spent_s() / self.seconds) if self.seconds else 1.0

    def _spent_s(self) -> float:
        return 0.0 if self.seconds is None else time.monotonic() - self.began
