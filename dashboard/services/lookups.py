"""Looking up the addresses of a day's orders: a few at once, many in a process of their own."""

import subprocess
import sys
from datetime import date as calendar_date
from pathlib import Path

from dashboard.services import addresses, days, online, orders
from dashboard.services.detached import detached
from dashboard.store import Store

FEW = 150
"""Up to so many are looked up before the page is drawn: about half a second."""
LOCK = "lookup.lock"
LOG = "lookup.log"
_ROOT = Path(__file__).resolve().parents[2]


def waiting(store: Store, date: calendar_date) -> list[str]:
    """The addresses of the day that are still to be looked up."""
    views = orders.list_orders(store, date)
    lost = [view.text.get("address", "") for view in views if _is_lost(view)]
    lost += [view.text["pickup_address"] for view in views if _is_fetched_somewhere(view)]
    return addresses.waiting(store, lost)


def begin(store: Store, date: calendar_date) -> int:
    """Look up what can be at once; how many are left to a process that was started for them."""
    texts = waiting(store, date)
    if not texts:
        return 0
    if len(texts) <= FEW and not online.provider(store):
        depot = days.get_setup(store, date).depot
        addresses.look_up(store, texts, near=depot.point if depot else None)
        return 0
    with (store.folder / LOG).open("ab") as log:
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "dashboard.services.lookup_child",
                str(store.folder),
                date.isoformat(),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=_ROOT,
            **detached(),
        )
    return len(texts)


def finish(store: Store, date: calendar_date) -> int:
    """Look up all that the day waits for, however long it takes; how many there were."""
    depot = days.get_setup(store, date).depot
    done = 0
    while texts := waiting(store, date):
        done += addresses.look_up(store, texts, near=depot.point if depot else None)
    return done


def _is_lost(view: orders.OrderView) -> bool:
    return not view.excluded and view.order is not None and view.order.point is None


def _is_fetched_somewhere(view: orders.OrderView) -> bool:
    has_address = bool(view.text.get("pickup_address"))
    return has_address and not view.excluded and not view.text.get("pickup_latitude")
