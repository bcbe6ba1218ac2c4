"""Items counted and written, also those that come packed into one text."""

import pytest

from dashboard.intake.items import Item, parcels_of, products_of
from dashboard.intake.packed_items import items_in


@pytest.mark.parametrize(
    ("text", "items"),
    [("name:Tulips|product_id:4|sku:T|quantity:2|total:20.00|meta:", [Item("2", "Tulips")]),
     ("id:1|name:Tulips|quantity:2;id:2|name:Card; red|quantity:1",
      [Item("2", "Tulips"), Item("1", "Card; red")]),
     ("Cue Stick (SKU: C1) x2 @$50.00 = $100.00", [Item("2", "Cue Stick (SKU: C1)")]),
     ("Tulips × 3", [Item("3", "Tulips")]), ("Just a name", [Item("", "Just a name")]),
     ("product_name:Tulips|qty:4", [Item("4", "Tulips")]), ("", []), (" ; ", [Item("", ";")])],
)  # fmt: skip
def test_packed_items(text: str, items: list[Item]) -> None:
    assert items_in(text) == items


def test_items_without_a_quantity_are_one_each_if_others_have_one() -> None:
    assert parcels_of([Item("", "A"), Item("2", "B")]) == "3"
    assert parcels_of([Item("", "A"), Item("", "B")]) == ""
    assert products_of([Item("", "A"), Item("2.0", "B"), Item("3", "")]) == "1 × A; 2 × B"


def test_a_quantity_with_figures_beyond_reason_is_left_to_be_told() -> None:
    assert parcels_of([Item("1e400", "A"), Item("1", "B")]) == "1e400"
    assert parcels_of([Item("9" * 400, "A")]) == "9" * 400
