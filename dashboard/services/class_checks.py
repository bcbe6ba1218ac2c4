"""What a driver class must keep to make sense."""

import datetime as dt
from datetime import timedelta

from dashboard.domain import BreakRule, Day, DriverClass, PlannerError, shift_hours
from dashboard.intake.fleet_cells import (
    FASTEST,
    LONGEST_BREAK,
    LONGEST_OVERRUN,
    MAX_COUNT,
    MAX_TRIPS,
    SLOWEST,
)

_ANY_DAY = Day(dt.date(2000, 1, 1))


def check_class(kind: DriverClass) -> None:
    """Raises ``PlannerError`` with the name of a class that makes no sense, and why."""
    try:
        _check(kind)
        for rule in kind.breaks:
            _check_break(rule)
    except PlannerError as error:
        raise PlannerError(f"{kind.name}: {error}") from None


def _check(kind: DriverClass) -> None:
    shift_hours(_ANY_DAY, kind.shift_start, kind.shift_end)
    if not 0 <= kind.count <= MAX_COUNT:
        raise PlannerError(f"between 0 and {MAX_COUNT:,} drivers may drive.")
    if not 1 <= kind.trips <= MAX_TRIPS:
        raise PlannerError(f"a driver loads between 1 and {MAX_TRIPS} times a day.")
    if not SLOWEST <= kind.speed_percent <= FASTEST:
        raise PlannerError(f"the speed lies between {SLOWEST} and {FASTEST} %.")
    if kind.max_duty is not None and kind.max_duty <= timedelta(0):
        raise PlannerError("the longest day must last some time: leave it blank for no limit.")
    if kind.max_distance_m is not None and kind.max_distance_m <= 0:
        raise PlannerError("the longest route must have some length: leave it blank for no limit.")
    if not timedelta(0) <= kind.overrun <= LONGEST_OVERRUN:
        raise PlannerError("a shift may run over by 0 to 720 minutes.")


def _check_break(rule: BreakRule) -> None:
    if not timedelta(0) < rule.length <= LONGEST_BREAK:
        raise PlannerError("a break lasts between 1 and 480 minutes.")
    if rule.after < timedelta(0):
        raise PlannerError("the hours after which a break is owed are 0 or more.")
