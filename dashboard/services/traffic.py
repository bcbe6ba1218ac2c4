"""The traffic of a business: kept in the workspace, chosen by name, or read from a file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.domain import PlannerError, Traffic
from dashboard.domain.traffic import EMPTY_ROADS as EMPTY_ROADS
from dashboard.domain.traffic import HOURS as HOURS
from dashboard.domain.traffic import NO_TRAFFIC, Week
from dashboard.domain.traffic import SLOWEST as SLOWEST
from dashboard.intake.tables import read_table
from dashboard.services.reading import table_of
from dashboard.services.traffic_files import DAY_NAMES as DAY_NAMES
from dashboard.services.traffic_files import GROUPS as GROUPS
from dashboard.services.traffic_files import read_traffic
from dashboard.services.traffic_files import traffic_csv as traffic_csv
from dashboard.store import Store, get_settings, save_settings
from dashboard.travel.graph import CLASSES
from dashboard.travel.traffic import PRESETS as PRESETS

_KEY = "traffic"


def get(store: Store) -> Traffic:
    """As saved; none at first."""
    saved = get_settings(store).get(_KEY)
    if not saved:
        return NO_TRAFFIC
    usual = _week(saved)
    classes = tuple((name, _week(week)) for name, week in saved.get("classes", {}).items())
    return Traffic(usual.weekday, usual.weekend, days=usual.days, classes=classes)


def save(store: Store, traffic: Traffic) -> None:
    """The next plans count with it."""
    classes = {"classes": {name: _saved(week) for name, week in traffic.classes}}
    rows = _saved(traffic) | (classes if traffic.classes else {})
    save_settings(store, **{_KEY: None if traffic.is_none else rows})


def name_of(traffic: Traffic) -> str:
    """The preset that it is; empty for one of somebody's own."""
    return next((name for name, preset in PRESETS.items() if preset == traffic), "")


def traffic_of(text: str | Path) -> Traffic:
    """A preset by its name, or what a file says; raises ``PlannerError`` for anything else."""
    if str(text) in PRESETS:
        return PRESETS[str(text)]
    if not Path(text).suffix:
        names = ", ".join(PRESETS)
        raise PlannerError(f"There is no traffic {str(text)!r}: give one of {names}, or a file.")
    return read_traffic(table_of(Path(text)))


def read_upload(data: bytes, name: str) -> Traffic:
    """The traffic of a file that somebody brings; raises ``IntakeError`` with all that is wrong."""
    return read_traffic(read_table(data, name))


def roads_of_their_own(traffic: Traffic) -> list[str]:
    """The groups of which some roads have speeds of their own, and other classes that have."""
    told = [name for name, _ in traffic.classes]
    grouped = {name: group for group, names in GROUPS.items() for name in names}
    return list(dict.fromkeys(grouped.get(name, name) for name in told))


def speeds_on(traffic: Traffic, group: str) -> Week:
    """The speeds on a group of roads: those of its first class."""
    week = traffic.of(GROUPS[group][0])
    return Week(week.weekday, week.weekend, days=week.days)


def is_one(traffic: Traffic, group: str) -> bool:
    """Whether all roads of a group have the same speeds."""
    return len({traffic.of(name) for name in GROUPS[group]}) == 1


def with_roads(traffic: Traffic, group: str, week: Week | None) -> Traffic:
    """The traffic with other speeds on a group of roads; None: those of all roads."""
    known = {name: own for name, own in traffic.classes if name not in GROUPS[group]}
    if week is not None:
        known |= dict.fromkeys(GROUPS[group], week)
    return replace(traffic, classes=tuple((n, known[n]) for n in CLASSES if n in known))


def _saved(week: Week) -> dict[str, Any]:
    rows: dict[str, Any] = {"weekday": list(week.weekday), "weekend": list(week.weekend)}
    if week.days:
        rows["days"] = {str(day): list(speeds) for day, speeds in week.days}
    return rows


def _week(saved: Mapping[str, Any]) -> Week:
    days = tuple((int(day), tuple(speeds)) for day, speeds in saved.get("days", {}).items())
    return Week(tuple(saved["weekday"]), tuple(saved["weekend"]), days=days)
