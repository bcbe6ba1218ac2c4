"""PyVRP's data as the arrays of the ruin kernel."""

import numpy as np
import numpy.typing as npt
from pyvrp import Client, ProblemData, VehicleType

from dashboard.domain.spans import Int64Array
from dashboard.solve import ruin_kernel as kernel

NEIGHBOURS, AROUND = 20, 100
"""Beside so many an order is put back; around one order, so many may be taken out."""

Near = npt.NDArray[np.int32]
"""For each order the numbers of others, the nearest first."""

_BLOCK = 256
_NEVER = 2**40
_DEAREST = 2**31 - 1
_WAITING = 0.2
"""What a second of waiting between two orders counts, against one at the wheel."""


def can_be_ruined(data: ProblemData) -> bool:
    """Whether the kernel knows every rule of the data."""
    return (
        data.num_clients > 1
        and data.num_shipments == data.num_groups == 0
        and all(map(_is_plain_client, data.clients()))
        and all(map(_is_plain_vehicle, data.vehicle_types()))
        and all(int(matrix.max()) <= _DEAREST for matrix in data.distance_matrices())
    )


def _is_plain_client(client: Client) -> bool:
    return client.group is None and client.release_time == 0 and not any(client.pickup)


def _is_plain_vehicle(vehicle: VehicleType) -> bool:
    return (
        not vehicle.reload_depots
        and not any(vehicle.initial_load)
        and vehicle.unit_distance_cost == 1
        and vehicle.max_distance >= _NEVER
        and vehicle.start_late < _NEVER
    )


def shift_rows(data: ProblemData) -> Int64Array:
    """The columns of each shift, its route empty."""
    rows = []
    for kind, vehicle in enumerate(data.vehicle_types()):
        start, end = data.depot(vehicle.start_depot), data.depot(vehicle.end_depot)
        row = [0] * kernel.SHIFT_COLUMNS
        row[kernel.START], row[kernel.END] = start.location, end.location
        row[kernel.FIXED], row[kernel.KIND] = vehicle.fixed_cost, kind
        row[kernel.PROFILE] = vehicle.profile
        row[kernel.OPENS] = max(vehicle.tw_early, start.tw_early)
        row[kernel.LATEST_START] = min(vehicle.start_late, start.tw_late)
        row[kernel.CLOSES] = min(vehicle.tw_late, end.tw_late)
        row[kernel.LOADING_S] = start.service_duration
        row[kernel.REGULAR_S] = vehicle.shift_duration
        row[kernel.LONGEST_S] = vehicle.max_duration
        row[kernel.SECOND_PRICE] = vehicle.unit_duration_cost
        row[kernel.OVERTIME_PRICE] = vehicle.unit_overtime_cost
        rows += [row] * vehicle.num_available
    return np.array(rows, np.int64)


def visit_rows(data: ProblemData, shifts: int) -> Int64Array:
    """The columns of each order and, empty, of as many depots as there are shifts."""
    visits = zeros(data.num_clients + shifts, kernel.VISIT_COLUMNS)
    rooms = np.array([vehicle.capacity for vehicle in data.vehicle_types()], np.float64)
    widest = np.maximum(1.0, rooms.max(axis=0, initial=1.0)) if rooms.size else np.ones(0)
    for order, client in enumerate(data.clients()):
        visits[order, kernel.PLACE] = client.location
        visits[order, kernel.SERVICE_S] = client.service_duration
        visits[order, kernel.EARLY] = client.tw_early
        visits[order, kernel.LATE] = min(client.tw_late, _NEVER)
        visits[order, kernel.PRIZE] = _NEVER if client.required else client.prize
        share = np.array(client.delivery, np.float64) / widest
        visits[order, kernel.BULK] = int(1e6 * share.max(initial=0.0))
    return visits


