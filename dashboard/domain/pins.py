"""What a planner holds fast: orders to shifts and places in a route, and routes under way."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.assignments import Reload, Step


@dataclass(frozen=True, slots=True)
class Pin:
    """
    An order held to a shift, and to a place in its sequence if ``position`` says one.

    It counts the orders served by that shift: 1 is the first, -1 the last.
    """

    order_id: str
    shift_id: str
    position: int | None = None

    def __post_init__(self) -> None:
        if self.position == 0:
            raise ValueError(f"pin of {self.order_id}: positions count from 1, or from -1 back")


@dataclass(frozen=True, slots=True)
class Held:
    """
    How far a shift is: it left at ``left``, has done ``steps``, and has loaded ``aboard``.

    The last step may still be ahead: where the vehicle is on its way to. With ``left`` None it
    has not left, and ``steps`` are only how its route begins. What is not among ``aboard`` can
    be delivered once the shift loads again, which it has not done within ``steps``.
    """

    steps: tuple[Step, ...] = ()
    left: datetime | None = None
    aboard: frozenset[str] = frozenset()

    @property
    def loads(self) -> int:
        """How often it has loaded."""
        return 1 + sum(isinstance(step, Reload) for step in self.steps)
