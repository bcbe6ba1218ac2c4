"""The one clock: a compiled kernel that times a route over integer arrays."""

from typing import NamedTuple

import numpy as np
from numba import njit

from dashboard.domain.spans import FOREVER_S, Int32Array, Int64Array


class RouteTimes(NamedTuple):
    """
    The times of one route in seconds from local midnight.

    The arrays have one entry for each step; ``drive_s`` has one more, the way
    to the end, and holds -1 where no way leads (taken as no time at all).
    ``late_s`` is how far service begins behind the last window.
    """

    leave_s: int
    return_s: int
    arrival_s: Int64Array
    begin_s: Int64Array
    departure_s: Int64Array
    late_s: Int64Array
    drive_s: Int64Array


COLUMNS = 10
SHIFT, POSITION, LEAVE, BACK, BEGIN, LATE, OTHERS_LATE, NO_WAY, METRES, HALTS = range(COLUMNS)
"""The columns of ``time_insertions`` and ``time_routes``."""


@njit(cache=True, nogil=True)
def travel_at(
    durations: Int32Array, slots: Int64Array, origin: int, destination: int, at: int
) -> int:
    """
    Seconds from one place to another when leaving at a second; -1 where no way leads.

    ``slots`` has a row for each slot: its second, and what its duration is in
    thousandths of its layer, or of the only one.
    """
    if origin < 0 or destination < 0 or origin == destination:
        return 0
    last = slots.shape[0] - 1
    if at <= slots[0, 0] or last == 0:
        return at_slot(durations, slots, 0, origin, destination)
    if at >= slots[last, 0]:
        return at_slot(durations, slots, last, origin, destination)
    slot = int(np.searchsorted(slots[:, 0], at, side="right")) - 1
    before = at_slot(durations, slots, slot, origin, destination)
    after = at_slot(durations, slots, slot + 1, origin, destination)
    if before < 0 or after < 0:
        return -1
    passed, span = at - int(slots[slot, 0]), int(slots[slot + 1, 0] - slots[slot, 0])
    return before + (after - before) * passed // span


@njit(cache=True, nogil=True)
def at_slot(
    durations: Int32Array, slots: Int64Array, slot: int, origin: int, destination: int
) -> int:
    """Seconds from one place to another at a slot; -1 where no way leads."""
    layer = slot if durations.shape[0] > 1 else 0
    whole = int(durations[layer, origin, destination])
    return whole * int(slots[slot, 1]) // 1000 if whole > 0 else whole


@njit(cache=True, nogil=True)
def begin_service(arrival: int, first: int, stop: int, starts: Int64Array, ends: Int64Array) -> int:
    """When service may begin: at once, at the next window's opening, or late."""
    for window in range(first, stop):
        if arrival <= ends[window]:
            return max(arrival, int(starts[window]))
    return arrival


@njit(cache=True, nogil=True)
def time_route(
    places: Int64Array,
    services: Int64Array,
    window_first: Int64Array,
    window_starts: Int64Array,
    window_ends: Int64Array,
    start: int,
    end: int,
    earliest: int,
    durations: Int32Array,
    slots: Int64Array,
) -> RouteTimes:
    """
    Time the steps of one route in their sequence.

    ``places`` and ``services`` (seconds) have one entry for each step; the
    windows of step k are those from ``window_first[k]`` to before
    ``window_first[k + 1]``, in rising order. ``start`` and ``end`` are places or
    ``STAY``. The route leaves at ``earliest``, or as much later as delays no
    service. A late step is timed, not refused.
    """
    steps = places.shape[0]
    arrivals = np.empty(steps, np.int64)
    begins = np.empty(steps, np.int64)
    departures = np.empty(steps, np.int64)
    late = np.zeros(steps, np.int64)
    drives = np.empty(steps + 1, np.int64)
    here, now = start, earliest
    for k in range(steps):
        drives[k] = travel_at(durations, slots, here, places[k], now)
        arrivals[k] = now + max(drives[k], 0)
        first, stop = window_first[k], window_first[k + 1]
        begins[k] = begin_service(arrivals[k], first, stop, window_starts, window_ends)
        if stop > first:
            late[k] = max(0, begins[k] - window_ends[stop - 1])
        departures[k] = begins[k] + services[k]
        now = departures[k]
        if places[k] >= 0:
            here = places[k]
    drives[steps] = travel_at(durations, slots, here, end, now)
    leave = earliest
    if steps > 0 and begins[0] > arrivals[0]:
        leave = latest_departure(durations, slots, start, places[0], earliest, begins[0])
        drives[0] = travel_at(durations, slots, start, places[0], leave)
        arrivals[0] = leave + max(drives[0], 0)
    back = now + max(int(drives[steps]), 0)
    return RouteTimes(leave, back, arrivals, begins, departures, late, drives)


