"""What a search answers: each shift's steps in sequence, and no times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What is done at a step."""

    DELIVER = "deliver"
    PICK_UP = "pickup"
    """Fetch what the same driver then delivers."""
    HAND_BACK = "handback"
    """Take from the customer what goes to the depot."""
    RELOAD = "reload"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Task:
    """Serve an order."""

    order_id: str
    kind: Kind = Kind.DELIVER


@dataclass(frozen=True, slots=True)
class Reload:
    """Hand in what was taken back, and load again at a depot."""

    depot_id: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Take a break where the vehicle stands."""

    break_id: str


Step = Task | Reload | Pause


@dataclass(frozen=True, slots=True)
class Assignment:
    """The steps of each shift that drives, by shift id; orders on none are unassigned."""

    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)

    def order_ids(self) -> Iterator[str]:
        """Every assigned order once, shift by shift: one that is fetched first too."""
        for steps in self.steps.values():
            tasks = (step for step in steps if isinstance(step, Task))
            yield from (task.order_id for task in tasks if task.kind is not Kind.PICK_UP)


def deliveries(routes: Mapping[str, list[str]]) -> Assignment:
    """An assignment of deliveries only, from order ids by shift id."""
    return Assignment({shift: tuple(map(Task, ids)) for shift, ids in routes.items()})
