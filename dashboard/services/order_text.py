"""An order as one row of the generic columns, which every intake reads back the same."""

from datetime import datetime, time, timedelta

from dashboard.domain import Collection, Day, Kind, Order, Priority, TimeWindow
from dashboard.services.order_views import OrderView


def order_row(view: OrderView, day: Day) -> dict[str, str]:
    """Column to text; an order that cannot be read keeps its texts as they are."""
    if view.order is None:
        return {**view.text, "order_id": view.order_id}
    # What the order itself has of its depot is an id that nobody has given it.
    return _row(view.order, day) | {"depot": view.text.get("depot", "")}


def _row(order: Order, day: Day) -> dict[str, str]:
    start, end = _windows(order.windows, day)
    return {
        "order_id": order.id,
        "customer": order.customer,
        "address": order.address,
        "latitude": "" if order.point is None else f"{order.point.lat:.6f}",
        "longitude": "" if order.point is None else f"{order.point.lon:.6f}",
        "window_start": start,
        "window_end": end,
        "service_min": _number(order.service / timedelta(minutes=1)),
        "parcels": str(order.load.parcels),
        "weight_kg": _number(order.load.weight_g / 1000),
        "volume_l": _number(order.load.volume_cm3 / 1000),
        "priority": "" if order.priority is Priority.NORMAL else order.priority.name.lower(),
        "phone": order.phone,
        "email": order.email,
        "notes": order.notes,
        "skills": ";".join(sorted(order.skills)),
        "release": "" if order.release is None else _clock(order.release, day),
        "type": "return" if order.kind is Kind.HAND_BACK else "",
        **_fetched(order.collect, day),
        "drivers": ";".join(sorted(order.drivers)),
        "not_drivers": ";".join(sorted(order.not_drivers)),
        "max_late_min": _number(order.max_late / timedelta(minutes=1)),
        "late_price": f"{order.late_cents / 100:.2f}" if order.max_late else "",
    }


def _fetched(collect: Collection | None, day: Day) -> dict[str, str]:
    """Where and when it is fetched first, nothing for what comes from the depot."""
    if collect is None:
        return {}
    start, end = _windows(collect.windows, day)
    return {
        "pickup_address": collect.address,
        "pickup_latitude": "" if collect.point is None else f"{collect.point.lat:.6f}",
        "pickup_longitude": "" if collect.point is None else f"{collect.point.lon:.6f}",
        "pickup_from": start,
        "pickup_to": end,
        "pickup_minutes": _number(collect.service / timedelta(minutes=1)),
    }


def _windows(windows: tuple[TimeWindow, ...], day: Day) -> tuple[str, str]:
    """Start and end, open sides blank; several windows all stand in the first column."""
    if not windows:
        return "", ""
    if len(windows) > 1:
        parts = (f"{_clock(w.start, day)} - {_clock(w.end, day, is_end=True)}" for w in windows)
        return "; ".join(parts), ""
    [window] = windows
    tomorrow = day.at(time(0), days=1)
    start = "" if window.start == day.midnight else _clock(window.start, day)
    end = "" if window.end == tomorrow else _clock(window.end, day, is_end=True)
    return (start, end) if start or end else ("00:00", "24:00")


def _clock(instant: datetime, day: Day, *, is_end: bool = False) -> str:
    """The local time; with its date where that is not the day's."""
    local = day.local(instant)
    if local.date() == day.date:
        return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    if is_end and instant == day.at(time(0), days=1):
        return "24:00"
    return f"{local:%Y-%m-%d %H:%M}"


def _number(number: float) -> str:
    text = f"{number:.3f}".rstrip("0").rstrip(".")
    return "" if text == "0" else text