@njit(cache=True, nogil=True)
def latest_departure(
    durations: Int32Array, slots: Int64Array, origin: int, destination: int, earliest: int, due: int
) -> int:
    """The latest second from ``earliest`` on at which leaving still arrives by ``due``."""
    low, high = earliest, due
    # Leaving later never means arriving earlier, so the last good second can be bisected for.
    while low < high:
        middle = (low + high + 1) // 2
        if middle + max(travel_at(durations, slots, origin, destination, middle), 0) <= due:
            low = middle
        else:
            high = middle - 1
    return low


@njit(cache=True, nogil=True)
def cheapest_insertions(
    order: int,
    shifts: Int64Array,
    sequence: Int64Array,
    first: Int64Array,
    ends: Int64Array,
    limits: Int64Array,
    places: Int64Array,
    halt_keys: Int64Array,
    services: Int64Array,
    window_first: Int64Array,
    window_starts: Int64Array,
    window_ends: Int64Array,
    durations: Int32Array,
    slots: Int64Array,
) -> tuple[Int64Array, Int64Array]:
    """
    Where one more order costs each of these shifts the least time, keeping its limits.

    ``sequence`` holds the orders of all shifts, those of shift s from ``first[s]``
    to before ``first[s + 1]``. ``ends`` has the start and the end place of each
    shift, ``limits`` the earliest leaving, the latest return and the most halts;
    orders that follow each other with one of ``halt_keys`` share a halt.
    Answers with the span from leaving to return, in seconds, and the position;
    ``FOREVER_S`` and -1 where the order fits nowhere.
    """
    spans = np.full(shifts.shape[0], FOREVER_S, np.int64)
    positions = np.full(shifts.shape[0], -1, np.int64)
    for index in range(shifts.shape[0]):
        shift = shifts[index]
        start, end = ends[shift, 0], ends[shift, 1]
        earliest, latest, most = limits[shift, 0], limits[shift, 1], limits[shift, 2]
        route = sequence[first[shift] : first[shift + 1]]
        halts = 0
        for k in range(route.shape[0]):
            if k == 0 or halt_keys[route[k]] != halt_keys[route[k - 1]]:
                halts += 1
        here, now, leave = start, earliest, earliest
        for position in range(route.shape[0] + 1):
            added = more_halts(order, position, route, halt_keys)
            if halts + added <= most:
                back, left = time_from(
                    order, position, here, now, leave, route, end, latest, earliest, places,
                    services, window_first, window_starts, window_ends, durations, slots,
                )  # fmt: skip
                if back - left < spans[index]:
                    spans[index], positions[index] = back - left, position
            if position == route.shape[0]:
                break
            # The beginning of the route stays as it is for every later position.
            visit = route[position]
            drive = travel_at(durations, slots, here, places[visit], now)
            a, b = window_first[visit], window_first[visit + 1]
            begin = begin_service(now + max(drive, 0), a, b, window_starts, window_ends)
            if drive < 0 or (b > a and begin > window_ends[b - 1]):
                break
            if position == 0 and begin > now + drive:
                leave = latest_departure(durations, slots, start, places[visit], now, begin)
            now, here = begin + services[visit], places[visit]
    return spans, positions


