"""What an order asks of the shift that takes it, and what a shift has to offer."""

from collections.abc import Iterable
from typing import NamedTuple

SKILL, DRIVER_CLASS, DEPOT = "skill", "driver_class", "depot"
DRIVER, NOT_DRIVER, PIN = "driver", "not_driver", "pin"
"""The kinds of need; each is called as the rule that it is judged by."""

_OR = "\n"


class Need(NamedTuple):
    """One thing that a shift either has or lacks; of several drivers one is enough."""

    kind: str
    name: str

    @property
    def drivers(self) -> frozenset[str]:
        """The drivers that a need of theirs names, in small letters."""
        return frozenset(self.name.split(_OR))


def order_needs(
    skills: Iterable[str],
    driver_class: str = "",
    depot: str = "",
    drivers: Iterable[str] = (),
    not_drivers: Iterable[str] = (),
) -> frozenset[Need]:
    """What is asked of a shift; blank names ask for nothing, and their case does not matter."""
    found = [Need(SKILL, skill) for skill in skills]
    if name := plain(driver_class):
        found.append(Need(DRIVER_CLASS, name))
    if depot:
        found.append(Need(DEPOT, depot))
    if only := sorted(filter(None, map(plain, drivers))):
        found.append(Need(DRIVER, _OR.join(only)))
    found += [Need(NOT_DRIVER, name) for name in filter(None, map(plain, not_drivers))]
    return frozenset(found)


def pinned(shift_id: str) -> Need:
    """That it is this shift and no other."""
    return Need(PIN, shift_id)


def plain(name: str) -> str:
    """A name as names are compared."""
    return name.strip().casefold()
