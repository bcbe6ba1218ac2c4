"""Hands for the parts of a large day: processes that search side by side."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dashboard.domain import Assignment, Problem
from dashboard.solve.cooling import Cooling
from dashboard.solve.protocol import Budget, Stop

GRACE_S = 8.0
"""Beyond a part's seconds, before its process is killed; loading the engine is in it."""
STOP_GRACE_S = 0.7
"""To answer in, after being told to stop."""
LONGEST_S = 600.0
"""For a part that was given iterations and no seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """One search that needs nothing but this."""

    problem: Problem
    budget: Budget
    seed: int
    start: Assignment | None
    cooling: Cooling | None = None
    """For one stage of a long cooling; None: searched as any day."""

    @property
    def limit_s(self) -> float:
        """After which its process is killed."""
        seconds = self.budget.seconds
        return LONGEST_S if seconds is None else seconds + GRACE_S


class Farm(Protocol):
    """Whoever searches several parts at once."""

    def map(self, parts: Sequence[Part], stop: Stop) -> list[Assignment | None]:
        """
        Routes that keep every rule for each part, in their sequence, no dearer than its start.

        None where the search failed or its process died. Once ``stop`` says so, those under
        way answer with their best and the others not at all.
        """
        ...


@dataclass(frozen=True, slots=True)
class Certificates:
    """PEM files: the authority that signed for all of a cluster; our certificate and its key."""

    authority: Path
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """
    A Dask cluster that somebody runs, its workers with one thread each.

    ``address`` is its scheduler's, such as ``tls://planner.example:8786``; ``tcp://`` without
    certificates only on this machine.
    """

    address: str
    certificates: Certificates | None = None


@contextmanager
def open_farm(workers: int, cluster: Cluster | None = None) -> Iterator[Farm]:
    """
    So many processes on this machine, gone at the end; or all of a cluster's, which stay.

    Raises ``SolveError`` where they cannot be begun, reached or trusted.
    """
    # Half a second to load, which only large days need.
    from dashboard.solve.farm_clusters import connected, local_cluster
    from dashboard.solve.farm_distributed import DistributedFarm

    with local_cluster(workers) if cluster is None else connected(cluster) as client:
        yield DistributedFarm(client)


LocalFarm = open_farm
"""By the name that ``decomposition`` opens it by."""
