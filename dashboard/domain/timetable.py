"""
The one clock: compiled kernels that time routes over integer arrays.

They stand in one file because the compiler's cache does not see changes in another.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from dashboard.domain.spans import FOREVER_S, Int32Array, Int64Array

LOADED, TO_DEPOT, FETCH, FETCHED, RELOAD, PAUSE = range(6)
"""What a step does with goods: deliver from the depot, take there, a pair's two, load, nothing."""


class Steps(NamedTuple):
    """
    The steps of a problem, an entry for each; routes are sequences of their indices.

    ``places`` are matrix rows, or ``STAY``; the windows of step i are those from
    ``window_first[i]`` to before ``window_first[i + 1]``, in rising order, and it may begin
    ``grace`` seconds behind the last, where an hour weighs ``late_cents``. ``releases`` is
    ``-FOREVER_S`` without one, ``partners`` the other half of a pair or -1, and ``loads``
    ``(n, 3)``: parcels, grams, cubic centimetres.
    """

    places: Int64Array
    halt_keys: Int64Array
    services: Int64Array
    window_first: Int64Array
    window_starts: Int64Array
    window_ends: Int64Array
    grace: Int64Array
    late_cents: Int64Array
    releases: Int64Array
    kinds: Int64Array
    partners: Int64Array
    loads: Int64Array


class Roads(NamedTuple):
    """
    The travel of one profile: ``durations`` ``(layers, n, n)``, ``distances`` ``(n, n)``.

    ``slots`` has a row for each slot: its second, and what its duration is in thousandths of
    its layer, or of the only one.
    """

    durations: Int32Array
    slots: Int64Array
    distances: Int32Array


class Lines(NamedTuple):
    """
    The routes of shifts: those of shift s from ``first[s]`` to before ``first[s + 1]``.

    ``ends`` are the start and end place of each, ``limits`` by the columns below.
    """

    sequence: Int64Array
    first: Int64Array
    ends: Int64Array
    limits: Int64Array


EARLIEST, LATEST, LOADING, LEAVES_THEN, OPEN = range(5)
"""Columns of ``limits``: earliest leaving, latest return, seconds of loading, whether it leaves at
the earliest whatever comes, and the first position that is not held."""


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


STATE = 13
(HERE, NOW, LEAVE, LATE, LATE_COST, NO_WAY, METRES, HALTS, KEY, ARRIVAL, BEGIN, REST_LATE,
 DEPOT_LATE) = range(STATE)  # fmt: skip
"""
What is known of a route on its way: place, second, leaving; how late orders are beyond what they
allow, and what lateness weighs (cents times seconds); ways that do not exist, metres, halts and
the key of the last; arrival and beginning of the last step; how late breaks are together, and
the latest load at a closed depot.
"""
COLUMNS = 16
(SHIFT, POSITION, LEFT, BACK, OWN_BEGIN, OWN_LATE, OTHERS_LATE, LATE_WEIGHT, LOST_WAYS, LENGTH,
 STOPS, LATE_RESTS, LATE_LOADS, OVER) = range(14)  # fmt: skip
"""Columns of ``time_insertions`` and ``time_routes``; the last three hold the highest loads."""


@njit(cache=True, nogil=True)
def travel_at(roads: Roads, origin: int, destination: int, at: int) -> int:
    """Seconds from one place to another when leaving at a second; -1 where no way leads."""
    if origin < 0 or destination < 0 or origin == destination:
        return 0
    slots = roads.slots
    last = slots.shape[0] - 1
    if at <= slots[0, 0] or last == 0:
        return at_slot(roads, 0, origin, destination)
    if at >= slots[last, 0]:
        return at_slot(roads, last, origin, destination)
    slot = int(np.searchsorted(slots[:, 0], at, side="right")) - 1
    before = at_slot(roads, slot, origin, destination)
    after = at_slot(roads, slot + 1, origin, destination)
    if before < 0 or after < 0:
        return -1
    passed, span = at - int(slots[slot, 0]), int(slots[slot + 1, 0] - slots[slot, 0])
    return before + (after - before) * passed // span


@njit(cache=True, nogil=True)
def at_slot(roads: Roads, slot: int, origin: int, destination: int) -> int:
    """Seconds from one place to another at a slot; -1 where no way leads."""
    layer = slot if roads.durations.shape[0] > 1 else 0
    whole = int(roads.durations[layer, origin, destination])
    return whole * int(roads.slots[slot, 1]) // 1000 if whole > 0 else whole


@njit(cache=True, nogil=True)
def latest_departure(roads: Roads, origin: int, destination: int, earliest: int, due: int) -> int:
    """The latest second from ``earliest`` on at which leaving still arrives by ``due``."""
    low, high = earliest, due
    # Leaving later never means arriving earlier, so the last good second can be bisected for.
    while low < high:
        middle = (low + high + 1) // 2
        if middle + max(travel_at(roads, origin, destination, middle), 0) <= due:
            low = middle
        else:
            high = middle - 1
    return low


