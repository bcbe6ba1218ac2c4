"""Parts of the map that a business serves by rules of their own."""

from dataclasses import dataclass

EVERY_DAY = frozenset(range(7))
"""All weekdays, Monday 0."""


@dataclass(frozen=True, slots=True)
class Zone:
    """
    A part of the map, and the rules for the orders in it.

    ``area`` is well-known binary: a polygon or several, in WGS 84 degrees. ``fee_cents`` is
    what a customer there pays for delivery, so it changes no plan. Only ``driver_class``
    serves it, empty for any, and only on ``weekdays``.
    """

    name: str
    area: bytes
    fee_cents: int = 0
    driver_class: str = ""
    weekdays: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a zone needs a name")
        if self.fee_cents < 0:
            raise ValueError(f"zone {self.name}: a fee of {self.fee_cents} cents is negative")
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError(f"zone {self.name}: {sorted(self.weekdays)} are no weekdays")