@njit(cache=True, nogil=True)
def more_halts(order: int, position: int, route: Int64Array, halt_keys: Int64Array) -> int:
    """How many halts more a route has with one more order at a position."""
    key = halt_keys[order]
    before = halt_keys[route[position - 1]] if position > 0 else -2
    after = halt_keys[route[position]] if position < route.shape[0] else -2
    added = int(key != before)
    if after != -2:
        added += int(after != key) - int(after != before)
    return added


@njit(cache=True, nogil=True)
def time_from(
    order: int,
    position: int,
    here: int,
    now: int,
    leave: int,
    route: Int64Array,
    end: int,
    latest: int,
    earliest: int,
    places: Int64Array,
    services: Int64Array,
    window_first: Int64Array,
    window_starts: Int64Array,
    window_ends: Int64Array,
    durations: Int32Array,
    slots: Int64Array,
) -> tuple[int, int]:
    """
    Return and leaving of a route with one more order at a position, from that position on.

    ``here``, ``now`` and ``leave`` are where, when and since when the route is on its way
    there. A return of ``2 * FOREVER_S`` means that a window, the way or ``latest`` is missed.
    """
    missed = (2 * FOREVER_S, 0)
    for k in range(position, route.shape[0] + 1):
        visit = order if k == position else route[k - 1]
        drive = travel_at(durations, slots, here, places[visit], now)
        if drive < 0:
            return missed
        a, b = window_first[visit], window_first[visit + 1]
        begin = begin_service(now + drive, a, b, window_starts, window_ends)
        if b > a and begin > window_ends[b - 1]:
            return missed
        if k == 0 and begin > now + drive:
            leave = latest_departure(durations, slots, here, places[visit], earliest, begin)
        now, here = begin + services[visit], places[visit]
        if now > latest:
            return missed
    drive = travel_at(durations, slots, here, end, now)
    if drive < 0 or now + drive > latest:
        return missed
    return now + drive, leave


@njit(cache=True, nogil=True)
def time_insertions(
    order: int,
    keeps_window: bool,
    shifts: Int64Array,
    sequence: Int64Array,
    first: Int64Array,
    ends: Int64Array,
    earliest: Int64Array,
    places: Int64Array,
    halt_keys: Int64Array,
    services: Int64Array,
    window_first: Int64Array,
    window_starts: Int64Array,
    window_ends: Int64Array,
    durations: Int32Array,
    slots: Int64Array,
    distances: Int32Array,
) -> Int64Array:
    """
    Time these shifts with one more order, at each position in turn: a row for each.

    The routes are laid out as for ``cheapest_insertions``; ``earliest`` is when each shift
    can leave with the order's goods. Nothing is refused: ``LATE`` is how late the order
    itself would be, ``OTHERS_LATE`` all others together, ``NO_WAY`` how many of the ways to
    and from it do not exist, ``METRES`` and ``HALTS`` what the route has more than before.
    Without ``keeps_window`` the order may be served at any time.
    """
    rows = 0
    for index in range(shifts.shape[0]):
        rows += first[shifts[index] + 1] - first[shifts[index]] + 1
    found = np.zeros((rows, COLUMNS), np.int64)
    row = 0
    for index in range(shifts.shape[0]):
        shift = shifts[index]
        start, end = ends[shift, 0], ends[shift, 1]
        route = sequence[first[shift] : first[shift + 1]]
        here, now, leave, late = start, earliest[shift], earliest[shift], 0
        for position in range(route.shape[0] + 1):
            place, at, left, others = here, now, leave, late
            for k in range(position, route.shape[0] + 1):
                visit = order if k == position else route[k - 1]
                a, b = window_first[visit], window_first[visit + 1]
                if k == position and not keeps_window:
                    b = a
                arrival = at + max(travel_at(durations, slots, place, places[visit], at), 0)
                begin = begin_service(arrival, a, b, window_starts, window_ends)
                behind = max(0, begin - window_ends[b - 1]) if b > a else 0
                if k == 0 and begin > arrival:
                    left = latest_departure(durations, slots, place, places[visit], at, begin)
                if k == position:
                    found[row, BEGIN], found[row, LATE] = begin, behind
                else:
                    others += behind
                at, place = begin + services[visit], places[visit]
            found[row, SHIFT], found[row, POSITION] = shift, position
            found[row, LEAVE], found[row, OTHERS_LATE] = left, others
            found[row, BACK] = at + max(travel_at(durations, slots, place, end, at), 0)
            after = places[route[position]] if position < route.shape[0] else end
            there = metres(distances, here, places[order])
            back = metres(distances, places[order], after)
            found[row, NO_WAY] = int(there < 0) + int(back < 0)
            found[row, METRES] = max(there, 0) + max(back, 0)
            if route.shape[0] > 0:
                found[row, METRES] -= max(metres(distances, here, after), 0)
            found[row, HALTS] = more_halts(order, position, route, halt_keys)
            row += 1
            if position < route.shape[0]:
                # The beginning of the route stays as it is for every later position.
                visit = route[position]
                a, b = window_first[visit], window_first[visit + 1]
                arrival = now + max(travel_at(durations, slots, here, places[visit], now), 0)
                begin = begin_service(arrival, a, b, window_starts, window_ends)
                if b > a:
                    late += max(0, begin - window_ends[b - 1])
                if position == 0 and begin > arrival:
                    leave = latest_departure(durations, slots, here, places[visit], now, begin)
                now, here = begin + services[visit], places[visit]
    return found