@njit(cache=True, nogil=True)
def begin_service(steps: Steps, step: int, arrival: int) -> int:
    """When a step may begin: at once, at the next window's opening, or late."""
    for window in range(steps.window_first[step], steps.window_first[step + 1]):
        if arrival <= steps.window_ends[window]:
            return max(arrival, int(steps.window_starts[window]))
    return arrival


@njit(cache=True, nogil=True)
def ready(steps: Steps, route: Int64Array, position: int) -> int:
    """When all goods are there that a reload takes on, or a route that begins at a position."""
    when = -FOREVER_S
    for k in range(position, route.shape[0]):
        kind = steps.kinds[route[k]]
        if kind == RELOAD and k > position:
            break
        if kind == LOADED:
            when = max(when, int(steps.releases[route[k]]))
    return when


@njit(cache=True, nogil=True)
def set_out(start: int, earliest: int) -> Int64Array:
    """The state of a shift about to leave."""
    state = np.zeros(STATE, np.int64)
    state[HERE], state[NOW], state[LEAVE], state[KEY] = start, earliest, earliest, -2
    return state


@njit(cache=True, nogil=True)
def go_on(
    state: Int64Array, route: Int64Array, k: int, steps: Steps, roads: Roads, leaves_then: int,
    free: int,
) -> int:  # fmt: skip
    """
    Do the step at a position of a route; answers with the drive to it, -1 where no way leads.

    The first drive begins as late as delays no service, unless the shift ``leaves_then``. The
    step ``free`` may be served at any time.
    """
    step = route[k]
    here, now, place = state[HERE], state[NOW], steps.places[step]
    drive = travel_at(roads, here, place, now)
    arrival = now + max(drive, 0)
    can = arrival
    if steps.kinds[step] == RELOAD:
        can = max(arrival, ready(steps, route, k))
    begin = can if step == free else begin_service(steps, step, can)
    if k == 0 and begin > arrival and not leaves_then:
        state[LEAVE] = latest_departure(roads, here, place, now, begin)
        drive = travel_at(roads, here, place, state[LEAVE])
        arrival = state[LEAVE] + max(drive, 0)
    a, b = steps.window_first[step], steps.window_first[step + 1]
    if b > a and step != free:
        behind = max(0, begin - steps.window_ends[b - 1])
        if steps.kinds[step] == PAUSE:
            state[REST_LATE] += behind
        elif steps.kinds[step] == RELOAD:
            state[DEPOT_LATE] = max(state[DEPOT_LATE], behind)
        else:
            state[LATE] += max(0, behind - steps.grace[step])
            state[LATE_COST] += behind * steps.late_cents[step]
    far = metres(roads, here, place)
    if far < 0:
        state[NO_WAY] += 1
    state[METRES] += max(far, 0)
    key = steps.halt_keys[step]
    if key >= 0 and key != state[KEY]:
        state[KEY] = key
        state[HALTS] += int(steps.kinds[step] != RELOAD)
    state[ARRIVAL], state[BEGIN], state[NOW] = arrival, begin, begin + steps.services[step]
    if place >= 0:
        state[HERE] = place
    return drive


@njit(cache=True, nogil=True)
def come_home(state: Int64Array, end: int, roads: Roads) -> int:
    """Drive to the end; answers as ``go_on``."""
    drive = travel_at(roads, state[HERE], end, state[NOW])
    far = metres(roads, state[HERE], end)
    if far < 0:
        state[NO_WAY] += 1
    state[METRES] += max(far, 0)
    state[NOW] += max(drive, 0)
    return drive


@njit(cache=True, nogil=True)
def time_route(
    route: Int64Array, steps: Steps, roads: Roads, start: int, end: int, earliest: int,
    leaves_then: int,
) -> RouteTimes:  # fmt: skip
    """
    Time the steps of one route in their sequence; a late step is timed, not refused.

    ``start`` and ``end`` are places or ``STAY``.
    """
    count = route.shape[0]
    arrivals = np.empty(count, np.int64)
    begins = np.empty(count, np.int64)
    late = np.zeros(count, np.int64)
    drives = np.empty(count + 1, np.int64)
    state = set_out(start, earliest)
    for k in range(count):
        drives[k] = go_on(state, route, k, steps, roads, leaves_then, -1)
        arrivals[k], begins[k] = state[ARRIVAL], state[BEGIN]
        a, b = steps.window_first[route[k]], steps.window_first[route[k] + 1]
        if b > a:
            late[k] = max(0, begins[k] - steps.window_ends[b - 1])
    drives[count] = come_home(state, end, roads)
    departures = begins + steps.services[route]
    return RouteTimes(state[LEAVE], state[NOW], arrivals, begins, departures, late, drives)


