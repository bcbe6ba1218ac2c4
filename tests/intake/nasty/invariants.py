"""What holds of every upload, whatever was in it."""

import re
import unicodedata

from dashboard.domain.errors import IntakeError
from dashboard.intake.rows import read_orders
from dashboard.intake.tables import Table, Upload
from tests.intake.build_tables import DAY


def assert_told_in_full(told: str, name: str) -> None:
    """Which file, for what reason, and what to do about it."""
    assert re.fullmatch(rf"{re.escape(name)}( › .+)?: .+\. \w.+\.", told), told


def assert_sound(upload: Upload, name: str) -> None:
    """Headings tell columns apart, refusals say why, and every row has one fate."""
    assert upload.tables
    for told in upload.refused:
        assert_told_in_full(told, name)
    for table in upload.tables:
        assert table.name.startswith(name)
        assert len(set(table.headings)) == len(table.headings)
        _assert_every_row_has_one_fate(table)


def _assert_every_row_has_one_fate(table: Table) -> None:
    """And what is stored is what was written."""
    try:
        read = read_orders(table, None, DAY)
    except IntakeError:
        return
    assert read.rows == sum(any(cell.strip() for cell in row) for row in table.rows)
    assert read.adds_up
    for order in read.orders:
        cells = dict(zip(table.headings, table.rows[order.row - table.first_row], strict=False))
        written = unicodedata.normalize("NFC", cells.get("notes", "")).strip()
        if written.isprintable():
            assert written in {*order.values.values(), *order.extra.values(), ""}
