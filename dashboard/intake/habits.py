"""How those who make a file write times: their words for parts of a day, and what an end means."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class EndMeans(StrEnum):
    """What a source means by the end of a delivery window."""

    BEGIN_BY = "begin"
    """Service may begin until then: what a window means everywhere else here."""
    ARRIVE_BY = "arrive"
    """The van is there by then; it begins on arrival, so it is the same for a plan."""
    FINISH_BY = "finish"
    """Service has ended by then: the window ends earlier by the minutes at the door."""


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Words such as "morning, vormittags" and the hours that they stand for."""

    words: tuple[str, ...]
    """As ``spelling.plain_words`` writes them."""
    start: time
    end: time


_MORNING = (
    "morning; mornings; forenoon; am; vormittag; vormittags; morgens; fruh; matin; matinee; manana;"
    " mattina; mattino; manha; ochtend; s ochtends; voormiddag; aamu; aamulla; aamupaiva;"
    " aamupaivalla; formiddag; morgon; 午前中; 午前"
)
_AFTERNOON = (
    "afternoon; afternoons; pm; nachmittag; nachmittags; apres midi; apresmidi; tarde; pomeriggio;"
    " middag; s middags; namiddag; iltapaiva; iltapaivalla; eftermiddag; 午後"
)
_EVENING = (
    "evening; evenings; tonight; abend; abends; soir; soiree; noche; sera; serata; noite; avond;"
    " s avonds; ilta; illalla; kvall; aften; 夜間; 夜"
)

NAMED_SPANS = (
    NamedSpan(tuple(_MORNING.split("; ")), time(8), time(12)),
    NamedSpan(tuple(_AFTERNOON.split("; ")), time(12), time(17)),
    NamedSpan(tuple(_EVENING.split("; ")), time(17), time(21)),
)
"""The defaults; the settings page has a table of them to edit."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How one source writes; hashable, so that what was read with it can be kept."""

    spans: tuple[NamedSpan, ...] = NAMED_SPANS
    end_means: EndMeans = EndMeans.BEGIN_BY


USUAL = Habits()
