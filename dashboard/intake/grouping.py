"""Files with a row for each item: the rows that speak of one order, brought together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from dashboard.intake.cells import CellProblem
from dashboard.intake.records import Record, records
from dashboard.intake.spelling import clean_id
from dashboard.intake.tables import Table


class About(Enum):
    """What a column speaks of."""

    ORDER = "order"
    ITEM = "item"
    EITHER = "either"
    """The order, but items may repeat it."""


@dataclass(slots=True)
class Group:
    """One order's rows."""

    id: str
    """Empty where its row gives no number."""
    records: list[Record] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """By heading: what is said of the order as a whole, the first text of each column."""
    has_head: bool = False
    """Whether a row says what only an order says, so that the items are not alone."""
    items: set[tuple[str, ...]] = field(default_factory=set)
    """What is said of single items."""

    @property
    def row(self) -> int:
        """Its first row."""
        return self.records[0].row

    @property
    def further_rows(self) -> tuple[int, ...]:
        """Its other rows."""
        return tuple(record.row for record in self.records[1:])

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        """What is wrong with the rows as such."""
        return tuple(problem for record in self.records for problem in record.problems)

    def column(self, heading: str | None) -> list[str]:
        """What each row says there; empty where it says nothing or there is no such column."""
        return [record.texts.get(heading or "", "") for record in self.records]


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a format's rows belong together."""

    id: str
    """The heading of the order's number."""
    about: Callable[[str], About]
    """What a heading speaks of."""
    agree: frozenset[str] | None = None
    """Headings that say the same throughout an order; None: all that speak of the order."""
    repeats: bool = False
    """Whether each row says again what is said of the order."""
    blank_continues: bool = False
    """Whether items without a number go on with the order above."""

    def groups(self, table: Table) -> list[Group]:
        """
        The orders in sequence of their first rows, which may lie apart.

        An order that comes again, the same or changed, as in two exports put one
        below the other, is a group of its own. So is a row without a number.
        """
        abouts = {heading: self.about(heading) for heading in table.headings}
        groups: list[Group] = []
        latest: dict[str, Group] = {}
        above: Group | None = None
        for record in records(table):
            row = _parted(record, self.id, abouts)
            group = latest.get(row.id) if row.id else None
            if above is not None and self.blank_continues and not row.id and not row.order:
                group = above
            if group is None or self._comes_again(group, row, adjacent=group is above):
                group = Group(row.id)
                groups.append(group)
                latest[row.id] = group
            _add(group, record, row)
            above = group
        return groups

    def _comes_again(self, group: Group, row: "_Parted", *, adjacent: bool) -> bool:
        if not row.order or not group.has_head:
            return False
        if row.item in group.items and not (adjacent and self.repeats):
            return True
        return any(
            group.texts.get(heading, text) != text
            for heading, text in row.order.items()
            if self.agree is None or heading in self.agree
        )


@dataclass(frozen=True, slots=True)
class _Parted:
    """A row's texts by what they speak of; the order's and either's by heading."""

    id: str
    order: Mapping[str, str]
    either: Mapping[str, str]
    item: tuple[str, ...]


def _parted(record: Record, id_heading: str, abouts: Mapping[str, About]) -> _Parted:
    order: dict[str, str] = {}
    either: dict[str, str] = {}
    item: list[str] = []
    for heading, text in record.texts.items():
        about = abouts[heading]
        if about is About.ITEM:
            item += (heading, text)
        elif about is About.EITHER:
            either[heading] = text
        elif heading != id_heading:
            order[heading] = text
    return _Parted(clean_id(record.texts.get(id_heading, "")), order, either, tuple(item))


def _add(group: Group, record: Record, row: _Parted) -> None:
    group.records.append(record)
    group.items.add(row.item)
    group.has_head = group.has_head or bool(row.order)
    if not group.texts:
        group.texts = {**row.order, **row.either}
        return
    for texts in (row.order, row.either):
        for heading, text in texts.items():
            group.texts.setdefault(heading, text)
