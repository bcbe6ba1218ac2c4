"""Which column of a file holds what: by the headings, in any order, never by place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.intake.spelling import plain_words
from dashboard.intake.synonyms import QUALIFIERS, SUFFIXES, SYNONYMS


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may hold, with words for the mapping screen."""

    name: str
    label: str
    help: str


FIELDS = (
    Field("order_id", "Order number", "What you call the order. Without it, orders are numbered."),
    Field("customer", "Customer", "Who receives it."),
    Field("address", "Address", "The whole address in one column."),
    Field("latitude", "Latitude", "Degrees north, as in 60.1699."),
    Field("longitude", "Longitude", "Degrees east, as in 24.9384."),
    Field("window_start", "Deliver from", "Earliest time, as in 09:00. Blank: any time."),
    Field("window_end", "Deliver until", "Latest time to arrive, as in 12:00. Blank: any time."),
    Field("service_min", "Minutes at the door", "How long handing over takes."),
    Field("parcels", "Parcels", "How many; 1 if blank."),
    Field("weight_kg", "Weight in kg", "As in 2.5."),
    Field("volume_l", "Volume in litres", "As in 40."),
    Field("priority", "Priority", "Low, normal, high or critical; or 1 to 4 with 4 highest."),
    Field("phone", "Phone", "For the driver to call."),
    Field("email", "E-mail", "For messages to the customer."),
    Field("notes", "Notes", "What the driver should know."),
    Field("skills", "Needs", "What the van must have, as in cooling; several with “;” between."),
    Field("release", "Ready from", "Earliest time the goods can leave the depot."),
    Field("window", "Delivery window", "Start and end in one column, as in 09:00-12:00."),
    Field("position", "Latitude and longitude", "Both in one column, as in 60.17, 24.94."),
    Field("street", "Street", "Part of the address."),
    Field("house_number", "House number", "Part of the address."),
    Field("address_2", "Flat or floor", "Part of the address."),
    Field("postcode", "Postcode", "Part of the address."),
    Field("city", "City", "Part of the address."),
    Field("state", "State or province", "Part of the address."),
    Field("country", "Country", "Part of the address."),
    Field("weight_g", "Weight in grams", "Converted to kilograms."),
    Field("weight_lb", "Weight in pounds", "Converted to kilograms."),
    Field("volume_m3", "Volume in m³", "Converted to litres."),
    Field("service_s", "Seconds at the door", "Converted to minutes."),
    Field(
        "date",
        "Delivery date",
        "The day it is to come, as in 2026-05-14. Blank: the day you look at.",
    ),
    Field("company", "Company", "Where the customer works, if it goes there."),
    Field("tags", "Tags", "Words that rules can go by; several with “,” between."),
    Field("products", "Products", "What is in it, as in 2 × Tulips; several with “;” between."),
    Field("shipping_method", "Shipping method", "As the shop names it, as in Local Delivery."),
    Field("attributes", "Further details", "Lines such as “Gift note: Happy birthday”."),
    Field("driver_class", "Kind of driver", "The only driver class that may take it."),
    Field("type", "Type", "Delivery, return (taken back from the customer) or task."),
    Field("pickup_address", "Fetch from", "Where the driver fetches it, if not at the depot."),
    Field("pickup_latitude", "Fetch from, latitude", "Degrees north, as in 60.1699."),
    Field("pickup_longitude", "Fetch from, longitude", "Degrees east, as in 24.9384."),
    Field("pickup_from", "Fetch after", "Earliest time to fetch it, as in 09:00."),
    Field("pickup_to", "Fetch before", "Latest time to arrive there, as in 12:00."),
    Field("pickup_minutes", "Minutes to fetch it", "How long loading there takes."),
    Field("drivers", "Only these drivers", "By name or number; several with “;” between."),
    Field("not_drivers", "Not these drivers", "By name or number; several with “;” between."),
    Field("depot", "From depot", "The only depot that has the goods, by its name."),
    Field("max_late_min", "May be late, minutes", "Behind its window, if nothing else fits."),
    Field("late_price", "Price of an hour late", "As it weighs against costs; 20 if blank."),
    Field("status", "Status", "Open, pickup, cancelled or fulfilled."),
)
"""Every field a heading may be mapped to, the common ones first."""

