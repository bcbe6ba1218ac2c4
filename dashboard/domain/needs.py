"""What an order asks of the shift that takes it, and what a shift has to offer."""

from collections.abc import Iterable
from typing import NamedTuple

SKILL, DRIVER_CLASS = "skill", "driver_class"
"""The kinds of need; each is called as the rule that it is judged by."""


class Need(NamedTuple):
    """One thing that a shift either has or lacks."""

    kind: str
    name: str


def needs_of(skills: Iterable[str], class_name: str) -> frozenset[Need]:
    """The skills, and the driver class unless it is blank; its case does not matter."""
    found = [Need(SKILL, skill) for skill in skills]
    if name := class_name.strip().casefold():
        found.append(Need(DRIVER_CLASS, name))
    return frozenset(found)
