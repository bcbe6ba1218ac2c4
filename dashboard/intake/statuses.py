"""What a shop's file says of an order beside where it goes: whether anybody drives there at all."""

from enum import StrEnum


class Status(StrEnum):
    """What an order is waiting for, as its file says."""

    OPEN = "open"
    """To be delivered."""
    PICKUP = "pickup"
    """The customer fetches it."""
    CANCELLED = "cancelled"
    """Called off, refunded or voided."""
    FULFILLED = "fulfilled"
    """Delivered or sent already."""
    NOT_SHIPPED = "not_shipped"
    """Nothing in it travels: a gift card, a download."""
