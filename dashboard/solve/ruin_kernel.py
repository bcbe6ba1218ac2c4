"""
Ruin and recreate, compiled: neighbouring visits are taken out in strings and put back greedily.

Slack induction by string removals, of Christiaens and Vanden Berghe (2020), with insertions tried
beside near neighbours only. Sound routes stay sound: nothing is put where it breaks a rule. All
stands in one file because the compiler's cache does not see changes in another.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
from numba import njit

from dashboard.domain.spans import Int64Array

_Kernel = TypeVar("_Kernel", bound=Callable[..., Any])

VISIT_COLUMNS = 16
(
    NEXT, PREVIOUS, ROUTE, POSITION,
    BEFORE_S, BEFORE_EARLY, BEFORE_LATE, PLACE,
    AFTER_S, AFTER_EARLY, AFTER_LATE, SERVICE_S,
    EARLY, LATE, PRIZE, BULK,
) = range(VISIT_COLUMNS)  # fmt: skip
"""
Of the visits and, behind them, of each route's depot.

A route runs from its depot by ``NEXT`` back to it. ``ROUTE`` is -1 for a visit on none. BEFORE is
the stretch from the start up to here, AFTER from here to the end: how long it lasts, and between
which seconds it may begin without waiting more.
"""

SHIFT_COLUMNS = 15
(
    VISITS, COST, START, END, FIXED, REGULAR_S, LONGEST_S, SECOND_PRICE, OVERTIME_PRICE,
    PROFILE, KIND, OPENS, LATEST_START, CLOSES, LOADING_S,
) = range(SHIFT_COLUMNS)  # fmt: skip
"""Of each shift and its route, which is empty without visits."""

NOWHERE = 2**60
"""The cost of an insertion that would break a rule."""

MEAN_REMOVED, LONGEST_STRING = 10, 10
BLINK = 0.01
"""How often a place is overlooked."""
SPLIT, LONGER_SPLIT = 0.5, 0.01
MOST_ABSENT = 12
"""Of the orders on no route, tried anew in each round."""

_BITS = 2.0**-53


class Terms(NamedTuple):
    """
    What a search is given.

    ``arcs`` are price and seconds by profile from row to column, int32 ``(profiles, n, n, 2)``;
    ``sizes`` what each order takes of each limit, and ``room`` what each shift has. ``before`` and
    ``after`` are the orders from which and to which it is near, ``around`` those near either way.
    """

    arcs: npt.NDArray[np.int32]
    sizes: Int64Array
    room: Int64Array
    before: npt.NDArray[np.int32]
    after: npt.NDArray[np.int32]
    around: npt.NDArray[np.int32]
    timed: bool


class Routes(NamedTuple):
    """What a search changes; the first ``missing`` of ``absent`` are the orders on no route."""

    visits: Int64Array
    shifts: Int64Array
    slack: Int64Array
    absent: Int64Array
    missing: Int64Array
    random: npt.NDArray[np.uint64]


class Scratch(NamedTuple):
    """Room for what a round takes out, and for what it has to put back if it failed."""

    touched: npt.NDArray[np.bool_]
    kept_routes: Int64Array
    kept_visits: Int64Array
    kept_absent: Int64Array
    removed: Int64Array
    keys: npt.NDArray[np.float64]
    idle: Int64Array


# Without counting references (_nrt) the kernel is three times as fast: no array is made in here.
compiled: Callable[[_Kernel], _Kernel] = njit(  # type: ignore[call-overload]
    cache=True, nogil=True, _nrt=False
)


@compiled
def search(
    terms: Terms,
    routes: Routes,
    scratch: Scratch,
    best: Int64Array,
    costs: Int64Array,
    rounds: int,
    heat: float,
) -> None:
    """
    So many rounds at one heat, in units of cost.

    ``costs`` are those of the routes and of the best so far, whose ``NEXT`` is in ``best``.
    """
    for _ in range(rounds):
        absent = routes.missing[0]
        for k in range(absent):
            scratch.kept_absent[k] = routes.absent[k]
        count, used, kept, change = _ruin(terms, routes, scratch)
        count = _take_absent(routes, scratch, count)
        _sort(terms, routes, scratch, count)
        used, change = _recreate(terms, routes, scratch, count, used, kept, change)
        if change < -heat * np.log(max(_chance(routes.random), _BITS)):
            costs[0] += change
            if costs[0] < costs[1]:
                costs[1] = costs[0]
                for visit in range(best.shape[0]):
                    best[visit] = routes.visits[visit, NEXT]
        else:
            _restore(terms, routes, scratch, count, used)
            routes.missing[0] = absent
            for k in range(absent):
                routes.absent[k] = scratch.kept_absent[k]
        for k in range(used):
            scratch.touched[scratch.kept_routes[k, 0]] = False


@compiled
def clear(terms: Terms, routes: Routes) -> None:
    """Empty all routes."""
    visits, shifts = routes.visits, routes.shifts
    orders = terms.sizes.shape[0]
    for order in range(orders):
        visits[order, ROUTE] = -1
        routes.absent[order] = order
    routes.missing[0] = orders
    for route in range(shifts.shape[0]):
        depot = orders + route
        visits[depot, NEXT] = visits[depot, PREVIOUS] = depot
        visits[depot, ROUTE] = route
        visits[depot, POSITION] = -1
        visits[depot, BEFORE_S] = shifts[route, LOADING_S]
        visits[depot, BEFORE_EARLY] = shifts[route, OPENS]
        visits[depot, BEFORE_LATE] = shifts[route, LATEST_START]
        visits[depot, AFTER_S] = 0
        visits[depot, AFTER_EARLY] = shifts[route, OPENS]
        visits[depot, AFTER_LATE] = shifts[route, CLOSES]
        _renew(terms, routes, route)


@compiled
def fill(
    terms: Terms, routes: Routes, route: int, sequence: Int64Array, first: int, stop: int
) -> None:
    """Make these visits the whole of a route."""
    visits = routes.visits
    depot = terms.sizes.shape[0] + route
    last = depot
    for k in range(first, stop):
        visit = sequence[k]
        visits[last, NEXT] = visit
        visits[visit, PREVIOUS] = last
        visits[visit, ROUTE] = route
        last = visit
    visits[last, NEXT] = depot
    visits[depot, PREVIOUS] = last
    _renew(terms, routes, route)


@compiled
def _ruin(terms: Terms, routes: Routes, scratch: Scratch) -> tuple[int, int, int, int]:
    """
    Take out strings around one order.

    Answers how many visits, of how many routes, how many visits these had, and what the cost
    changes by, prizes included.
    """
    visits, shifts = routes.visits, routes.shifts
    orders = terms.sizes.shape[0]
    driving = 0
    for route in range(shifts.shape[0]):
        driving += shifts[route, VISITS] > 0
    count, used, kept, change = 0, 0, 0, 0
    if driving == 0:
        return count, used, kept, change
    longest = min(float(LONGEST_STRING), (orders - routes.missing[0]) / driving)
    most = 4.0 * MEAN_REMOVED / (1.0 + longest) - 1.0
    strings = int(_chance(routes.random) * most + 1.0)
    middle = _below(routes.random, orders)
    for k in range(-1, terms.around.shape[1]):
        if used >= strings:
            break
        order = middle if k < 0 else terms.around[middle, k]
        route = visits[order, ROUTE]
        if route < 0 or scratch.touched[route]:
            continue
        kept = _keep(terms, routes, scratch, route, used, kept)
        used += 1
        size = shifts[route, VISITS]
        length = int(_chance(routes.random) * min(float(size), longest) + 1.0)
        change -= shifts[route, COST]
        count = _take_string(routes, scratch, order, min(length, size), count)
        _renew(terms, routes, route)
        change += shifts[route, COST]
    for k in range(count):
        change += visits[scratch.removed[k], PRIZE]
    return count, used, kept, change


@compiled
def _take_string(routes: Routes, scratch: Scratch, order: int, length: int, count: int) -> int:
    """Take out a string around an order, or one of which a stretch in the middle stays."""
    visits = routes.visits
    size = routes.shifts[visits[order, ROUTE], VISITS]
    stays, stays_from = 0, length
    if 1 < length < size and _chance(routes.random) < SPLIT:
        stays = 1
        while length + stays < size and _chance(routes.random) < LONGER_SPLIT:
            stays += 1
        stays_from = 1 + _below(routes.random, length - 1)
    position = visits[order, POSITION]
    low = max(0, length + stays - (size - position))
    high = min(length + stays - 1, position)
    visit = order
    for _ in range(low + _below(routes.random, high - low + 1)):
        visit = visits[visit, PREVIOUS]
    for k in range(length + stays):
        following = visits[visit, NEXT]
        if not stays_from <= k < stays_from + stays:
            previous = visits[visit, PREVIOUS]
            visits[previous, NEXT] = following
            visits[following, PREVIOUS] = previous
            visits[visit, ROUTE] = -1
            scratch.removed[count] = visit
            count += 1
        visit = following
    return count


@compiled
def _take_absent(routes: Routes, scratch: Scratch, count: int) -> int:
    """Some of the orders on no route are tried once more."""
    absent, left = routes.absent, routes.missing[0]
    for _ in range(min(left, MOST_ABSENT)):
        pick = _below(routes.random, left)
        left -= 1
        scratch.removed[count] = absent[pick]
        absent[pick] = absent[left]
        count += 1
    routes.missing[0] = left
    return count


@compiled
def _sort(terms: Terms, routes: Routes, scratch: Scratch, count: int) -> None:
    """The orders to put back in one of several sequences, drawn by chance."""
    visits, removed, keys = routes.visits, scratch.removed, scratch.keys
    rule = _below(routes.random, 17 if terms.timed else 11)
    depot = routes.shifts[0, START]
    for k in range(count):
        order = removed[k]
        if rule < 4:
            keys[k] = _chance(routes.random)
        elif rule < 8:
            keys[k] = -float(visits[order, BULK])
        elif rule < 11:
            remote = float(terms.arcs[0, depot, visits[order, PLACE], 0])
            keys[k] = -remote if rule < 10 else remote
        elif rule < 13:
            keys[k] = float(visits[order, LATE] - visits[order, EARLY])
        elif rule < 15:
            keys[k] = float(visits[order, EARLY])
        else:
            keys[k] = -float(visits[order, LATE])
    for a in range(1, count):
        key, order, b = keys[a], removed[a], a
        while b > 0 and keys[b - 1] > key:
            keys[b], removed[b] = keys[b - 1], removed[b - 1]
            b -= 1
        keys[b], removed[b] = key, order


@compiled
def _recreate(
    terms: Terms, routes: Routes, scratch: Scratch, count: int, used: int, kept: int, change: int
) -> tuple[int, int]:
    """Put each order back where it costs least; how many routes changed, and the cost by what."""
    visits, shifts = routes.visits, routes.shifts
    _find_idle(routes, scratch)
    for k in range(count):
        order = scratch.removed[k]
        cost, previous = _near_place(terms, routes, order)
        if previous < 0:
            cost, previous = _any_place(terms, routes, order)
        cost, previous = _or_idle(terms, routes, scratch, order, cost, previous)
        if previous < 0 or cost >= visits[order, PRIZE]:
            routes.absent[routes.missing[0]] = order
            routes.missing[0] += 1
            continue
        route = visits[previous, ROUTE]
        if not scratch.touched[route]:
            kept = _keep(terms, routes, scratch, route, used, kept)
            used += 1
        was_idle = shifts[route, VISITS] == 0
        _put(terms, routes, route, order, previous, cost)
        change += cost - visits[order, PRIZE]
        if was_idle:
            _find_idle(routes, scratch)
    return used, change


@compiled
def _find_idle(routes: Routes, scratch: Scratch) -> None:
    """One idle shift of each kind, or -1."""
    shifts = routes.shifts
    for kind in range(scratch.idle.shape[0]):
        scratch.idle[kind] = -1
    for route in range(shifts.shape[0] - 1, -1, -1):
        if shifts[route, VISITS] == 0:
            scratch.idle[shifts[route, KIND]] = route


@compiled
def _near_place(terms: Terms, routes: Routes, order: int) -> tuple[int, int]:
    """The least cost beside a neighbour, and behind whom; -1 for nobody."""
    visits = routes.visits
    least, where = NOWHERE, -1
    for k in range(terms.before.shape[1]):
        previous = int(terms.before[order, k])
        route = visits[previous, ROUTE]
        if route >= 0 and _chance(routes.random) >= BLINK:
            cost = _added(terms, routes, route, order, previous, visits[previous, NEXT], least)
            if cost < least:
                least, where = cost, previous
        following = int(terms.after[order, k])
        route = visits[following, ROUTE]
        if route >= 0 and _chance(routes.random) >= BLINK:
            previous = visits[following, PREVIOUS]
            cost = _added(terms, routes, route, order, previous, following, least)
            if cost < least:
                least, where = cost, previous
    return least, where


@compiled
def _any_place(terms: Terms, routes: Routes, order: int) -> tuple[int, int]:
    """The same over all places of all routes."""
    visits, shifts = routes.visits, routes.shifts
    orders = terms.sizes.shape[0]
    least, where = NOWHERE, -1
    for route in range(shifts.shape[0]):
        if shifts[route, VISITS] == 0 or not _has_room(terms, routes, route, order):
            continue
        previous = orders + route
        while True:
            following = visits[previous, NEXT]
            cost = _added(terms, routes, route, order, previous, following, least)
            if cost < least:
                least, where = cost, previous
            previous = following
            if previous >= orders:
                break
    return least, where


@compiled
def _or_idle(
    terms: Terms, routes: Routes, scratch: Scratch, order: int, least: int, where: int
) -> tuple[int, int]:
    """An idle shift instead, where that costs less."""
    for kind in range(scratch.idle.shape[0]):
        route = scratch.idle[kind]
        if route >= 0:
            depot = terms.sizes.shape[0] + route
            cost = _added(terms, routes, route, order, depot, depot, least)
            if cost < least:
                least, where = cost, depot
    return least, where


@compiled
def _has_room(terms: Terms, routes: Routes, route: int, order: int) -> bool:
    for limit in range(terms.sizes.shape[1]):
        if terms.sizes[order, limit] > routes.slack[route, limit]:
            return False
    return True


@compiled
def _added(
    terms: Terms, routes: Routes, route: int, order: int, previous: int, following: int, least: int
) -> int:
    """What an insertion costs; ``NOWHERE`` if it breaks a rule or is no cheaper than the least."""
    visits, shift = routes.visits, routes.shifts[route]
    arcs = terms.arcs[shift[PROFILE]]
    orders = terms.sizes.shape[0]
    origin = shift[START] if previous >= orders else visits[previous, PLACE]
    destination = shift[END] if following >= orders else visits[following, PLACE]
    place = visits[order, PLACE]
    cost = int(arcs[origin, place, 0]) + int(arcs[place, destination, 0])
    cost += shift[FIXED] if previous == following else -int(arcs[origin, destination, 0])
    if cost >= least or not _has_room(terms, routes, route, order):
        return NOWHERE
    if not terms.timed:
        return cost
    to_s, from_s = int(arcs[origin, place, 1]), int(arcs[place, destination, 1])
    one = visits[order]
    up_to, after = visits[previous], visits[following]
    lasts_s, early, late, is_late = _joined(
        up_to[BEFORE_S], up_to[BEFORE_EARLY], up_to[BEFORE_LATE],
        one[SERVICE_S], one[EARLY], one[LATE], to_s,
    )  # fmt: skip
    if is_late:
        return NOWHERE
    lasts_s, early, late, is_late = _joined(
        lasts_s, early, late, after[AFTER_S], after[AFTER_EARLY], after[AFTER_LATE], from_s
    )
    if is_late or lasts_s > shift[LONGEST_S]:
        return NOWHERE
    if shift[SECOND_PRICE] or shift[OVERTIME_PRICE]:
        cost += _paid(shift, lasts_s)
        if previous != following:
            lasts_s, early, late, is_late = _joined(
                up_to[BEFORE_S], up_to[BEFORE_EARLY], up_to[BEFORE_LATE],
                after[AFTER_S], after[AFTER_EARLY], after[AFTER_LATE],
                int(arcs[origin, destination, 1]),
            )  # fmt: skip
            cost -= _paid(shift, lasts_s)
    return cost


@compiled
def _put(terms: Terms, routes: Routes, route: int, order: int, previous: int, cost: int) -> None:
    visits, shifts = routes.visits, routes.shifts
    following = visits[previous, NEXT]
    visits[previous, NEXT] = visits[following, PREVIOUS] = order
    visits[order, PREVIOUS], visits[order, NEXT] = previous, following
    visits[order, ROUTE] = route
    shifts[route, VISITS] += 1
    shifts[route, COST] += cost
    for limit in range(terms.sizes.shape[1]):
        routes.slack[route, limit] -= terms.sizes[order, limit]
    _renew_before(terms, routes, route, order)
    _renew_after(terms, routes, route, order)


@compiled
def _renew(terms: Terms, routes: Routes, route: int) -> None:
    """All that is known of a route, anew from its sequence."""
    visits, shift = routes.visits, routes.shifts[route]
    arcs = terms.arcs[shift[PROFILE]]
    depot = terms.sizes.shape[0] + route
    for limit in range(terms.sizes.shape[1]):
        routes.slack[route, limit] = terms.room[route, limit]
    count, cost, at, visit = 0, 0, shift[START], visits[depot, NEXT]
    while visit != depot:
        count += 1
        cost += arcs[at, visits[visit, PLACE], 0]
        at = visits[visit, PLACE]
        for limit in range(terms.sizes.shape[1]):
            routes.slack[route, limit] -= terms.sizes[visit, limit]
        visit = visits[visit, NEXT]
    if count:
        _renew_before(terms, routes, route, visits[depot, NEXT])
        _renew_after(terms, routes, route, visits[depot, PREVIOUS])
        up_to, end = visits[visits[depot, PREVIOUS]], visits[depot]
        lasts_s, _, _, _ = _joined(
            up_to[BEFORE_S], up_to[BEFORE_EARLY], up_to[BEFORE_LATE],
            end[AFTER_S], end[AFTER_EARLY], end[AFTER_LATE], int(arcs[at, shift[END], 1]),
        )  # fmt: skip
        cost += arcs[at, shift[END], 0] + shift[FIXED] + _paid(shift, lasts_s)
    shift[VISITS], shift[COST] = count, cost


@compiled
def _renew_before(terms: Terms, routes: Routes, route: int, visit: int) -> None:
    """The stretches from the start to a visit and to all behind it."""
    visits, shift = routes.visits, routes.shifts[route]
    arcs = terms.arcs[shift[PROFILE]]
    depot = terms.sizes.shape[0] + route
    previous = visits[visit, PREVIOUS]
    at = shift[START] if previous == depot else visits[previous, PLACE]
    while visit != depot:
        here, up_to = visits[visit], visits[previous]
        here[BEFORE_S], here[BEFORE_EARLY], here[BEFORE_LATE], _ = _joined(
            up_to[BEFORE_S], up_to[BEFORE_EARLY], up_to[BEFORE_LATE],
            here[SERVICE_S], here[EARLY], here[LATE], int(arcs[at, here[PLACE], 1]),
        )  # fmt: skip
        here[POSITION] = up_to[POSITION] + 1
        previous, at, visit = visit, here[PLACE], here[NEXT]


@compiled
def _renew_after(terms: Terms, routes: Routes, route: int, visit: int) -> None:
    """The stretches to the end from a visit and from all before it."""
    visits, shift = routes.visits, routes.shifts[route]
    arcs = terms.arcs[shift[PROFILE]]
    depot = terms.sizes.shape[0] + route
    following = visits[visit, NEXT]
    to = shift[END] if following == depot else visits[following, PLACE]
    while visit != depot:
        here, after = visits[visit], visits[following]
        here[AFTER_S], here[AFTER_EARLY], here[AFTER_LATE], _ = _joined(
            here[SERVICE_S], here[EARLY], here[LATE],
            after[AFTER_S], after[AFTER_EARLY], after[AFTER_LATE], int(arcs[here[PLACE], to, 1]),
        )  # fmt: skip
        following, to, visit = visit, here[PLACE], here[PREVIOUS]


@compiled
def _joined(
    first_s: int, first_early: int, first_late: int,
    then_s: int, then_early: int, then_late: int, way_s: int,
) -> tuple[int, int, int, bool]:  # fmt: skip
    """One stretch and then another: its length, first and last start, and whether it is late."""
    ahead_s = first_s + way_s
    wait_s = max(then_early - ahead_s - first_late, 0)
    early = max(then_early - ahead_s, first_early) - wait_s
    late = min(then_late - ahead_s, first_late)
    return ahead_s + then_s + wait_s, early, late, first_early + ahead_s > then_late


@compiled
def _paid(shift: Int64Array, lasts_s: int) -> int:
    """For the hours of a route."""
    overtime_s = max(0, lasts_s - shift[REGULAR_S])
    return int(lasts_s * shift[SECOND_PRICE] + overtime_s * shift[OVERTIME_PRICE])


@compiled
def _keep(terms: Terms, routes: Routes, scratch: Scratch, route: int, used: int, kept: int) -> int:
    """Note a route before it is changed; answers how many visits are noted in all."""
    depot = terms.sizes.shape[0] + route
    scratch.touched[route] = True
    scratch.kept_routes[used, 0], scratch.kept_routes[used, 1] = route, kept
    visit = routes.visits[depot, NEXT]
    while visit != depot:
        scratch.kept_visits[kept] = visit
        kept += 1
        visit = routes.visits[visit, NEXT]
    scratch.kept_routes[used, 2] = kept
    return kept


@compiled
def _restore(terms: Terms, routes: Routes, scratch: Scratch, count: int, used: int) -> None:
    """The noted routes as they were."""
    for k in range(count):
        routes.visits[scratch.removed[k], ROUTE] = -1
    for k in range(used):
        first, stop = scratch.kept_routes[k, 1], scratch.kept_routes[k, 2]
        fill(terms, routes, scratch.kept_routes[k, 0], scratch.kept_visits, first, stop)


@compiled
def _below(random: npt.NDArray[np.uint64], limit: int) -> int:
    return int(_chance(random) * limit)


@compiled
def _chance(random: npt.NDArray[np.uint64]) -> float:
    """From 0 to 1, by Marsaglia's xorshift."""
    drawn = random[0]
    drawn ^= drawn << np.uint64(13)
    drawn ^= drawn >> np.uint64(7)
    drawn ^= drawn << np.uint64(17)
    random[0] = drawn
    return float(drawn >> np.uint64(11)) * _BITS
