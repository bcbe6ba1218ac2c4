"""The fields on screen are the fields that files are read by."""

from dashboard.intake.columns import FIELDS
from dashboard.intake.texts import ENCODINGS
from dashboard.ui import order_fields

ALL = {field.name for field in FIELDS}


def test_every_field_can_be_mapped() -> None:
    assert {*order_fields.MAIN_CHOICES, *order_fields.MORE_CHOICES} == ALL


def test_the_table_shows_no_field_that_an_order_does_not_have() -> None:
    assert {column.field for column in order_fields.COLUMNS} <= ALL


def test_every_encoding_can_be_chosen() -> None:
    assert set(order_fields.ENCODINGS) == set(ENCODINGS)
