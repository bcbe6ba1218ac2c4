"""An address is found however it is written, and never taken where anything speaks against it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain import great_circle_m
from dashboard.places import AddressIndex, Quality
from dashboard.places.judging import NO_NUMBER, NO_STREET, SEVERAL, UNKNOWN_NUMBER, UNSURE
from dashboard.places.weighing import OTHER_CODE, OTHER_TOWN, UNKNOWN_CODE, UNKNOWN_TOWN
from tests.build_map import at

RING_5 = at(2.5, 0.2)


@pytest.mark.parametrize(
    "text",
    [
        "Ringstraße 5, 3500 Krems",
        "RINGSTRASSE 5, 3500 KREMS",
        "ringstr. 5 krems",
        "Ringstr 5",
        "5 Ringstraße, Krems",
        "3500 Krems, Ringstraße 5",
        "3500 Krems Ringstrasse 5",
        "Ringstraße 5 3500 Krems",
        "Ringstraße, 5, Krems",
        "Rinstraße 5, 3500 Krems",
        "Ringstarße 5, Krems",
        "Ringstraße 5/3/12, A-3500 Krems, Österreich",
        "Ringstraße 5, Top 3, 3500 Krems",
        "Ringstraße 5 2. OG, 3500 Krems",
        "Ringstraße 5 Stiege 2 Tür 7, 3500 Krems",
        "Anna Gruber, Ringstraße 5, 3500 Krems",
        "Anna Gruber\nRingstraße 5\n3500 Krems\nAustria",
        "anna gruber ringstr 5 top 3 krems",
        "Ringstraße 5, Stein",
        "Ringstraße 5, 3500 Krmes",
        "Ringstraße 5, 3500 Krems, tel. +43 2732 123456",
        "Ringstraße Nr. 5, 3500 Krems",
    ],
)
def test_a_house_is_found_in_many_spellings(index: AddressIndex, text: str) -> None:
    found = index.find(text)
    assert found.best is not None
    assert found.best.point == RING_5
    assert found.best.quality is Quality.HOUSE
    assert (found.state, found.reason) == ("accepted", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ringstraße 5, 3100 Krems", UNKNOWN_CODE),
        ("Ringstraße 5, 3100 St. Pölten", UNKNOWN_CODE),
        ("3100 St. Pölten, Ringstraße 5", UNKNOWN_CODE),
        ("Ringstraße 5, London SW1A 1AA", UNKNOWN_TOWN),
        ("Ringstraße 5, Wien", UNKNOWN_TOWN),
        ("ringstr 5 wien", UNKNOWN_TOWN),
        ("Ringstraße 5, 3511", OTHER_CODE),
        ("Ringstraße 5, Furth", OTHER_TOWN),
        ("Ringstraße 6, 3500 Krems", UNKNOWN_NUMBER),
        ("Ringstraße 5a, 3500 Krems", UNKNOWN_NUMBER),
        ("Ringstraße 77, 3500 Krems", UNKNOWN_NUMBER),
        ("Lange Zeile 5, Krems", UNKNOWN_NUMBER),
        ("Ringstraße, 3500 Krems", NO_NUMBER),
        ("Landstraße 4, 3500 Krems", SEVERAL),
        ("Hauptstraße 5", SEVERAL),
        ("Rngstrse 5", UNSURE),
    ],
)
def test_what_is_in_doubt_is_asked(index: AddressIndex, text: str, reason: str) -> None:
    found = index.find(text)
    assert (found.state, found.reason) == ("review", reason)
    assert found.candidates


@pytest.mark.parametrize(
    "text", ["Zwettler Zeile 9, 9999 Irgendwo", "qwertz", "12", "3500", "Krems"]
)
def test_what_is_unknown_is_refused(index: AddressIndex, text: str) -> None:
    assert index.find(text).state == "rejected"


def test_an_empty_address_is_refused_in_words(index: AddressIndex) -> None:
    assert index.find(" \n, ").reason == "There is no address."
    assert index.find("").best is None
    assert index.find("Nirgendwogasse 1").reason == NO_STREET


def test_a_postcode_alone_gives_its_middle(index: AddressIndex) -> None:
    found = index.find("Nirgendwogasse 1, 3511")
    assert found.state == "rejected"
    assert found.best is not None
    assert found.best.quality is Quality.POSTCODE
    assert great_circle_m(found.best.point, at(9, 60)) < 500


def test_a_post_office_box_has_no_door(index: AddressIndex) -> None:
    for text in ("Postfach 12, 3500 Krems", "PO Box 12, Krems", "P.O. Box 7"):
        found = index.find(text)
        assert found.state == "review"
        assert "post office box" in found.reason
        assert found.candidates == ()


def test_the_town_tells_one_main_street_from_the_other(index: AddressIndex) -> None:
    krems, furth = index.find("Hauptstraße 5, Krems"), index.find("Hauptstraße 5, 3511 Furth")
    assert (krems.state, furth.state) == ("accepted", "accepted")
    assert krems.best is not None
    assert furth.best is not None
    assert krems.best.point == at(0, 9)
    assert furth.best.point == at(9, 60)
    assert furth.best.label == "Hauptstraße 5, 3511 Furth"


def test_near_puts_the_nearer_of_two_first_and_still_asks(index: AddressIndex) -> None:
    for near in (at(0, 9), at(9, 60)):
        found = index.find("Hauptstraße 5", near=near)
        assert found.state == "review"
        assert found.best is not None
        assert found.best.point == near


def test_a_village_numbers_its_houses_itself(index: AddressIndex) -> None:
    found = index.find("Oberfucha 12, 3511 Furth")
    assert found.state == "accepted"
    assert found.best is not None
    assert found.best.point == at(8, 61)


def test_letters_are_told_apart_where_the_map_does(index: AddressIndex) -> None:
    for written, x in (("6a", 1), ("6 b", 1.5), ("6 B", 1.5), ("6", 2)):
        found = index.find(f"Bahngasse {written}, 3500 Krems")
        assert found.state == "accepted"
        assert found.best is not None
        assert found.best.point == at(x, 6)
    assert index.find("Bahngasse 6 c, 3500 Krems").reason == UNKNOWN_NUMBER
    assert index.find("Bahngasse 8 c, Krems").state == "accepted"  # A staircase.


def test_a_number_within_a_range_is_that_building(index: AddressIndex) -> None:
    for number in ("30", "32", "34", "30-34"):
        found = index.find(f"Ringstraße {number}, Krems")
        assert found.state == "accepted"
        assert found.best is not None
        assert found.best.point == at(9, 0.5)


def test_an_unknown_number_lies_between_its_neighbours(index: AddressIndex) -> None:
    found = index.find("Untere Landstraße 12, 3500 Krems")
    assert found.best is not None
    assert found.best.point == at(1, 2)
    assert found.best.quality is Quality.STREET
    assert found.best.label == "Untere Landstraße, near number 4, 3500 Krems"


def test_a_street_one_letter_apart_with_that_number_is_not_taken(index: AddressIndex) -> None:
    assert index.find("Bachgasse 8, 3500 Krems").state != "accepted"
    assert index.find("Obere Landstraße 9, 3500 Krems").reason == UNKNOWN_NUMBER


def test_a_house_without_postcode_takes_that_of_its_neighbours(index: AddressIndex) -> None:
    assert index.find("Bahngasse 8, 3500 Krems").state == "accepted"
    assert index.find("Bahngasse 8, 3511 Furth").reason == OTHER_CODE


def test_threads_get_the_same_answers(index: AddressIndex) -> None:
    texts = ["Ringstraße 5, 3500 Krems", "Hauptstraße 5", "Untere Landstr 4", "Wien 3"] * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index.find, texts)) == [index.find(text) for text in texts]


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_gets_an_answer(index: AddressIndex, text: str) -> None:
    found = index.find(text)
    assert found.state in ("accepted", "review", "rejected")
    assert len(found.candidates) <= 3
    assert (found.reason == "") == (found.state == "accepted")


@settings(max_examples=150, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(
            ["Ringstraße", "5", "3500", "Krems", ",", "Top", "#", "/", "6 a", "-", "St."]
        ),
        max_size=60,
    )
)
def test_any_heap_of_address_words_gets_an_answer(index: AddressIndex, parts: list[str]) -> None:
    assert all(0 <= one.score <= 100 for one in index.find(" ".join(parts)).candidates)
