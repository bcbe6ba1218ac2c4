"""Where a person is: the workspace, and the day, plan and job that the address bar holds."""

import datetime
import os
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from dashboard.domain import Formats
from dashboard.services import days, plans, workspaces
from dashboard.services import settings as settings_service
from dashboard.services.days import DaySetup
from dashboard.services.settings import Settings
from dashboard.services.workspaces import Store

_ADDRESS = ("day", "plan", "job")


def remember() -> None:
    """Keep day, plan and job in the address through page changes, which empty it."""
    kept: dict[str, str] = st.session_state.setdefault("address", {})
    asked = st.query_params
    if asked.get("day", kept.get("day")) != kept.get("day"):
        kept.clear()
    if _date(asked.get("day", kept.get("day", ""))) is None:
        asked["day"] = today().isoformat()
    for name in _ADDRESS:
        if name in asked:
            kept[name] = asked[name]
        elif name in kept:
            asked[name] = kept[name]


def address() -> dict[str, str]:
    """Day, plan and job as links to other pages carry them."""
    return {name: st.query_params[name] for name in _ADDRESS if name in st.query_params}


def store() -> Store:
    """The workspace that this server serves."""
    return workspaces.workspace(Path(os.environ[workspaces.DATA_VARIABLE]))


def day() -> datetime.date:
    """The day a person looks at; today until another is chosen."""
    return _date(st.query_params.get("day", "")) or today()


def set_day(date: datetime.date) -> None:
    """Look at another day; its plan and job are its own."""
    unwatch()
    show_latest_plan()
    _put("day", date.isoformat())


def today() -> datetime.date:
    """The date by the clock of the business."""
    return datetime.datetime.now(ZoneInfo(zone())).date()


def zone() -> str:
    """The IANA zone of the business: as set, else as found."""
    name = settings().zone
    return name if name and _is_zone(name) else zone_found()


def zone_found() -> str:
    """The zone where none is set: the browser's, else this machine's."""
    name = st.context.timezone
    return name if name and _is_zone(name) else settings_service.system_zone()


def setup() -> DaySetup:
    """Depot, windows and drivers of the day."""
    return days.get_setup(store(), day(), zone())


def settings() -> Settings:
    """The settings of the workspace."""
    return settings_service.get(store())


def formats() -> Formats:
    """How this business reads figures."""
    return settings().formats


def theme() -> Literal["light", "dark"]:
    """The theme in which the page is shown."""
    return "dark" if st.context.theme.type == "dark" else "light"


def plan_ref() -> tuple[str, int] | None:
    """The plan shown, by id and revision: the address's if it is the day's, else the latest."""
    plan_id, _, revision = st.query_params.get("plan", "").rpartition(".")
    if plan_id and revision.isdecimal():
        rows = plans.list_plans(store(), day())
        if any((row.plan_id, row.revision) == (plan_id, int(revision)) for row in rows):
            return plan_id, int(revision)
    latest = plans.latest(store(), day())
    return (latest.plan_id, latest.revision) if latest else None


def show_plan(plan_id: str, revision: int) -> None:
    """Look at this plan from now on, on every page."""
    _put("plan", f"{plan_id}.{revision}")


def show_latest_plan() -> None:
    """Look at the day's latest plan, whichever that will be."""
    _drop("plan")


def job_id() -> str | None:
    """The planning that is watched; None when there is none."""
    return st.query_params.get("job")


def watch(job: str) -> None:
    """Watch this planning, also after a reload."""
    _put("job", job)


def unwatch() -> None:
    """Watch no planning any more."""
    _drop("job")


def _put(name: str, value: str) -> None:
    st.query_params[name] = value
    st.session_state.setdefault("address", {})[name] = value


def _drop(name: str) -> None:
    st.query_params.pop(name, None)
    st.session_state.setdefault("address", {}).pop(name, None)


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
