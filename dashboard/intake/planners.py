"""Sheets made for other route planners: read like any table, but for what each does its own way."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.intake.columns import guess_columns
from dashboard.intake.grouping import About, Group, Grouping
from dashboard.intake.headings import raw_order, without_other_types
from dashboard.intake.items import Item, parcels_of, products_of
from dashboard.intake.raw_orders import RawOrder
from dashboard.intake.records import Record, by_plain_words, records
from dashboard.intake.spelling import plain_words
from dashboard.intake.tables import Table

Adjust = Callable[[dict[str, str], Mapping[str, str]], None]
"""Changes an order's values, given the texts of its row by heading in plain words."""


@dataclass(frozen=True, slots=True)
class PlannerSheet:
    """One planner's sheet; headings are in plain words throughout."""

    name: str
    source: str
    has: frozenset[str]
    """Headings that it has in any case."""
    some: frozenset[str] = frozenset()
    """Headings of which it has ``at_least`` so many."""
    at_least: int = 1
    fields: Mapping[str, str] = field(default_factory=dict)
    """Field -> heading, where the usual guess would miss it."""
    adjust: Adjust = lambda values, texts: None
    of_items: frozenset[str] = frozenset()
    """Headings that speak of one item, where an order may take several rows."""
    day_first: bool | None = None
    keeps_unreadable: bool = False

    def recognises(self, headings: Sequence[str]) -> bool:
        """By headings that hardly any other table has together."""
        known = by_plain_words(headings).keys()
        return self.has <= known and len(self.some & known) >= min(self.at_least, len(self.some))

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        """The planner's own, and the guess for all others."""
        known = by_plain_words(headings)
        own = {f: known[words] for f, words in self.fields.items() if words in known}
        left = [heading for heading in headings if heading not in own.values()]
        return {f: h for f, h in guess_columns(left).items() if f not in own} | own

    def read(self, table: Table, columns: Mapping[str, str]) -> Sequence[RawOrder]:
        """One order for each row, or for each number where items have rows of their own."""
        known = by_plain_words(table.headings)
        if self.of_items and "order_id" in columns:
            grouping = Grouping(columns["order_id"], self._about, repeats=True)
            return tuple(self._of_items(g, known, columns) for g in grouping.groups(table))
        rows = tuple(records(table))
        own = without_other_types(rows, columns)
        return tuple(self._order(record, known, own) for record in rows)

    def _about(self, heading: str) -> About:
        return About.ITEM if plain_words(heading) in self.of_items else About.ORDER

    def _order(
        self, record: Record, known: Mapping[str, str], columns: Mapping[str, str]
    ) -> RawOrder:
        raw = raw_order(record, columns)
        values = dict(raw.values)
        self.adjust(values, {words: record.texts.get(h, "") for words, h in known.items()})
        return replace(raw, values=values)

    def _of_items(
        self, group: Group, known: Mapping[str, str], columns: Mapping[str, str]
    ) -> RawOrder:
        names, quantities = (group.column(columns.get(field)) for field in ("products", "parcels"))
        items = [Item(q, n) for q, n in zip(quantities, names, strict=True) if q or n]
        texts = {**group.records[0].texts, **group.texts}
        first = Record(group.row, texts, group.problems)
        raw = self._order(first, known, columns)
        counted = {"products": products_of(items), "parcels": parcels_of(items)}
        values = {**raw.values, **counted}
        return replace(
            raw,
            values={field: text for field, text in values.items() if text},
            further_rows=group.further_rows,
        )


def _optimoroute(values: dict[str, str], texts: Mapping[str, str]) -> None:
    if needs := [text for name in ("skills", "vehicle features") if (text := texts.get(name))]:
        values["skills"] = ";".join(needs)
    if values.get("type", "").casefold() == "pickup":
        values["type"] = "return"


def _circuit(values: dict[str, str], texts: Mapping[str, str]) -> None:
    if "drivers" in values:
        values["drivers"] = values["drivers"].replace(",", ";")


def _routific(values: dict[str, str], texts: Mapping[str, str]) -> None:
    if "skills" in values:
        values["skills"] = values["skills"].replace(",", ";")


def _onfleet(values: dict[str, str], texts: Mapping[str, str]) -> None:
    _add_note(values, texts.get("task details", ""))


def _locate2u(values: dict[str, str], texts: Mapping[str, str]) -> None:
    """An appointment is one time; an hour from then on leaves a van some room."""
    if match := _CLOCK.fullmatch(values.get("window", "")):
        hour, minute = int(match[1]), match[2]
        end = f"{hour + 1:02}:{minute}" if hour < 23 else "24:00"
        values["window"] = f"{hour:02}:{minute}-{end}"


def _add_note(values: dict[str, str], note: str) -> None:
    if note:
        values["notes"] = "\n".join(filter(None, (values.get("notes"), note)))


_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?")


def _words(headings: str) -> frozenset[str]:
    return frozenset(" ".join(heading.split()) for heading in headings.split(","))


PLANNER_SHEETS = (
    PlannerSheet(
        name="OptimoRoute orders",
        source="optimoroute",
        has=_words("order type"),
        some=_words("""vehicle features, load 1, assigned to, time window from, time window to,
            location id, location name"""),
        at_least=2,
        adjust=_optimoroute,
        day_first=True,
    ),
    PlannerSheet(
        name="Circuit stops",
        source="circuit",
        has=_words("address line 1, time at stop"),
        some=_words("earliest time, latest time, proof of delivery"),
        adjust=_circuit,
    ),
    PlannerSheet(
        name="Routific stops",
        source="routific",
        has=_words("name, address, duration, load, from, to, types"),
        fields={"skills": "types"},
        adjust=_routific,
    ),
    PlannerSheet(
        name="Onfleet tasks",
        source="onfleet",
        has=_words("recipient name, address line1"),
        some=_words("task details, recipient notes"),
        fields={"street": "address line1", "address_2": "address line2"},
        adjust=_onfleet,
    ),
    PlannerSheet(
        name="Route4Me addresses",
        source="route4me",
        has=_words("address, alias"),
        some=_words("""zip code, order number, order no, time window start, address stop type,
            curbside lat, customer po, cube"""),
        fields={"customer": "alias"},
    ),
    PlannerSheet(
        name="Detrack deliveries",
        source="detrack",
        has=_words("d o no"),
        some=_words("deliver to, delivery time, notify email, tracking no, item description"),
        fields={
            "order_id": "d o no",
            "date": "date",
            "window": "delivery time",
            "products": "item description",
            "parcels": "quantity",
        },
        of_items=_words("sku, item description, quantity"),
    ),
    PlannerSheet(
        name="Droppath stops",
        source="droppath",
        has=_words("address"),
        some=_words("""address postalcode, tracking id, date completed iso, date arrived iso,
            status code"""),
        at_least=2,
        fields={"status": "status code"},
    ),
    PlannerSheet(
        name="Locate2u stops",
        source="locate2u",
        has=_words("trip date, appointment time"),
        fields={"date": "trip date", "window": "appointment time"},
        adjust=_locate2u,
    ),
    PlannerSheet(
        name="AntsRoute orders",
        source="antsroute",
        has=_words("name, address, duration, due date, open date"),
        fields={"date": "due date"},
    ),
)
