"""Why an order is on no route: the fewest rules without which it would be on one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.domain import (
    Assignment,
    Clock,
    Obstacle,
    Order,
    Problem,
    Reason,
    Rule,
    Unassigned,
    clock,
)
from dashboard.domain.spans import Int64Array
from dashboard.solve.board import Board, board, board_of
from dashboard.solve.fits import best_fit, places
from dashboard.solve.obstacles import (
    NEEDS,
    has_window,
    masks,
    ranks,
    rules_of,
    runs,
)
from dashboard.solve.prices import kinds_of
from dashboard.solve.reason_words import (
    HELD_FAST,
    HOURS,
    LOADS,
    alone_words,
    class_words,
    each_words,
    together_words,
)
from dashboard.solve.routes import routes_of
from dashboard.solve.seats import AMOUNTS, Seats
from dashboard.solve.soundness import done_by

_ALONE = {
    Rule.REACHABLE: Reason.UNREACHABLE,
    Rule.DRIVER_CLASS: Reason.NO_ALLOWED_VEHICLE,
    **dict.fromkeys((Rule.DRIVER, Rule.NOT_DRIVER, Rule.PIN), Reason.WRONG_DRIVER),
    Rule.DEPOT: Reason.NO_ALLOWED_VEHICLE,
    Rule.SKILL: Reason.MISSING_SKILL,
    **dict.fromkeys(LOADS, Reason.TOO_BIG_FOR_ANY_VEHICLE),
    Rule.WINDOW: Reason.WINDOW_IMPOSSIBLE_ALONE,
    Rule.SHIFT_END: Reason.SHIFT_TOO_SHORT_ALONE,
    Rule.STOPS: Reason.NO_ALLOWED_VEHICLE,
    **dict.fromkeys(HOURS, Reason.SHIFT_TOO_SHORT_ALONE),
    **dict.fromkeys(HELD_FAST, Reason.ROUTES_HELD),
}
_TOGETHER = {
    **dict.fromkeys(LOADS, Reason.FLEET_FULL_CAPACITY),
    Rule.STOPS: Reason.FLEET_FULL_STOPS,
    **dict.fromkeys(HELD_FAST, Reason.ROUTES_HELD),
}


@dataclass(frozen=True, slots=True)
class _Least:
    """The fewest rules that stand in the way with some shifts, and at that place by how much."""

    rank: int
    rules: tuple[Rule, ...]
    amounts: Mapping[Rule, int]


_NOWHERE = _Least(2**62, (), {})


def reasons(
    problem: Problem,
    assignment: Assignment,
    on: Clock | None = None,
    *,
    only: Collection[str] | None = None,
) -> tuple[Unassigned, ...]:
    """The reason for each order, or of ``only`` these, that is left out; in the problem's order."""
    on = on or clock(problem)
    served = set(assignment.order_ids())
    asked = problem.order_by_id if only is None else only
    left = [k for k, o in enumerate(problem.orders) if o.id not in served and o.id in asked]
    if not left:
        return ()
    empty, full = empty_board(on), board(on, routes_of(problem, assignment))
    return tuple(_reason(empty, full, order) for order in left)


def can_be_served(problem: Problem, on: Clock) -> list[bool]:
    """Whether each order fits some shift when nothing else is on it."""
    empty = empty_board(on)
    # What is done is served, and a place in a route asks for others in it.
    known = {step for route in empty.routes for step in route}
    known |= {problem.order_index.get(p.order_id, -1) for p in problem.pins if p.position}
    return [
        order in known or best_fit(empty, order) is not None for order in range(len(problem.orders))
    ]


def empty_board(on: Clock) -> Board:
    """A shift of each kind with nothing on it but what it has done."""
    alike = [kind[0] for kind in kinds_of(on.problem, on.problem.shifts)]
    return board_of(on, [(shift, done_by(on.problem, shift)) for shift in alike])


def _reason(empty: Board, full: Board, index: int) -> Unassigned:
    order, day = empty.on.problem.orders[index], empty.on.problem.day
    if not empty.shifts:
        return Unassigned(order.id, Reason.NO_DRIVERS, "nobody drives on this day")
    alone, among = _least_by_class(empty, index), _least_by_class(full, index)
    obstacles = tuple(
        _obstacle(order, name, least, is_alone=True)
        if least.rules
        else _obstacle(order, name, among[name], is_alone=False)
        for name, least in alone.items()
    )
    if (rules := _fewest(alone)) and rules != (Rule.POSITION,):
        needs = empty.on.problem.needs[index]
        able = [s for s, offers in zip(empty.shifts, empty.offers, strict=True) if needs <= offers]
        code = _code(_ALONE, rules, Reason.UNREACHABLE)
        if code is Reason.SHIFT_TOO_SHORT_ALONE and _fits_at_another_time(empty, index):
            code = Reason.WINDOW_IMPOSSIBLE_ALONE
        text = _unlike(obstacles) or alone_words(order, rules, able, day)
        return Unassigned(order.id, code, text, rules, obstacles)
    rules = _fewest(among)
    code = _code(_TOGETHER, rules, Reason.FLEET_FULL_TIME if rules else Reason.NOT_WORTH_PENALTY)
    text = _unlike(obstacles) or together_words(order, rules, day)
    return Unassigned(order.id, code, text, rules, obstacles)


def _fits_at_another_time(empty: Board, order: int) -> bool:
    """Whether it is the window for which the shifts are too short, more than the way."""
    if not has_window(empty.on, order):
        return False
    freely = places(empty, order, keeps_window=False)
    return bool((masks(empty, order, freely) == 0).any())


def _least_by_class(where: Board, order: int) -> dict[str, _Least]:
    """What stands in the way with the drivers of each class, in the sequence of the shifts."""
    asked = runs(where, order)
    classes = [shift.class_name for shift in where.shifts]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(classes))}
    number_of = np.array([numbers[name] for name in classes], dtype=np.int64)
    found = {}
    for name, number in numbers.items():
        of_class = (_least(seats, mask, number_of[seats.shift] == number) for seats, mask in asked)
        found[name] = min(of_class, key=lambda least: least.rank)
    return found


def _least(seats: Seats, mask: Int64Array, mine: npt.NDArray[np.bool_]) -> _Least:
    places = np.flatnonzero(mine)
    if not len(places):
        return _NOWHERE
    ranked = ranks(mask[places])
    # Of places that break the same rules, the one that breaks them the least speaks for all.
    amounts = seats.amounts[:, places].sum(axis=0)
    place = places[np.lexsort((amounts, ranked))[0]]
    return _Least(
        int(ranked.min()),
        rules_of(int(mask[place])),
        dict(zip(AMOUNTS, seats.amounts[:, place].tolist(), strict=True)),
    )


def _obstacle(order: Order, class_name: str, least: _Least, *, is_alone: bool) -> Obstacle:
    words = class_words(order, least.rules, least.amounts, is_alone=is_alone)
    return Obstacle(class_name, least.rules, words)


def _unlike(obstacles: Sequence[Obstacle]) -> str:
    """What to say where classes that may take the order have unlike obstacles; else nothing."""
    able = [one for one in obstacles if not {*NEEDS} & {*one.rules}]
    is_unlike = len({one.rules for one in able}) > 1 and all(one.rules for one in able)
    return each_words(able) if is_unlike else ""


def _fewest(by_class: Mapping[str, _Least]) -> tuple[Rule, ...]:
    return min(by_class.values(), key=lambda least: least.rank).rules


def _code(codes: Mapping[Rule, Reason], rules: Sequence[Rule], otherwise: Reason) -> Reason:
    return next((code for rule, code in codes.items() if rule in rules), otherwise)
