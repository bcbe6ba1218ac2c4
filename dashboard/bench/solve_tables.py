"""The figures of `bench solve` as tables."""

from collections.abc import Sequence
from math import inf
from statistics import median

from dashboard.bench.entrants import installed
from dashboard.bench.instances import published
from dashboard.bench.solve import Result


def heading(kind: str) -> str:
    """The heads of a class's columns."""
    if kind == "days":
        return (
            f"{'day, search':<36}{'travel h':>9}{'over best':>10}{'worst':>8}{'routes':>8}"
            f"{'first s':>9}{'s':>7}{'cpu s':>8}{'peak MB':>9}"
        )
    names = "".join(f"{name:>19}" for name in installed())
    return f"{'instance':<40}{'best known':>11}{names}  (gap: median, worst; slowest s)"


def row(result: Result) -> str:
    """One instance's figures, with the reasons of the runs that came to nothing."""
    lines = _day_rows(result) if result.kind == "days" else [_gap_row(result)]
    for name, runs in result.runs.items():
        lines += [f"  {name}: {run.reason}" for run in runs if run.cost is None]
    return "\n".join(lines)


def summary(results: Sequence[Result]) -> str:
    """
    The median of each entrant's medians, its worst run and its slowest, of all instances.

    And how many cores it really had: on a busy machine fewer than it asked for.
    """
    cells = [_cell(results, name) for name in installed()]
    cores = [_cores(results, name) for name in installed()]
    return f"{'all':<51}{''.join(cells)}\n{'cores had, median':<51}{''.join(cores)}"


def _gap_row(result: Result) -> str:
    # An instance without a published best is measured against the best of the run.
    mark = "" if result.known else "*"
    best = "none" if result.best is None else published(result.best, result.scale) + mark
    cells = [_cell([result], name) for name in installed()]
    return f"{result.instance:<40}{best:>11}{''.join(cells)}"


def _cell(results: Sequence[Result], entrant: str) -> str:
    gaps = [gaps for result in results if (gaps := result.gaps(entrant))]
    if not gaps:
        return f"{'–':>19}"
    slowest = max(run.seconds for result in results for run in result.runs.get(entrant, []))
    middle, worst = median(map(median, gaps)), max(map(max, gaps))
    return f"{_percent(middle):>8}{_percent(worst):>7}{slowest:>4.0f}"


def _cores(results: Sequence[Result], entrant: str) -> str:
    timed = [run for r in results for run in r.runs.get(entrant, []) if run.seconds]
    return f"{median(run.cpu_s / run.seconds for run in timed):>19.1f}" if timed else f"{'–':>19}"


def _percent(gap: float) -> str:
    return "none" if gap == inf else f"{gap:.2%}"


def _day_rows(result: Result) -> list[str]:
    lines = []
    for name, runs in result.runs.items():
        if not (sound := [run for run in runs if run.cost is not None]):
            continue
        hours = median(run.cost or 0 for run in sound) / 3600
        gaps = result.gaps(name)
        first = max((run.first_s for run in sound if run.first_s is not None), default=inf)
        lines.append(
            f"{result.instance + ', ' + name:<36}{hours:>9.1f}{_percent(median(gaps)):>10}"
            f"{_percent(max(gaps)):>8}{max(sum(map(bool, run.routes)) for run in sound):>8}"
            f"{first:>9.1f}{max(run.seconds for run in sound):>7.0f}"
            f"{max(run.cpu_s for run in sound):>8.0f}{max(run.peak_mb for run in sound):>9}"
        )
    return lines
