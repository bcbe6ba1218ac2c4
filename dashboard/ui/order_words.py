"""How an order stands, in a sign and a few words; the same in every table."""

from collections.abc import Sequence

from dashboard.domain import Day, Formats, count_words, money_words, window_words
from dashboard.services.addresses import NO_MAP
from dashboard.services.directions import length_words
from dashboard.services.orders import OrderView
from dashboard.services.street_doors import OFF_STREET
from dashboard.services.street_views import MOVED_M
from dashboard.ui.order_fields import heading
from dashboard.ui.quality import quality_words

_SET_ASIDE = {
    "pickup": "– pickup",
    "cancelled": "– cancelled",
    "fulfilled": "– delivered already",
    "not_shipped": "– nothing to ship",
}
_NAMED = 5
SWAPPED = "▲ latitude and longitude swapped?"


def status(view: OrderView) -> str:
    """How the order stands: a sign and words."""
    if view.excluded:
        return _left_out(view)
    if view.order is None:
        return f"✕ check {heading(view.problems[0].column).lower()}" if view.problems else "✕ check"
    if view.order.point is None:
        return "▲ check address" if view.place else "▲ no position"
    if view.swapped:
        return SWAPPED
    if view.far_km is not None:
        return "▲ too far"
    if view.is_outside:
        return "▲ outside your zones"
    if view.off_street:
        return "▲ on no street"
    if view.is_off_day and view.zone:
        return "▲ zone not served that day"
    if view.missing_in:
        return f"▲ not in {view.missing_in}"
    return "▲ file differs" if view.conflicts else "✓ ok"


def place(view: OrderView) -> str:
    """What its point is the middle of: a sign and a word."""
    return quality_words(view.quality)


def is_to_check(view: OrderView) -> bool:
    """Whether a person should look at it."""
    return status(view)[0] in "✕▲"


def is_set_aside(view: OrderView) -> bool:
    """Whether its file says that nobody drives there."""
    return view.state in _SET_ASIDE


def reasons(view: OrderView) -> list[tuple[str, str, str, str]]:
    """Column, value, what is wrong and what to do, for all that keeps it from a route."""
    rows = [(heading(p.column), p.value, p.reason, p.remedy) for p in view.problems]
    if view.order is not None and view.order.point is None:
        rows.append(_without_position(view))
    if view.far_km is not None:
        where = " ".join(view.text.get(name, "") for name in ("latitude", "longitude", "position"))
        wrong = f"It lies {view.far_km:,.0f} km from the depot, beyond the service radius."
        remedy = "Correct its position, or widen the radius on the settings page."
        if view.swapped:
            wrong += " With latitude and longitude exchanged it lies near."
            remedy = "Swap the two, with the button above the table."
        rows.append(("Position", where.strip(), wrong, remedy))
    if view.off_street:
        wrong, remedy = off_street(view.off_street)
        remedy += " The addresses page asks for its pin."
        rows.append(("Position", "", wrong, remedy))
    if view.is_outside:
        wrong = "It lies outside all your zones, and you deliver only inside."
        remedy = "Correct its position, or draw a zone around it, on the zones page."
        rows.append(("Zone", "", wrong, remedy))
    if view.is_off_day and view.zone:
        wrong = "This zone is not served on this weekday. The order is planned all the same."
        remedy = "Tick it and move it to another day, or change the days on the zones page."
        rows.append(("Zone", view.zone.name, wrong, remedy))
    return rows


def off_street(reason: str) -> tuple[str, str]:
    """What is wrong with a place that is on no street, and what to do, in a sentence each."""
    what, do = OFF_STREET[reason]
    return f"{what[0].upper()}{what[1:]}.", f"{do[0].upper()}{do[1:]}."


def moved(views: Sequence[OrderView], formats: Formats) -> str:
    """Such as "1 order lies over 100 m off its street: A4 (0.2 km)."; empty for none."""
    far = sorted((v for v in views if v.moved_m and not v.excluded), key=lambda v: -v.moved_m)
    if not far:
        return ""
    named = [f"{v.order_id} ({length_words(v.moved_m, formats)})" for v in far[:_NAMED]]
    more = f" and {len(far) - _NAMED} more" if len(far) > _NAMED else ""
    lie = "lies" if len(far) == 1 else "lie"
    off = length_words(MOVED_M, formats)
    return (
        f"{count_words(len(far), 'order')} {lie} more than {off} off the street that leads there: "
        f"{', '.join(named)}{more}. Move the pin if a road goes closer."
    )


def fee(view: OrderView, formats: Formats) -> str:
    """What delivery costs the customer by the order's zone; empty for nothing."""
    cents = view.zone.fee_cents if view.zone else 0
    return money_words(cents, formats, exact=True) if cents else ""


def date_words(view: OrderView, day: str) -> str:
    """The delivery date as its file has it, beside the day that this was taken for."""
    text = view.text.get("date", "")
    return f"{text} → {day}" if text else day


def hours_words(view: OrderView, day: Day, formats: Formats) -> str:
    """The delivery window as it was written, beside what it was taken for."""
    ends = (view.text.get("window_start", ""), view.text.get("window_end", ""))
    text = view.text.get("window", "") or " – ".join(end for end in ends if end)
    read = window_words(view.order.windows, day, formats, none="any time") if view.order else "?"
    return f"{text} → {read}" if text else read


def _left_out(view: OrderView) -> str:
    if view.state in _SET_ASIDE:
        return _SET_ASIDE[view.state]
    return f"– left out by rule “{view.left_out_by}”" if view.left_out_by else "– left out"


def _without_position(view: OrderView) -> tuple[str, str, str, str]:
    address = view.text.get("address", "")
    if not address:
        remedy = "Give latitude and longitude, as a map on the web shows them."
        return heading("latitude"), "", "It has no position on the map.", remedy
    wrong = view.place.reason if view.place and view.place.reason else NO_MAP
    return heading("address"), address, wrong, "Say where it is, on the addresses page."
