"""One order from text."""

import time

from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake.columns import FIELDS
from dashboard.intake.habits import EndMeans, Habits
from dashboard.intake.orders import parse_order
from tests.intake.build_tables import DAY, local, parse, problem, read


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


ADVERSARIES = ["between 1 ", "9-", "a ", "( ", "から", "10:00 - ", "; ", "/", "60°", "1 n",
               "May 14 ", "14.", "1/", "t1", "in the ", "l'", ", ", "12:00:", "@1.1,",
               "\u0308"]  # fmt: skip


def test_no_repetition_keeps_the_reader_busy() -> None:
    for field in ("window", "window_start", "release", "latitude", "position", "date"):
        for piece in ADVERSARIES:
            parse(**{"latitude": "", "longitude": "", field: (piece * 300)[:299] + "x"})


def test_the_company_stands_in_for_the_customer() -> None:
    assert read(company="Bakery").customer == "Bakery"
    assert read(company="Bakery", customer="Ann").customer == "Ann"


def test_nought_nought_is_no_position_where_there_is_an_address() -> None:
    nowhere = {"latitude": "0", "longitude": "0.0", "address": "Main St 1"}
    assert read(**nowhere).point is None
    assert read(latitude="", longitude="", position="0, 0", address="Main St 1").point is None
    assert problem(latitude="0", longitude="0").column == "latitude"


FINISH_BY = Habits(end_means=EndMeans.FINISH_BY)
AN_ADDRESS = {"order_id": "7", "address": "Main St 1", "service_min": "10"}


def test_windows_to_finish_in_end_earlier_by_the_minutes_at_the_door() -> None:
    values = AN_ADDRESS | {"window": "9-10; 14-16"}
    order, problems = parse_order(values, DAY, habits=FINISH_BY)
    assert problems == []
    assert order is not None
    first, second = order.windows
    assert (first.end, second.end) == (local("09:50"), local("15:50"))
    assert parse_order(values, DAY) != (order, [])


def test_a_window_to_finish_in_must_hold_the_minutes_at_the_door() -> None:
    for window, columns in (("9:00-9:10", []), ("9:00-9:09", ["window"])):
        _, problems = parse_order(AN_ADDRESS | {"window": window}, DAY, habits=FINISH_BY)
        assert [told.column for told in problems] == columns
    sides = {"window_start": "9:00", "window_end": "9:05"}
    _, [told] = parse_order(AN_ADDRESS | sides, DAY, habits=FINISH_BY)
    assert (told.column, told.value) == ("window_end", "9:05")
    assert told.reason == "The window is shorter than the minutes at the door."


def test_what_speaks_of_no_order_itself_is_passed_over() -> None:
    said = {"date": "soon", "tags": "vip", "products": "2 × Tulips"}
    assert read(**said) == read()


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