@njit(cache=True, nogil=True)
def loads_on_the_way(steps: Steps, route: Int64Array) -> Int64Array:
    """
    What is aboard before each step and at the end, ``(m + 1, 3)``.

    At a loading everything is taken on that is delivered before the next one.
    """
    count = route.shape[0]
    aboard = np.zeros((count + 1, 3), np.int64)
    pairs, back = np.zeros(3, np.int64), np.zeros(3, np.int64)
    trip = 0
    while True:
        end = trip
        goods = np.zeros(3, np.int64)
        while end < count and steps.kinds[route[end]] != RELOAD:
            if steps.kinds[route[end]] == LOADED:
                goods += steps.loads[route[end]]
            end += 1
        back[:] = 0
        aboard[trip] = goods + pairs
        for k in range(trip, end):
            kind, load = steps.kinds[route[k]], steps.loads[route[k]]
            if kind == LOADED:
                goods -= load
            elif kind == TO_DEPOT:
                back += load
            elif kind == FETCH:
                pairs += load
            elif kind == FETCHED:
                pairs -= load
            aboard[k + 1] = goods + pairs + back
        if end == count:
            return aboard
        trip = end + 1


@njit(cache=True, nogil=True)
def highest_loads(steps: Steps, route: Int64Array) -> Int64Array:
    """The most that is aboard at any moment, in each dimension."""
    aboard = loads_on_the_way(steps, route)
    most = np.zeros(3, np.int64)
    for k in range(aboard.shape[0]):
        most = np.maximum(most, aboard[k])
    return most


@njit(cache=True, nogil=True)
def loads_with(steps: Steps, route: Int64Array, step: int) -> Int64Array:
    """The most that is aboard with one more step at each position, ``(m + 1, 3)``."""
    count = route.shape[0]
    found = np.empty((count + 1, 3), np.int64)
    if steps.partners[step] >= 0:
        for position in range(count + 1):
            found[position] = highest_loads(steps, with_step(route, step, position))
        return found
    aboard, load = loads_on_the_way(steps, route), steps.loads[step]
    own = highest_loads(steps, route)
    most = np.zeros(3, np.int64)
    if steps.kinds[step] == LOADED:  # Aboard from the loading before it on.
        for position in range(count + 1):
            if position > 0 and steps.kinds[route[position - 1]] == RELOAD:
                most[:] = 0
            most = np.maximum(most, aboard[position])
            found[position] = np.maximum(own, most + load)
    elif steps.kinds[step] == TO_DEPOT:  # Aboard until the loading after it.
        for position in range(count, -1, -1):
            if position < count and steps.kinds[route[position]] == RELOAD:
                most[:] = 0
            most = np.maximum(most, aboard[position])
            found[position] = np.maximum(own, most + load)
    else:
        for position in range(count + 1):
            found[position] = highest_loads(steps, with_step(route, step, position))
    return found


@njit(cache=True, nogil=True)
def with_step(route: Int64Array, step: int, position: int) -> Int64Array:
    """A route with one more step at a position."""
    longer = np.empty(route.shape[0] + 1, np.int64)
    longer[:position] = route[:position]
    longer[position] = step
    longer[position + 1 :] = route[position:]
    return longer


