"""The groups of work of `bench solve`: what each measures, line by line as it comes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dashboard.bench import aims, breaks, peaks, positions, replans, solve_tables
from dashboard.bench.entrants import NOT_INSTALLED, VROOM, installed
from dashboard.bench.searches import Effort
from dashboard.bench.solve import CLASSES, compete, sources

WITHOUT_FILES = frozenset({"days", "aims", "peaks", "positions"})
"""Groups that have something to measure where there are no instances."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What `bench solve` is asked for; without ``seconds`` a search has what is usual there."""

    datasets: Path | None
    seconds: float | None
    workers: int
    seed: int
    seeds: int
    stops: Sequence[int]

    def effort(self, usual_s: float) -> Effort:
        """For one search."""
        return Effort(self.seconds or usual_s, self.workers, self.seed)

    def title(self, group: str, effort: Effort) -> str:
        """What stands above the figures of a group."""
        return f"{group}, {effort.seconds:g} s on {effort.workers} cores, {self.seeds} seeds"


Group = Callable[[Asked], Iterator[str]]
One = TypeVar("One")


def _published(kind: str, asked: Asked) -> Iterator[str]:
    effort = asked.effort(60.0 if kind == "days" else 15.0)
    yield asked.title(kind, effort)
    if VROOM not in installed():
        yield NOT_INSTALLED
    yield solve_tables.heading(kind)
    results = []
    makers = sources(asked.datasets, kind, asked.stops)
    for result in compete(makers, effort.seconds, effort.workers, asked.seeds):
        yield solve_tables.row(result)
        results.append(result)
    if results and kind != "days":
        yield solve_tables.summary(results)


def _breaks(asked: Asked) -> Iterator[str]:
    effort = asked.effort(6.0)
    yield asked.title("breaks", effort)
    yield breaks.heading()
    makers = sources(asked.datasets, "ortec", asked.stops)
    found = breaks.rested_days(makers, effort.seconds, effort.workers, asked.seeds)
    yield from _rows(found, breaks.row, breaks.summary)


def _aims(asked: Asked) -> Iterator[str]:
    effort = asked.effort(10.0)
    for number, (name, day) in enumerate(aims.shop_days(asked.datasets)):
        blank = "\n" if number else ""
        yield f"{blank}aims, {name}, {effort.seconds:g} s on {effort.workers} cores"
        yield aims.heading()
        yield from map(aims.row, aims.outcomes(day, effort))


def _replans(asked: Asked) -> Iterator[str]:
    effort = asked.effort(15.0)
    yield asked.title("replans", effort)
    yield replans.heading()
    makers = sources(asked.datasets, "ortec", asked.stops)
    found = replans.replanned_days(makers, effort.seconds, effort.workers, asked.seeds)
    yield from _rows(found, replans.row, replans.summary)


def _peaks(asked: Asked) -> Iterator[str]:
    effort = asked.effort(15.0)
    yield asked.title("peaks", effort)
    yield peaks.heading()
    makers = peaks.days(asked.datasets)
    found = peaks.slowed_days(makers, effort.seconds, effort.workers, asked.seeds)
    yield from _rows(found, peaks.row, peaks.summary)


def _positions(asked: Asked) -> Iterator[str]:
    effort = asked.effort(10.0)
    yield f"positions, a plan of {effort.seconds:g} s on {effort.workers} cores"
    yield positions.said(positions.answers(positions.full_day(), effort))


def _rows(
    found: Iterable[One], row: Callable[[One], str], summary: Callable[[Iterable[One]], str]
) -> Iterator[str]:
    """Each as soon as it is there, and what they come to."""
    seen = []
    for one in found:
        yield row(one)
        seen.append(one)
    if seen:
        yield summary(seen)


GROUPS: Mapping[str, Group] = MappingProxyType(
    {
        **{kind: partial(_published, kind) for kind in CLASSES},
        "breaks": _breaks,
        "aims": _aims,
        "replans": _replans,
        "peaks": _peaks,
        "positions": _positions,
    }
)
"""What `--only` names."""