UNITS = {
    "weight_g": ("weight_kg", "g"),
    "weight_lb": ("weight_kg", "lb"),
    "volume_m3": ("volume_l", "m3"),
    "service_s": ("service_min", "s"),
}
"""Field in another unit -> the order's field, and the unit that its bare numbers get."""

ADDRESS_PARTS = ("street", "house_number", "address_2", "postcode", "city", "state", "country")

_AS_THEY_ARE = ("order_id", "date")
"""A customer number is no order number, and the day of an order no day of delivery."""

_HEADINGS = {
    field: tuple(" ".join(heading.split()) for heading in headings.split(","))
    for field, headings in SYNONYMS.items()
}


def guess_columns(headings: Sequence[str]) -> dict[str, str]:
    """
    Field -> heading, each used once; headings that nobody knows are left out.

    Exact names first; then without words such as "delivery" before or
    "required" after, except where these words matter.
    """
    plain = {heading: plain_words(heading) for heading in headings}
    guessed = _matched(plain, _HEADINGS)
    left = {
        heading: bare
        for heading, words in plain.items()
        if heading not in guessed.values() and (bare := _bare(words)) != words
    }
    fields = {
        field: known
        for field, known in _HEADINGS.items()
        if field not in guessed and field not in _AS_THEY_ARE
    }
    return guessed | _matched(left, fields)


def has_place(columns: Iterable[str]) -> bool:
    """Whether these fields can say where an order goes."""
    fields = set(columns)
    return {"latitude", "longitude"} <= fields or bool(
        fields & {"position", "address", "street", "postcode"}
    )


def order_values(columns: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """Texts by heading -> texts by the order's own fields; blank ones are left out."""
    return joined_values({field: texts.get(heading, "") for field, heading in columns.items()})


def joined_values(texts: Mapping[str, str]) -> dict[str, str]:
    """
    Texts by any field -> texts by the order's own fields; blank ones are left out.

    Parts make one address, amounts get their unit, and a company without a
    person is the customer.
    """
    given = {field: text for field, text in texts.items() if text and not text.isspace()}
    values = {f: t for f, t in given.items() if f not in UNITS and f not in ADDRESS_PARTS}
    for field, (target, unit) in UNITS.items():
        if field in given:
            bare = given[field].strip()[-1:].isdigit()
            values.setdefault(target, f"{given[field].strip()} {unit}" if bare else given[field])
    if address := _joined_address(values.get("address", ""), given):
        values["address"] = address
    if "company" in given:
        values.setdefault("customer", given["company"])
    return values


def _matched(plain: Mapping[str, str], fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    by_words: dict[str, str] = {}
    for heading, words in plain.items():
        by_words.setdefault(words, heading)
    best = {
        field: next((by_words[known] for known in headings if known in by_words), None)
        for field, headings in fields.items()
    }
    return {field: heading for field, heading in best.items() if heading is not None}


def _bare(words: str) -> str:
    parts = words.split()
    while len(parts) > 1 and parts[0] in QUALIFIERS:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return " ".join(parts)


def _joined_address(whole: str, given: Mapping[str, str]) -> str:
    """One line: street and number, flat, postcode and city, state, country; nothing twice."""
    part = {name: " ".join(given.get(name, "").split()) for name in ADDRESS_PARTS}
    joined = _with("", " ".join(whole.split()))
    joined = _with(joined, part["street"], part["house_number"])
    # Flat 5 is not said by house number 5; only a whole address says it.
    if part["address_2"].casefold() not in whole.casefold():
        joined = f"{joined}, {part['address_2']}".removeprefix(", ")
    for pieces in ((part["postcode"], part["city"]), (part["state"],), (part["country"],)):
        joined = _with(joined, *pieces)
    return joined


def _with(joined: str, *pieces: str) -> str:
    """The pieces behind, unless all of them are said already, in whatever sequence."""
    said = joined.casefold()
    if all(piece.casefold() in said for piece in pieces):
        return joined
    line = " ".join(filter(None, pieces))
    return f"{joined}, {line}" if joined else line
