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


@njit(cache=True, nogil=True)
def travel_at(
    durations: Int32Array, slots: Int64Array, origin: int, destination: int, at: int
) -> int:
    """Seconds from one place to another when leaving at a second; -1 where no way leads."""
    if origin < 0 or destination < 0 or origin == destination:
        return 0
    last = slots.shape[0] - 1
    if at <= slots[0] or last == 0:
        return int(durations[0, origin, destination])
    if at >= slots[last]:
        return int(durations[last, origin, destination])
    slot = np.searchsorted(slots, at, side="right") - 1
    before = int(durations[slot, origin, destination])
    after = int(durations[slot + 1, origin, destination])
    if before < 0 or after < 0:
        return -1
    passed, span = at - int(slots[slot]), int(slots[slot + 1] - slots[slot])
    return before + (after - before) * passed // span


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
def insertion_times(
    order: int,
    place: int,
    sequence: Int64Array,
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
) -> tuple[Int64Array, Int64Array, Int64Array]:
    """
    What serving one more order at each position of a route would mean.

    ``sequence`` holds the route's orders as indices into the arrays of all
    orders, ``place`` the inserted order's place. For each of the
    ``len(sequence) + 1`` positions: the total lateness of all services, the
    return, and the leaving, in seconds. A way that does not exist counts as
    ``FOREVER_S`` of lateness.
    """
    positions = sequence.shape[0] + 1
    late = np.zeros(positions, np.int64)
    returns = np.zeros(positions, np.int64)
    leaves = np.zeros(positions, np.int64)
    for position in range(positions):
        here, now = start, earliest
        for k in range(positions):
            at = order
            if k < position:
                at = sequence[k]
            elif k > position:
                at = sequence[k - 1]
            there = place if k == position else places[at]
            drive = travel_at(durations, slots, here, there, now)
            if drive < 0:
                late[position] += FOREVER_S
            arrival = now + max(drive, 0)
            first, stop = window_first[at], window_first[at + 1]
            begin = begin_service(arrival, first, stop, window_starts, window_ends)
            if stop > first:
                late[position] += max(0, begin - window_ends[stop - 1])
            if k == 0:
                leaves[position] = earliest
                if begin > arrival:
                    leaves[position] = latest_departure(
                        durations, slots, here, there, earliest, begin
                    )
            now = begin + services[at]
            here = there
        drive = travel_at(durations, slots, here, end, now)
        if drive < 0:
            late[position] += FOREVER_S
        returns[position] = now + max(drive, 0)
    return late, returns, leaves
