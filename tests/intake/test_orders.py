"""One order from text."""

import time

from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake.columns import FIELDS
from dashboard.intake.orders import parse_order
from tests.intake.build_tables import DAY, parse, problem, read


def test_an_address_alone_makes_an_order_without_a_point() -> None:
    order, problems = parse_order({"order_id": "7", "address": " Main St 1 "}, DAY)
    assert problems == []
    assert order is not None
    assert (order.point, order.address) == (None, "Main St 1")


def test_neither_position_nor_address_is_a_problem() -> None:
    _, [told] = parse_order({"order_id": "7"}, DAY)
    assert told.column == "address"


def test_ids_stay_text_and_lose_what_nobody_sees() -> None:
    assert read(order_id="00123").id == "00123"
    assert read(order_id="1E+05").id == "1E+05"
    assert read(order_id="\ufeffA\u200b-\u202e1\n2").id == "A-1 2"
    assert read(order_id="x" * 120).id == "x" * 120
    assert problem(order_id="x" * 121).column == "order_id"
    assert problem(order_id="\u200b").column == "order_id"


def test_texts_are_normalised_and_lose_control_characters() -> None:
    order = read(customer="Jose\u0301\x07 \u202eevil", notes="one\r\ntwo", phone="call me")
    assert (order.customer, order.notes, order.phone) == ("José  evil", "one\ntwo", "call me")


def test_skills_are_told_apart_by_semicolons() -> None:
    assert read(skills="Cooling; tail lift;").skills == {"cooling", "tail lift"}


def test_a_cell_of_spaces_takes_no_time() -> None:
    start = time.process_time()
    for field in ("window", "window_start", "service_min", "parcels", "latitude", "priority"):
        assert problem(**{field: "9:00" + " " * 8000 + "x"}).reason == "It is too long."
    assert time.process_time() - start < 0.2


def test_every_problem_of_a_row_is_told() -> None:
    _, problems = parse(parcels="-1", service_min="999", priority="9", latitude="x")
    assert {p.column for p in problems} == {"parcels", "service_min", "priority", "latitude"}
    assert all(p.reason and p.remedy for p in problems)


def test_two_thousand_orders_are_read_in_a_moment() -> None:
    values = {"order_id": "o", "latitude": "60.17", "longitude": "24.94", "window_start": "9:00",
              "window_end": "12:30", "service_min": "7,5", "weight_kg": "2.5 kg"}  # fmt: skip
    start = time.process_time()
    for _ in range(2000):
        parse_order(values, DAY)
    assert time.process_time() - start < 1


@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), st.text(max_size=20)))
def test_any_texts_are_an_order_or_problems(values: dict[str, str]) -> None:
    order, problems = parse_order(values, DAY)
    assert (order is None) == bool(problems)
