"""What would put an order that was left out on its way after all, and at what price."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.assignments import Step


class RemedyKind(StrEnum):
    """Kinds of remedy, in the order in which they are named where they cost the same."""

    LATE = "late"
    """The order is served behind its window, which stays as it is."""
    WINDOW = "window"
    """The order gets another window for the day."""
    OVERTIME = "overtime"
    """One shift ends later that day."""
    DRIVER = "driver"
    """One more driver of a class drives."""
    INSTEAD = "instead"
    """Another order, which would be missed less, is left out."""
    TOMORROW = "tomorrow"
    """The order is delivered on the next day."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    What a remedy does to the day; a field that its kind does not need is empty.

    The order goes to ``shift_id``, whose ``steps`` are these from then on. ``start`` and ``end``
    are the other window; of overtime ``end`` is the later end of the shift. ``class_name`` is
    that of the driver more, ``instead_of`` the order that is left out.
    """

    order_id: str
    shift_id: str = ""
    steps: tuple[Step, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    class_name: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out in words, its price against the plan at hand, and the change that takes it."""

    kind: RemedyKind
    words: str
    extra_cents: int
    """On that day: what is delivered on another one costs something there."""
    change: Change
