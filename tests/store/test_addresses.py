"""The address book: what a person has said stands for ever."""

from dataclasses import replace

from dashboard.store import (
    BY_HAND,
    AddressRecord,
    Store,
    addresses_version,
    find_addresses,
    save_addresses,
)
from tests.store.records import NOON

FOUND = AddressRecord(
    "kaivokatu 1", 0, "Kaivokatu 1", 60.17, 24.94, "house", "accepted", "map", at=NOON
)
MINE = replace(FOUND, latitude=60.2, by=BY_HAND)


def latitude(store: Store) -> float | None:
    return find_addresses(store, ["kaivokatu 1"])["kaivokatu 1"].latitude


def test_what_was_found_is_found_again(store: Store) -> None:
    candidates = [{"label": "Kaivokatu 1", "point": [24.94, 60.17]}]
    save_addresses(store, [replace(FOUND, candidates=candidates, reason="Sure?", score=91.5)])
    [known] = find_addresses(store, ["kaivokatu 1", "nowhere 2"]).values()
    assert (known.text, known.candidates, known.reason) == ("Kaivokatu 1", candidates, "Sure?")
    assert (known.score, known.at, known.number) == (91.5, NOON, 1)


def test_a_person_overrules_a_map_and_not_the_other_way_round(store: Store) -> None:
    save_addresses(store, [FOUND])
    save_addresses(store, [MINE])
    save_addresses(store, [replace(FOUND, latitude=60.3)])
    assert latitude(store) == 60.2
    save_addresses(store, [replace(MINE, latitude=60.4)])
    assert latitude(store) == 60.4


def test_the_last_of_several_under_one_key_counts(store: Store) -> None:
    save_addresses(store, [FOUND, replace(FOUND, latitude=60.5)])
    assert latitude(store) == 60.5


def test_every_change_gives_the_book_a_new_version(store: Store) -> None:
    versions = [addresses_version(store)]
    for record in (FOUND, replace(FOUND, key="kaivokatu 2"), MINE):
        save_addresses(store, [record])
        versions.append(addresses_version(store))
    assert len(set(versions)) == 4
    save_addresses(store, [])
    assert addresses_version(store) == versions[-1]