def terms_of(data: ProblemData, visits: Int64Array, shifts: Int64Array) -> kernel.Terms:
    orders, places = data.num_clients, data.num_locations
    arcs = np.empty((data.num_profiles, places, places, 2), np.int32)
    for profile in range(data.num_profiles):
        arcs[profile, :, :, 0] = data.distance_matrix(profile)
        arcs[profile, :, :, 1] = data.duration_matrix(profile)
    sizes = np.array([client.delivery for client in data.clients()], np.int64)
    room = [v.capacity for v in data.vehicle_types() for _ in range(v.num_available)]
    before, after, around = _neighbours(
        arcs[0], visits[:orders], int(shifts[0, kernel.SECOND_PRICE])
    )
    return kernel.Terms(
        arcs,
        sizes.reshape(orders, -1),
        np.array(room, np.int64).reshape(len(shifts), -1),
        before,
        after,
        around,
        timed=_is_timed(visits[:orders], shifts),
    )


def _neighbours(
    arcs: npt.NDArray[np.int32], visits: Int64Array, second_price: int
) -> tuple[Near, Near, Near]:
    """From whom, to whom and either way each order is near; block by block, to save memory."""
    where, second = visits[:, kernel.PLACE], max(1, second_price)
    found: tuple[list[Near], list[Near], list[Near]] = ([], [], [])
    for first in range(0, len(visits), _BLOCK):
        mine = np.arange(first, min(first + _BLOCK, len(visits)))
        out = arcs[np.ix_(where[mine], where)].astype(np.float64)
        back = arcs[np.ix_(where, where[mine])].astype(np.float64)
        price = out[:, :, 0] + second * out[:, :, 1]
        returned = (back[:, :, 0] + second * back[:, :, 1]).T
        lost = second * _lost_s(visits[mine, np.newaxis], visits[np.newaxis], out[:, :, 1])
        behind = second * _lost_s(visits[:, np.newaxis], visits[np.newaxis, mine], back[:, :, 1])
        found[0].append(_nearest(returned + behind.T, mine, NEIGHBOURS))
        found[1].append(_nearest(price + lost, mine, NEIGHBOURS))
        found[2].append(_nearest(price + returned, mine, AROUND))
    before, after, around = map(np.concatenate, found)
    return before, after, around


def _lost_s(
    one: Int64Array, then: Int64Array, ways_s: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Seconds that are lost at least between two orders, by waiting or by being late."""
    served_early = one[..., kernel.EARLY] + one[..., kernel.SERVICE_S] + ways_s
    served_late = one[..., kernel.LATE] + one[..., kernel.SERVICE_S] + ways_s
    waits = np.maximum(0, then[..., kernel.EARLY] - served_late)
    lates = np.maximum(0, served_early - then[..., kernel.LATE])
    lost: npt.NDArray[np.float64] = _WAITING * waits + lates
    return lost


def _is_timed(visits: Int64Array, shifts: Int64Array) -> bool:
    """Whether hours or paid time matter to any route."""
    paid = shifts[:, [kernel.SECOND_PRICE, kernel.OVERTIME_PRICE]].any()
    opens, closes = shifts[:, kernel.OPENS].min(), shifts[:, kernel.CLOSES].max()
    windows = (visits[:, kernel.EARLY] > opens).any() or (visits[:, kernel.LATE] < closes).any()
    return bool(paid or windows)


def _nearest(costs: npt.NDArray[np.float64], mine: Int64Array, count: int) -> Near:
    """The columns with the least costs of each row, but for its own."""
    costs[np.arange(len(mine)), mine] = np.inf
    count = min(count, costs.shape[1] - 1)
    least = np.argpartition(costs, count - 1, axis=1)[:, :count]
    ranked = np.take_along_axis(costs, least, axis=1).argsort(axis=1)
    return np.ascontiguousarray(np.take_along_axis(least, ranked, axis=1).astype(np.int32))


def zeros(*shape: int) -> Int64Array:
    return np.zeros(shape, np.int64)
