"""The workspace: days, orders, fleets, plans, jobs and settings in SQLite or Postgres."""

from dashboard.store.addresses import (
    BY_HAND,
    AddressRecord,
    addresses_version,
    find_addresses,
    save_addresses,
)
from dashboard.store.backups import backup, restore, restore_into
from dashboard.store.connections import Store, close_store
from dashboard.store.days import (
    DayRecord,
    DaySummary,
    get_day,
    latest_day,
    list_days,
    new_day,
    save_day,
)
from dashboard.store.fates import Fate, ImportCounts, RowFate
from dashboard.store.fleet import get_classes, get_drivers, save_classes, save_drivers
from dashboard.store.health import StoreHealth, health
from dashboard.store.imports import ImportRecord, import_orders, list_imports
from dashboard.store.jobs import LOST_AFTER, Job, JobState, add_job, ask_cancel, get_job, list_jobs
from dashboard.store.lock import hold_workspace, lock_file
from dashboard.store.merging import IncomingOrder, OrderKey, OrderRecord, OrderState
from dashboard.store.opening import open_store
from dashboard.store.orders import (
    add_order,
    edit_orders,
    get_orders,
    list_orders,
    move_orders,
    order_sources,
    set_state,
)
from dashboard.store.plans import (
    PlanRevision,
    PlanSummary,
    get_revision,
    latest_plan,
    list_plans,
    save_revision,
)
from dashboard.store.settings import get_settings, save_settings
from dashboard.store.sightings import keep_missing, orders_seen_in
from dashboard.store.versions import day_version
from dashboard.store.work import beat, claim_next, finish, mark_lost

__all__ = [
    "BY_HAND",
    "LOST_AFTER",
    "AddressRecord",
    "DayRecord",
    "DaySummary",
    "Fate",
    "ImportCounts",
    "ImportRecord",
    "IncomingOrder",
    "Job",
    "JobState",
    "OrderKey",
    "OrderRecord",
    "OrderState",
    "PlanRevision",
    "PlanSummary",
    "RowFate",
    "Store",
    "StoreHealth",
    "add_job",
    "add_order",
    "addresses_version",
    "ask_cancel",
    "backup",
    "beat",
    "claim_next",
    "close_store",
    "day_version",
    "edit_orders",
    "find_addresses",
    "finish",
    "get_classes",
    "get_day",
    "get_drivers",
    "get_job",
    "get_orders",
    "get_revision",
    "get_settings",
    "health",
    "hold_workspace",
    "import_orders",
    "keep_missing",
    "latest_day",
    "latest_plan",
    "list_days",
    "list_imports",
    "list_jobs",
    "list_orders",
    "list_plans",
    "lock_file",
    "mark_lost",
    "move_orders",
    "new_day",
    "open_store",
    "order_sources",
    "orders_seen_in",
    "restore",
    "restore_into",
    "save_addresses",
    "save_classes",
    "save_day",
    "save_drivers",
    "save_revision",
    "save_settings",
    "set_state",
]