@njit(cache=True, nogil=True)
def time_insertions(
    step: int, keeps_window: bool, strict: bool, shifts: Int64Array, opens: Int64Array,
    lines: Lines, steps: Steps, roads: Roads,
) -> Int64Array:  # fmt: skip
    """
    Time these shifts with one more step, at each position from ``opens`` on: a row for each.

    Columns hold the whole route; ``OWN_LATE`` is how late beyond its allowance the step itself
    would be, ``OTHERS_LATE`` all others together. Nothing is refused, unless ``strict``: then
    a route that is late or not back in time has ``2 * FOREVER_S`` as its return. Without
    ``keeps_window`` the step may be served at any time.
    """
    rows = 0
    for shift in shifts:
        rows += max(0, lines.first[shift + 1] - lines.first[shift] + 1 - opens[shift])
    found = np.zeros((rows, COLUMNS), np.int64)
    free = -1 if keeps_window else step
    row = 0
    for shift in shifts:
        start, end, limits = lines.ends[shift, 0], lines.ends[shift, 1], lines.limits[shift]
        route = lines.sequence[lines.first[shift] : lines.first[shift + 1]]
        count = route.shape[0]
        if opens[shift] > count:
            continue
        released = int(steps.releases[step]) + limits[LOADING]
        # An order not yet at the depot delays its whole trip: nothing before it stays as it is.
        delays = steps.kinds[step] == LOADED and released > -FOREVER_S // 2
        loads = loads_with(steps, route, step)
        base = set_out(start, limits[EARLIEST])
        trial = with_step(route, step, 0)
        in_first_trip = True
        for position in range(count + 1):
            if position > 0:
                trial[position - 1], trial[position] = route[position - 1], step
            if position > 0 and steps.kinds[route[position - 1]] == RELOAD:
                in_first_trip = False
            if position >= opens[shift]:
                state, begun = base.copy(), position
                if delays:
                    earliest = int(limits[EARLIEST])
                    if in_first_trip and not limits[LEAVES_THEN]:
                        earliest = max(earliest, released)
                    state, begun = set_out(start, earliest), 0
                back = walk(found[row], state, trial, begun, position, strict, limits, steps,
                            roads, end, free)  # fmt: skip
                found[row, SHIFT], found[row, POSITION] = shift, position
                found[row, LEFT], found[row, BACK] = state[LEAVE], back
                found[row, LATE_WEIGHT], found[row, LOST_WAYS] = state[LATE_COST], state[NO_WAY]
                found[row, LENGTH], found[row, STOPS] = state[METRES], state[HALTS]
                found[row, LATE_RESTS] = state[REST_LATE]
                found[row, LATE_LOADS] = state[DEPOT_LATE]
                found[row, OTHERS_LATE] = state[LATE] - found[row, OWN_LATE]
                found[row, OVER : OVER + 3] = loads[position]
                row += 1
            if position < count:
                go_on(base, route, position, steps, roads, limits[LEAVES_THEN], -1)
                if strict and is_lost(base, limits):
                    # Every later position begins with what is late already.
                    for rest in range(max(position + 1, opens[shift]), count + 1):
                        found[row, SHIFT], found[row, POSITION] = shift, rest
                        found[row, BACK] = 2 * FOREVER_S
                        row += 1
                    break
    return found


@njit(cache=True, nogil=True)
def walk(
    out: Int64Array, state: Int64Array, trial: Int64Array, begun: int, position: int, strict: bool,
    limits: Int64Array, steps: Steps, roads: Roads, end: int, free: int,
) -> int:  # fmt: skip
    """The return of a route from a position on; what the inserted step sees goes into ``out``."""
    for k in range(begun, trial.shape[0]):
        late = state[LATE]
        go_on(state, trial, k, steps, roads, limits[LEAVES_THEN], free)
        if k == position:
            out[OWN_BEGIN], out[OWN_LATE] = state[BEGIN], state[LATE] - late
        if strict and is_lost(state, limits):
            return 2 * FOREVER_S
    come_home(state, end, roads)
    if strict and is_lost(state, limits):
        return 2 * FOREVER_S
    return int(state[NOW])


@njit(cache=True, nogil=True)
def is_lost(state: Int64Array, limits: Int64Array) -> bool:
    """Whether a route is late already, or cannot be back in time."""
    late = state[LATE] + state[REST_LATE] + state[DEPOT_LATE] + state[NO_WAY]
    return bool(late > 0 or state[NOW] > limits[LATEST])


@njit(cache=True, nogil=True)
def time_routes(shifts: Int64Array, lines: Lines, steps: Steps, roads: Roads) -> Int64Array:
    """
    Time these shifts as they are: a row for each.

    ``OTHERS_LATE`` is how late all their steps are together; a shift without steps leaves
    and returns at once.
    """
    found = np.zeros((shifts.shape[0], COLUMNS), np.int64)
    for row in range(shifts.shape[0]):
        shift = shifts[row]
        route = lines.sequence[lines.first[shift] : lines.first[shift + 1]]
        limits = lines.limits[shift]
        state = set_out(lines.ends[shift, 0], limits[EARLIEST])
        for k in range(route.shape[0]):
            go_on(state, route, k, steps, roads, limits[LEAVES_THEN], -1)
        if route.shape[0] > 0:
            come_home(state, lines.ends[shift, 1], roads)
        found[row, SHIFT], found[row, LEFT], found[row, BACK] = shift, state[LEAVE], state[NOW]
        found[row, OTHERS_LATE], found[row, LATE_WEIGHT] = state[LATE], state[LATE_COST]
        found[row, LOST_WAYS], found[row, LENGTH] = state[NO_WAY], state[METRES]
        found[row, STOPS], found[row, LATE_RESTS] = state[HALTS], state[REST_LATE]
        found[row, LATE_LOADS] = state[DEPOT_LATE]
        found[row, OVER : OVER + 3] = highest_loads(steps, route)
    return found


@njit(cache=True, nogil=True)
def metres(roads: Roads, origin: int, destination: int) -> int:
    """Metres from one place to another; -1 where no way leads."""
    if origin < 0 or destination < 0 or origin == destination:
        return 0
    return int(roads.distances[origin, destination])
