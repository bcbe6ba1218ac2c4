"""One door, one stop: for a search, orders at one door are one; after it, they are apart again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from dashboard.domain import Assignment, Order, Problem, Step, Task, clock
from dashboard.solve.bundles import Bundle, joined
from dashboard.solve.reasons import can_be_served

_OPEN_BUNDLES = 20  # A thousand orders at one door of which no two suit would else take minutes.
_ROOM = timedelta(minutes=30)
"""To begin a bundle in; or else half of what the narrowest of its orders gives."""
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """A day's problem with all orders ``apart``, and one in which bundles stand for some."""

    apart: Problem
    problem: Problem
    bundles: tuple[Bundle, ...]

    def expand(self, assignment: Assignment) -> Assignment:
        """Each bundle taken apart: its orders follow each other, no later than it would be."""
        members = {bundle.id: bundle.members for bundle in self.bundles}

        def apart(steps: Iterable[Step]) -> Iterator[Step]:
            for step in steps:
                if isinstance(step, Task) and step.order_id in members:
                    yield from (Task(order.id, step.kind) for order in members[step.order_id])
                else:
                    yield step

        return _each_shift(assignment, apart)

    def contract(self, assignment: Assignment) -> Assignment:
        """
        Orders that follow each other, in any sequence, become their bundle.

        A bundle whose orders are scattered is left out: whoever takes it from here places
        it anew.
        """
        bundle_of = {order.id: bundle for bundle in self.bundles for order in bundle.members}
        return _each_shift(assignment, lambda steps: _together(steps, bundle_of))


def merge(problem: Problem) -> Merged:
    """
    Bundle what can well be served in one go: orders of one door and the same needs.

    Every bundle can be served by a shift that has nothing else to do. Orders that are to
    have a stop of their own stay as they are.
    """
    bundles: list[Bundle] = []
    untried = [one for alike in _alike(problem) for one in _filled(problem, alike)]
    while untried:
        alone = replace(problem, orders=tuple(untried))
        servable = can_be_served(alone, clock(alone))
        bundles += [one for one, can in zip(untried, servable, strict=True) if can]
        too_long = [one.members for one, can in zip(untried, servable, strict=True) if not can]
        untried = [half for orders in too_long for half in _halved(problem, orders)]
    return merged_as(problem, bundles)


def merged_as(problem: Problem, bundles: Sequence[Bundle]) -> Merged:
    """The problem with these bundles, each in the place of its first order."""
    if not bundles:
        return Merged(problem, problem, ())
    instead = {bundle.id: bundle for bundle in bundles}
    inside = {order.id for bundle in bundles for order in bundle.members} - instead.keys()
    orders = [instead.get(o.id, o) for o in problem.orders if o.id not in inside]
    return Merged(problem, replace(problem, orders=tuple(orders)), tuple(bundles))


def _alike(problem: Problem) -> list[list[Order]]:
    """Orders of one door and the same needs, the most urgent first, where there are several."""
    found: dict[object, list[Order]] = {}
    needs = dict(zip(problem.order_by_id, problem.needs, strict=True))
    apart = _kept_apart(problem)
    for order in problem.orders:
        if order.point is not None and order.id not in apart:
            found.setdefault((order.point.door, order.kind, needs[order.id]), []).append(order)
    return [sorted(alike, key=_latest) for alike in found.values() if len(alike) > 1]


def _kept_apart(problem: Problem) -> set[str]:
    """Orders of which each has a place, a pair or a price of its own."""
    held = (step for held in problem.held.values() for step in held.steps)
    return {
        *(
            order.id
            for order in problem.orders
            if order.own_stop or order.collect or order.max_late
        ),
        *(pin.order_id for pin in problem.pins),
        *(step.order_id for step in held if isinstance(step, Task)),
    }


def _filled(problem: Problem, alike: Sequence[Order]) -> list[Bundle]:
    """Each order put into the first bundle that it suits, as long as some shift has room."""
    needs = problem.needs[problem.order_index[alike[0].id]]
    rooms = list(dict.fromkeys(s.capacity for s in problem.shifts if needs <= problem.offers(s)))
    filled: list[Order] = []
    for order in alike:
        for number in range(max(0, len(filled) - _OPEN_BUNDLES), len(filled)):
            more = joined(filled[number], order)
            if (
                more is not None
                and any(room.fits(more.load) for room in rooms)
                and not _is_tight(more)
            ):
                filled[number] = more
                break
        else:
            filled.append(order)
    return [one for one in filled if isinstance(one, Bundle)]


def _is_tight(bundle: Bundle) -> bool:
    """
    Whether its beginning must be met more closely than any of its orders asks.

    A search rather leaves out a bundle than be at a door between 11:57 and 12:00 sharp.
    """
    if not bundle.windows or (width := _width(bundle)) >= _ROOM:
        return False
    return width < min(_width(order) for order in bundle.members if order.windows) / 2


def _halved(problem: Problem, orders: Sequence[Order]) -> list[Bundle]:
    middle = len(orders) // 2
    return [*_filled(problem, orders[:middle]), *_filled(problem, orders[middle:])]


def _together(steps: Iterable[Step], bundle_of: Mapping[str, Bundle]) -> Iterator[Step]:
    def bundle_id(step: Step) -> str | None:
        bundle = bundle_of.get(step.order_id) if isinstance(step, Task) else None
        return None if bundle is None else bundle.id

    for name, run in groupby(steps, key=bundle_id):
        same = list(run)
        if name is None:
            yield from same
        elif len(same) == len(bundle_of[name].members):
            yield Task(name, bundle_of[name].kind)


def _each_shift(
    assignment: Assignment, change: Callable[[Iterable[Step]], Iterator[Step]]
) -> Assignment:
    changed = {shift: tuple(change(steps)) for shift, steps in assignment.steps.items()}
    return Assignment({shift: steps for shift, steps in changed.items() if steps})


def _width(order: Order) -> timedelta:
    return sum((window.end - window.start for window in order.windows), timedelta(0))


def _latest(order: Order) -> datetime:
    return order.windows[-1].end if order.windows else _NEVER
