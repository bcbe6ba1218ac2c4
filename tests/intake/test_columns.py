"""Columns found by their headings."""

import random

import pytest

from dashboard.intake.columns import ADDRESS_PARTS, FIELDS, UNITS, guess_columns, order_values
from dashboard.intake.synonyms import SYNONYMS

CANONICAL = ["order_id", "customer", "address", "latitude", "longitude", "window_start",
             "window_end", "service_min", "parcels", "weight_kg", "volume_l", "priority", "phone",
             "email", "notes", "skills", "release", "type", "pickup_address", "pickup_latitude",
             "pickup_longitude", "pickup_from", "pickup_to", "pickup_minutes", "drivers",
             "not_drivers", "depot", "max_late_min", "late_price"]  # fmt: skip


def test_the_documented_headings_mean_themselves_in_any_order() -> None:
    shuffled = random.Random(1).sample(CANONICAL, len(CANONICAL))
    assert guess_columns(shuffled) == {name: name for name in CANONICAL}


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Latitude (required)", "latitude"), ("LNG", "longitude"), ("x", "longitude"),
     ("y", "latitude"), ("Order-ID", "order_id"), ("orderId", "order_id"), ("StopID", "order_id"),
     ("Name", "customer"), ("Recipient_Name", "customer"), ("Time window from", "window_start"),
     ("Latest Time", "window_end"), ("Duration", "service_min"), ("Time at stop", "service_min"),
     ("Qty", "parcels"), ("Load #1", "parcels"), ("Weight (kg)", "weight_kg"),
     ("Weight [g]", "weight_g"), ("lat,lon", "position"), ("Zeitfenster", "window"),
     ("Straße", "street"), ("Hausnummer", "house_number"), ("PLZ", "postcode"),
     ("Código postal", "postcode"), ("Téléphone", "phone"), ("Bemerkungen", "notes"),
     ("Dirección", "address"), ("Priorità", "priority"), ("Peso", "weight_kg"),
     ("Order type", "type"), ("Pickup lat", "pickup_latitude"), ("Assigned to", "drivers"),
     ("allowedDrivers", "drivers"), ("Warehouse", "depot"), ("Max late (min)", "max_late_min"),
     ("Shipping Address1", "street"), ("City/Town", "city"), ("delivery phone", "phone")],
)  # fmt: skip
def test_common_headings(heading: str, field: str) -> None:
    assert guess_columns(["something else", heading]) == {field: heading}


def test_a_customer_id_or_a_billing_address_is_not_taken_for_the_orders() -> None:
    assert guess_columns(["customer id", "billing address", "delivery number"]) == {}


def test_the_best_name_wins_and_each_heading_is_used_once() -> None:
    columns = guess_columns(["Name", "Customer", "ID", "Order ID", "Address", "Delivery Address"])
    assert columns == {"customer": "Customer", "order_id": "Order ID", "address": "Address"}


def test_every_field_has_words_and_synonyms_and_no_synonym_means_two() -> None:
    assert {field.name for field in FIELDS} == set(SYNONYMS)
    assert all(field.label and field.help for field in FIELDS)
    known = [" ".join(word.split()) for words in SYNONYMS.values() for word in words.split(",")]
    assert sorted(known) == sorted(set(known))
    assert set(UNITS) | set(ADDRESS_PARTS) <= set(SYNONYMS)


def test_parts_make_one_address_and_nothing_is_said_twice() -> None:
    columns = {name: name for name in ("address", *ADDRESS_PARTS)}
    texts = {"street": "Hauptstr.", "house_number": "5", "postcode": "02134", "city": "Köln"}
    assert order_values(columns, texts) == {"address": "Hauptstr. 5, 02134 Köln"}
    whole = {"address": "Hauptstr. 5, 02134 Köln", "postcode": "02134", "city": "Köln"}
    assert order_values(columns, whole | {"country": "DE"}) == {
        "address": "Hauptstr. 5, 02134 Köln, DE"
    }


def test_grams_are_not_read_as_kilograms() -> None:
    assert order_values({"weight_g": "w"}, {"w": "250"}) == {"weight_kg": "250 g"}
    assert order_values({"weight_g": "w"}, {"w": "2 kg"}) == {"weight_kg": "2 kg"}