@njit(cache=True, nogil=True)
def time_routes(
    shifts: Int64Array,
    sequence: Int64Array,
    first: Int64Array,
    ends: Int64Array,
    earliest: Int64Array,
    places: Int64Array,
    halt_keys: Int64Array,
    services: Int64Array,
    window_first: Int64Array,
    window_starts: Int64Array,
    window_ends: Int64Array,
    durations: Int32Array,
    slots: Int64Array,
    distances: Int32Array,
) -> Int64Array:
    """
    Time these shifts as they are: a row for each, which adds to nothing.

    ``OTHERS_LATE`` is how late all their orders are together; a shift without orders leaves
    and returns at once.
    """
    found = np.zeros((shifts.shape[0], COLUMNS), np.int64)
    for row in range(shifts.shape[0]):
        shift = shifts[row]
        here, now, key = ends[shift, 0], earliest[shift], -2
        route = sequence[first[shift] : first[shift + 1]]
        found[row, SHIFT], found[row, LEAVE], found[row, BACK] = shift, now, now
        if route.shape[0] == 0:
            continue
        for k in range(route.shape[0]):
            visit = route[k]
            a, b = window_first[visit], window_first[visit + 1]
            arrival = now + max(travel_at(durations, slots, here, places[visit], now), 0)
            begin = begin_service(arrival, a, b, window_starts, window_ends)
            if b > a:
                found[row, OTHERS_LATE] += max(0, begin - window_ends[b - 1])
            if k == 0 and begin > arrival:
                found[row, LEAVE] = latest_departure(
                    durations, slots, here, places[visit], now, begin
                )
            found[row, METRES] += max(metres(distances, here, places[visit]), 0)
            found[row, HALTS] += int(halt_keys[visit] != key)
            now, here, key = begin + services[visit], places[visit], halt_keys[visit]
        end = ends[shift, 1]
        found[row, BACK] = now + max(travel_at(durations, slots, here, end, now), 0)
        found[row, METRES] += max(metres(distances, here, end), 0)
    return found


@njit(cache=True, nogil=True)
def metres(distances: Int32Array, origin: int, destination: int) -> int:
    """Metres from one place to another; -1 where no way leads."""
    if origin < 0 or destination < 0 or origin == destination:
        return 0
    return int(distances[origin, destination])
