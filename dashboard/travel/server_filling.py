"""A large table asked for in parts that a server takes."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from dashboard.domain import UNREACHABLE, Point, TravelError
from dashboard.travel.server_connection import Connection
from dashboard.travel.server_dialects import Question
from dashboard.travel.server_memory import UNKNOWN
from dashboard.travel.server_refusals import RefusalError
from dashboard.travel.server_tables import legs

LONGEST_S = 1800.0
"""A table whose questions, kept apart as the server wants it, take longer is not begun."""

Int32Array = npt.NDArray[np.int32]
Indices = npt.NDArray[np.intp]


def fill(
    connection: Connection,
    points: Sequence[Point],
    profile: str,
    seconds: Int32Array,
    metres: Int32Array,
    answered: Callable[[], None],
) -> None:
    """
    Put travel where both arrays are ``UNKNOWN``; ``answered`` is called behind each answer.

    What came before a ``TravelError`` stays in the arrays.
    """
    most = connection.service.origins, connection.service.destinations
    _refuse_endless(connection, seconds, most)
    while (seconds == UNKNOWN).any():
        try:
            for origins, destinations in parts(seconds, most):
                _ask(connection, points, profile, seconds, metres, origins, destinations)
                answered()
        except RefusalError as refusal:
            # A server may be set up to take less at once.
            if not refusal.too_many or most == (1, 1):
                raise
            most = max(1, most[0] // 2), max(1, most[1] // 2)


def parts(seconds: Int32Array, most: tuple[int, int]) -> Iterator[tuple[Indices, Indices]]:
    """
    Origins and destinations, so many at once, until nothing was ``UNKNOWN``.

    New places come last together, so that a few of them among many known ones cost little.
    """
    unknown = seconds == UNKNOWN
    order = np.argsort(unknown.sum(axis=0) + unknown.sum(axis=1), kind="stable")
    for rows in range(0, len(order), most[0]):
        for columns in range(0, len(order), most[1]):
            origins, destinations = order[rows : rows + most[0]], order[columns : columns + most[1]]
            open_ = seconds[np.ix_(origins, destinations)] == UNKNOWN
            if open_.any():
                yield origins[open_.any(axis=1)], destinations[open_.any(axis=0)]


def _ask(
    connection: Connection,
    points: Sequence[Point],
    profile: str,
    seconds: Int32Array,
    metres: Int32Array,
    origins: Indices,
    destinations: Indices,
) -> None:
    """One question; places that the server has no road for are then reached from nowhere."""
    numbers = np.union1d(origins, destinations)
    question = Question(
        [points[k] for k in numbers],
        np.searchsorted(numbers, origins).tolist(),
        np.searchsorted(numbers, destinations).tolist(),
        profile,
    )
    try:
        table = connection.table(question)
    except RefusalError as refusal:
        lost = numbers[list(connection.lost(question, refusal))]
        if not len(lost):
            raise
        for figures in (seconds, metres):
            figures[lost], figures[:, lost] = UNREACHABLE, UNREACHABLE
            figures[lost, lost] = 0
        return
    ends = [[points[k] for k in side] for side in (origins, destinations)]
    there = np.ix_(origins, destinations)
    seconds[there], metres[there] = legs(table, ends[0], ends[1], connection.failures)
    for figures in (seconds, metres):
        np.fill_diagonal(figures, 0)


def _refuse_endless(connection: Connection, seconds: Int32Array, most: tuple[int, int]) -> None:
    questions = sum(1 for _ in parts(seconds, most))
    if questions * connection.pause_s > LONGEST_S:
        raise TravelError(
            f"{connection.failures.name} would need {questions:,} questions and at least"
            f" {questions * connection.pause_s / 60:.0f} min for {len(seconds):,} places. Plan"
            " fewer orders at once, or use a server of your own."
        )
