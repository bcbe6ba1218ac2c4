"""Each kind of file is known by what its columns are called, and no other is taken for it."""

import random
from pathlib import Path

import pytest

from dashboard.intake.formats import FORMATS, format_of
from tests.intake.build_exports import (
    ADVANCED_EXPORT,
    PLANNERS,
    SHOPIFY,
    SKYVERGE,
    SUITE,
    export,
    raw_orders,
)

SHOPS = {"shopify": [SHOPIFY], "woocommerce": [ADVANCED_EXPORT, SUITE, SKYVERGE]}
TEMPLATES = [(source, headings) for source, several in SHOPS.items() for headings in several] + [
    *PLANNERS.items()
]
SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample_day.csv"


@pytest.mark.parametrize(("source", "headings"), TEMPLATES)
def test_a_template_is_known_as_itself_only(source: str, headings: tuple[str, ...]) -> None:
    known_by = {kind.source for kind in FORMATS[:-1] if kind.recognises(headings)}
    assert known_by == {source}


@pytest.mark.parametrize(("source", "headings"), TEMPLATES)
def test_neither_sequence_nor_spelling_nor_further_columns_matter(
    source: str, headings: tuple[str, ...]
) -> None:
    changed = [f" {heading.replace(' ', '_')}:" for heading in (*headings, "Our own column")]
    random.Random(1).shuffle(changed)
    assert format_of(changed).source == source


@pytest.mark.parametrize(
    "headings",
    [
        SAMPLE.read_text(encoding="utf-8").splitlines()[0].split(","),
        ["Order ID", "Name", "Address", "City", "Zip", "Country", "Phone", "From", "To", "Load"],
        ["Auftragsnummer", "Name", "Straße", "PLZ", "Ort", "Von", "Bis", "Dauer", "Bemerkung"],
        ["Commande", "Nom", "Adresse", "Code postal", "Ville", "Créneau", "Téléphone", "Durée"],
        ["Pedido", "Nombre", "Dirección", "Código postal", "Ciudad", "Desde", "Hasta", "Peso"],
        ["Ordine", "Nome", "Indirizzo", "CAP", "Città", "Dalle", "Alle", "Note", "Data"],
        ["Tilausnumero", "Asiakas", "Osoite", "Postinumero", "Kaupunki", "Puhelin", "Aikaikkuna"],
        ["Name", "Email", "Shipping Address1", "Shipping City", "Shipping Zip"],
        ["order_id", "shipping_address_1", "shipping_city", "shipping_zip", "status"],
        ["Name", "Address", "Duration", "Date", "Id", "Phone", "Priority", "Status"],
        ["Date", "Order", "Address", "Time window from", "Time window to", "Duration"],
        ["Address Line 1", "City", "Zip", "Earliest Time", "Latest Time", "Notes"],
        ["address", "latitude", "longitude", "notes", "company", "quantity", "title", "status"],
        [],
    ],
)
def test_any_other_table_stays_one_with_headings(headings: list[str]) -> None:
    assert format_of(headings).name == "Table with headings"


def test_every_source_is_one_word_and_belongs_to_one_maker() -> None:
    assert {kind.source for kind in FORMATS} == {"file", *SHOPS, *PLANNERS}
    assert all(kind.source.isascii() and kind.source.isalnum() for kind in FORMATS)


@pytest.mark.parametrize(("source", "headings"), TEMPLATES)
def test_a_column_that_a_person_maps_wins(source: str, headings: tuple[str, ...]) -> None:
    headings = (*headings, "Kilos", "Where")
    kind = format_of(headings)
    usual = kind.columns(headings)
    said = {"Kilos": "2.5", "Where": "Main St 1", usual.get("order_id", "Kilos"): "2.5"}
    if "city" in usual:
        said[usual["city"]] = "Rome"
    columns = {f: h for f, h in usual.items() if f != "street"}
    mapped = {**columns, "weight_kg": "Kilos", "address": "Where"}
    if source == "shopify":
        said["Currency"] = "EUR"
    [raw] = kind.read(export(headings, said), mapped)
    assert raw.values["weight_kg"] == "2.5"
    assert raw.values["address"] == ("Main St 1, Rome" if "city" in usual else "Main St 1")
    assert not {"Kilos", "Where"} & raw.extra.keys()


def test_blank_rows_are_no_orders() -> None:
    for _, headings in TEMPLATES:
        assert raw_orders(headings, {}, {headings[0]: " "}) == ()
