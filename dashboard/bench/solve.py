"""`bench solve`: published instances and big days, our gap beside the peers' in one run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from pathlib import Path

from dashboard.bench.entrants import ORTOOLS, SEEDLESS, installed, roundsman
from dashboard.bench.instance_days import generated_day
from dashboard.bench.instance_files import read_instance
from dashboard.bench.instances import checked_cost, published
from dashboard.bench.races import Run, Source, race
from dashboard.bench.searches import Effort
from dashboard.bench.solutions import best_known, solution_text

CLASSES = ("ortec", "solomon", "homberger", "cvrp", "days", "breaks")

_MOST_FOR_ORTOOLS = 1_500  # Beyond, it has no plan at all after minutes.


@dataclass(frozen=True, slots=True)
class Result:
    """All runs on one instance, by entrant and in the order of the seeds."""

    instance: str
    kind: str
    scale: int
    known: int | None
    runs: dict[str, list[Run]]

    @property
    def best(self) -> int | None:
        """What gaps are measured from: the best known or, without one, the best of these runs."""
        found = [run.cost for runs in self.runs.values() for run in runs if run.cost is not None]
        return self.known or min(found, default=None)

    def gaps(self, entrant: str) -> list[float]:
        """Of each run; infinite for one without a sound plan."""
        best = self.best
        return [
            run.cost / best - 1 if run.cost is not None and best else inf
            for run in self.runs.get(entrant, [])
        ]


def solve_one(path: Path, effort: Effort, out: Path | None) -> str:
    """Plan one instance as any day, check it, write it; what to print. ``ValueError``: no plan."""
    instance = read_instance(path)
    routes = roundsman(instance, effort, lambda: None)
    cost = checked_cost(instance, routes)
    if out:
        out.write_text(solution_text(instance, routes, cost), encoding="utf-8")
    known = best_known(instance)
    gap = ""
    if known:
        gap = f", {cost / known - 1:+.2%} from {published(known, instance.scale)}"
    used = sum(bool(route) for route in routes)
    return f"{instance.name}: {published(cost, instance.scale)} with {used} routes{gap}"


def sources(datasets: Path | None, kind: str, stops: Sequence[int]) -> list[Source]:
    """What makes each instance of a class of work; files that hold none are passed over."""
    if kind == "days":
        return [partial(generated_day, count, 1) for count in stops]
    if datasets is None or not (datasets / "vrp").is_dir():
        raise ValueError(f"There are no instances: {datasets} has no folder vrp.")
    files = sorted((datasets / "vrp").rglob("*"))
    return [
        partial(read_instance, file)
        for file in files
        if file.suffix in (".vrp", ".txt") and _kind_of(file) == kind
    ]


def _kind_of(file: Path) -> str | None:
    try:
        return read_instance(file).kind
    except ValueError:
        return None


def compete(makers: Iterable[Source], seconds: float, workers: int, seeds: int) -> Iterator[Result]:
    """Each instance as soon as it is done; seed by seed in turn, so that noise meets everybody."""
    for make in makers:
        instance = make()
        runs: dict[str, list[Run]] = {
            name: [] for name in installed() if _may(name, len(instance.clients))
        }
        for seed in range(1, seeds + 1):
            for name in runs:
                if name not in SEEDLESS or seed == 1:
                    # Workers take the seeds that follow: no two runs share one.
                    effort = Effort(seconds, workers, seed * workers)
                    runs[name].append(race(instance, make, name, effort))
        yield Result(instance.name, instance.kind, instance.scale, best_known(instance), runs)


def _may(entrant: str, stops: int) -> bool:
    return entrant != ORTOOLS or stops <= _MOST_FOR_ORTOOLS
