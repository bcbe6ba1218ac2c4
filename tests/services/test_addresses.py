"""Where addresses lie: the address book, then the maps, then a service on the web."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain import Point
from dashboard.places import AddressIndex, Candidate, Found, Quality
from dashboard.services import addresses, extracts, online
from dashboard.services.addresses import ACCEPTED, NO_ANSWER, NO_MAP, REJECTED, REVIEW
from dashboard.store import BY_HAND, AddressRecord, Store
from tests.small_map import bring_map, house

KNOWN, UNSURE, NOWHERE = (
    "Long Street 3, 12345 Bramley",
    "Long Street 30, 12345 Bramley",
    "Zzyzx Boulevard 1",
)
HERE = Point(24.9, 60.2)
SURE = Found(ACCEPTED, Candidate("There", HERE, Quality.HOUSE, 99.0), (), "")
DOUBT = Found(REVIEW, Candidate("Maybe", HERE, Quality.STREET, 60.0), (), "Is it that one?")
NOTHING = Found(REJECTED, None, (), "Nobody knows it.")


class Map:
    """A map that answers every address alike."""

    def __init__(self, answer: Found) -> None:
        self.answer = answer

    def find(self, address: str, near: Point | None = None) -> Found:
        """As an ``AddressIndex`` does."""
        return self.answer


def best(*answers: Found) -> Found:
    maps: list[Any] = [Map(answer) for answer in answers]
    asked: list[AddressIndex] = maps
    return addresses.best_of(asked, KNOWN)


def record_of(store: Store, address: str) -> AddressRecord:
    return addresses.known(store, [address])[addresses.key_of(address)]


def switch_on(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[str], Found | None] | None
) -> None:
    """Photon is on and answers so."""
    monkeypatch.setattr(online, "provider", lambda store: "photon" if answer else "")
    monkeypatch.setattr(online, "service", lambda store: answer)


def test_an_address_is_the_same_however_it_is_written() -> None:
    assert addresses.key_of("Straße 5,  12345 ÉTÉ") == addresses.key_of("strasse 5 12345 ete")
    assert addresses.key_of(" , !") == ""
    assert addresses.keys_of([" ,", "A 1", "a 1"]) == {"a 1"}


def test_nobody_waits_where_nobody_can_be_asked(store: Store) -> None:
    assert addresses.waiting(store, [KNOWN]) == []
    bring_map(store.folder)
    assert addresses.waiting(store, [KNOWN, KNOWN.upper(), "!", NOWHERE]) == [KNOWN, NOWHERE]


def test_what_a_map_knows_is_placed_and_kept(store: Store) -> None:
    bring_map(store.folder)
    assert addresses.look_up(store, [KNOWN, UNSURE, NOWHERE]) == 3
    known, unsure, nowhere = (record_of(store, one) for one in (KNOWN, UNSURE, NOWHERE))
    assert addresses.point_of(known) == house("Long Street", 3)
    assert (known.by, known.quality, known.text) == ("map", "house", KNOWN)
    assert (unsure.state, addresses.point_of(unsure)) == (REVIEW, None)
    assert unsure.reason
    assert [one.quality for one in addresses.candidates_of(unsure)] != []
    assert (nowhere.state, nowhere.by, addresses.candidates_of(nowhere)) == (REJECTED, "", [])
    assert addresses.waiting(store, [KNOWN, UNSURE, NOWHERE]) == []


def test_another_map_is_asked_for_what_the_first_did_not_place(store: Store) -> None:
    bring_map(store.folder)
    addresses.look_up(store, [KNOWN, UNSURE])
    bring_map(store.folder, "again.osm")
    assert addresses.waiting(store, [KNOWN, UNSURE]) == [UNSURE]
    extracts.remove(store.folder, "again.osm")
    assert addresses.waiting(store, [KNOWN, UNSURE]) == []


def test_what_a_person_has_placed_is_asked_no_more_and_never_moved(store: Store) -> None:
    bring_map(store.folder)
    addresses.place(store, UNSURE, HERE)
    assert addresses.waiting(store, [UNSURE]) == []
    addresses.look_up(store, [UNSURE])
    assert addresses.point_of(record_of(store, UNSURE.upper())) == HERE
    assert record_of(store, UNSURE).by == BY_HAND


def test_what_a_person_has_said_can_be_taken_back(store: Store) -> None:
    bring_map(store.folder)
    addresses.look_up(store, [UNSURE])
    before = record_of(store, UNSURE)
    addresses.place(store, UNSURE, HERE)
    addresses.take_back(store, UNSURE, before)
    after = record_of(store, UNSURE)
    assert replace(after, number=before.number) == before
    addresses.place(store, NOWHERE, HERE)
    addresses.take_back(store, NOWHERE, None)
    assert addresses.point_of(record_of(store, NOWHERE)) is None
    assert addresses.waiting(store, [UNSURE, NOWHERE]) == [NOWHERE]


def test_of_several_maps_the_surest_is_believed() -> None:
    assert best(NOTHING, SURE, DOUBT) is SURE
    assert best(NOTHING, DOUBT) is DOUBT
    less = replace(DOUBT, best=Candidate("Less", HERE, Quality.STREET, 50.0))
    assert best(less, DOUBT) is DOUBT
    assert best(NOTHING).reason == "Nobody knows it."
    assert best() == Found(REJECTED, None, (), NO_MAP)


def test_a_service_is_asked_only_for_what_no_map_is_sure_of(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(address: str) -> Found:
        asked.append(address)
        return SURE

    bring_map(store.folder)
    switch_on(monkeypatch, answer)
    addresses.look_up(store, [KNOWN, UNSURE, NOWHERE])
    assert asked == [UNSURE, NOWHERE]
    assert addresses.point_of(record_of(store, NOWHERE)) == HERE
    assert record_of(store, NOWHERE).by == "photon"
    assert record_of(store, KNOWN).by == "map"


def test_a_service_in_doubt_counts_less_than_a_map_in_doubt(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_map(store.folder)
    switch_on(monkeypatch, lambda address: DOUBT)
    addresses.look_up(store, [UNSURE, NOWHERE])
    assert record_of(store, UNSURE).by == "map"
    assert record_of(store, NOWHERE).reason == "Is it that one?"


def test_a_silent_service_is_told_and_the_map_still_helps(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_map(store.folder)
    addresses.look_up(store, [UNSURE])
    of_the_map = record_of(store, UNSURE).reason
    switch_on(monkeypatch, lambda address: None)
    assert addresses.look_up(store, [UNSURE]) == 1
    unsure = record_of(store, UNSURE)
    assert unsure.reason == f"{of_the_map} {NO_ANSWER}"
    assert addresses.candidates_of(unsure)
    assert addresses.waiting(store, [UNSURE]) == []
    addresses.ask_again(store, UNSURE)
    assert addresses.waiting(store, [UNSURE]) == [UNSURE]


def test_without_a_map_only_the_silence_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_on(monkeypatch, lambda address: None)
    addresses.look_up(store, [NOWHERE])
    assert record_of(store, NOWHERE).reason == NO_ANSWER


def test_a_service_that_stays_silent_is_not_waited_for_again_and_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(address: str) -> Found | None:
        asked.append(address)
        return SURE if address == "road 3" else None

    switch_on(monkeypatch, answer)
    roads = [f"road {number}" for number in range(1, 20)]
    assert addresses.look_up(store, roads) == len(roads)
    assert asked == roads[:6]
    assert {record_of(store, road).reason for road in roads[6:]} == {NO_ANSWER}


def test_looking_up_can_be_stopped_and_what_is_found_by_then_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_on(monkeypatch, lambda address: SURE)
    roads = [f"road {number}" for number in range(1, 20)]
    turns = iter([False, True])
    assert addresses.look_up(store, roads, stop=lambda: next(turns)) == 5
    assert len(addresses.known(store, roads)) == 5
    assert len(addresses.waiting(store, roads)) == 14
