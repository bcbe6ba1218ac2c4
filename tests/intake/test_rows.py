"""Every row has exactly one fate."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.errors import IntakeError
from dashboard.intake.formats import FORMATS, ByHeadings, format_of
from dashboard.intake.rows import DateQuestionError, read_orders
from dashboard.intake.tables import Table
from tests.intake.build_exports import SHOPIFY, export, shopify_item
from tests.intake.build_tables import DAY, table

A, B = ("A", "60.1", "24.1"), ("B", "60.2", "24.2")


def test_rows_become_orders_with_their_text_and_what_no_field_takes() -> None:
    file = read_orders(
        table(("A", "60.1", "24.1", "blue"), headings=("id", "lat", "lon", "Ribbon")), None, DAY
    )
    [read] = file.orders
    assert read.order is not None
    assert (read.row, read.order_id, read.order.id) == (2, "A", "A")
    assert read.values == {"order_id": "A", "latitude": "60.1", "longitude": "24.1"}
    assert read.extra == {"Ribbon": "blue"}
    assert file.notes == ()


def test_the_same_row_again_is_a_duplicate() -> None:
    file = read_orders(table(A, B, A), None, DAY)
    assert [order.row for order in file.orders] == [2, 3]
    [told] = file.duplicates
    assert (told.row, told.column, told.value) == (4, "id", "A")
    assert "row 2" in told.reason


def test_the_same_id_with_other_content_is_rejected_and_names_the_earlier_row() -> None:
    file = read_orders(table(A, ("A", "60.9", "24.1")), None, DAY)
    assert [order.row for order in file.orders] == [2]
    [told] = file.rejected
    assert (told.row, told.file) == (3, "orders.csv")
    assert "Row 2" in told.reason


def test_a_corrected_row_after_a_rejected_one_is_read() -> None:
    file = read_orders(table(("A", "60.1", ""), A), None, DAY)
    assert [order.row for order in file.orders] == [3]
    assert file.rejected_rows == 1


def test_a_row_with_several_problems_counts_once() -> None:
    file = read_orders(table(("A", "x", "y"), B), None, DAY)
    assert [(told.row, told.column) for told in file.rejected] == [(2, "lat"), (2, "lon")]
    assert (file.rows, file.rejected_rows, len(file.orders)) == (2, 1, 1)
    assert file.adds_up


def test_blank_rows_do_not_count_and_numbers_stay_true() -> None:
    file = read_orders(table(A, (), (" ", "", ""), B), None, DAY)
    assert file.rows == 2
    assert [order.row for order in file.orders] == [2, 5]


def test_a_row_wider_than_the_headings_is_rejected() -> None:
    file = read_orders(table(("A", "60", "17", "24", "94")), None, DAY)
    [told] = file.rejected
    assert told.reason == "The row has more values than there are headings."


def test_missing_ids_are_made_from_the_row_and_said_so() -> None:
    file = read_orders(table(("", "60.1", "24.1"), ("row-2", "60.2", "24.2"), B), None, DAY)
    assert [order.order_id for order in file.orders] == ["row-2+", "row-2", "B"]
    assert file.notes == ("1 row has no order number; it is called after the row, as in row-2+.",)


def test_a_file_that_nowhere_says_where_to_go_is_refused() -> None:
    with pytest.raises(IntakeError, match=r"orders\.csv: No column holds a position"):
        read_orders(table(("1", "2"), headings=("id", "lat")), None, DAY)


def test_columns_that_a_person_mapped_are_used() -> None:
    rows = table(("1", "60.1", "24.1"), headings=("q", "up", "across"))
    columns = {"order_id": "q", "latitude": "up", "longitude": "across"}
    [read] = read_orders(rows, columns, DAY, source="web shop").orders
    assert read.order is not None
    assert (read.order.id, read.order.source) == ("1", "web shop")
    [told] = read_orders(table(("1", "x", "24"), headings=rows.headings), columns, DAY).rejected
    assert told.column == "up"


def test_any_table_is_the_last_format_and_knows_every_heading() -> None:
    assert isinstance(FORMATS[-1], ByHeadings)
    assert format_of(["whatever"]).name == "Table with headings"


HEADINGS = ("order_id", "latitude", "longitude", "address", "window_start", "parcels", "other")
CELLS = st.sampled_from(["", "A", "B", "60.1", "24.1", "0", "-1", "9-12", "x\u202e", " "])
ROWS = st.lists(st.lists(CELLS | st.text(max_size=5), max_size=8).map(tuple), max_size=12)


@settings(deadline=None)
@given(ROWS)
def test_the_fates_of_any_table_add_up(rows: list[tuple[str, ...]]) -> None:
    file = read_orders(table(*rows, headings=HEADINGS), None, DAY)
    filled = {n for n, cells in enumerate(rows, 2) if any(cell.strip() for cell in cells)}
    fates = [order.row for order in file.orders] + [told.row for told in file.duplicates]
    fates += sorted({told.row for told in file.rejected})
    assert sorted(fates) == sorted(filled)
    assert file.rows == len(filled)
    assert file.adds_up
    assert len({order.order_id for order in file.orders}) == len(file.orders)


def dated(*texts: str) -> Table:
    rows = ((f"O{n}", "60.1", "24.1", text) for n, text in enumerate(texts))
    return table(*rows, headings=("id", "lat", "lon", "delivery date"))


def test_what_the_dates_of_a_file_tell_counts_before_what_was_said_of_its_maker() -> None:
    told = read_orders(dated("05/12/2026", "25/12/2026"), None, DAY, day_first=False)
    assert [order.date.day for order in told.orders if order.date] == [5, 25]


def test_dates_that_tell_nothing_are_read_as_was_said_or_asked_for() -> None:
    said = read_orders(dated("05/06/2031"), None, DAY, day_first=False)
    assert [order.date.month for order in said.orders if order.date] == [5]
    with pytest.raises(DateQuestionError, match="05/06/2031"):
        read_orders(dated("05/06/2031"), None, DAY)


def test_the_rows_of_a_rejected_order_share_its_fate() -> None:
    half = shopify_item(Name="#1")
    file = read_orders(export(SHOPIFY, half, half), None, DAY)
    assert (file.rows, file.rejected_rows, file.orders) == (2, 2, ())
    assert file.adds_up
