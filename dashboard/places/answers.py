"""What is answered for an address: a state, the best places, and a reason in plain words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from dashboard.domain import Point

State = Literal["accepted", "review", "rejected"]
"""Taken as it is; a person chooses; nothing that could be meant."""


class Quality(StrEnum):
    """What the point of a candidate is the middle of."""

    HOUSE = "house"
    STREET = "street"
    POSTCODE = "postcode"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that may be meant; ``score`` 0 to 100 tells how well the words agree."""

    label: str
    point: Point
    quality: Quality
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """
    The answer for one address, up to three candidates, best first.

    ``reason`` says why it was not accepted, "" where it was.
    """

    state: State
    best: Candidate | None
    candidates: tuple[Candidate, ...]
    reason: str
