"""One street in several spellings is one name."""

import pytest

from dashboard.places.folding import words
from dashboard.places.street_names import StreetName, street_name


@pytest.mark.parametrize(
    "spellings",
    [
        ("Straße des 17. Juni", "Str. des 17. Juni", "STRASSE DES 17 JUNI"),
        ("Hauptstraße", "Hauptstr.", "Haupt-Straße", "HAUPTSTRASSE"),
        ("An der Schütt", "An der Schuett", "an der schutt"),
        ("Karl-Mierka-Straße", "Karl Mierka Str"),
        ("East Pratt Street", "E. Pratt St.", "E Pratt St", "east pratt str"),
        ("Saint Helena Avenue", "St. Helena Ave", "St Helena Av."),
        ("West Third Avenue", "W 3rd Ave"),
        ("Rua Doutor António José", "R. Dr. Antonio Jose"),
        ("Avenida da Liberdade", "Av. da Liberdade", "Avda. da Liberdade"),
        ("Calle de Alcalá", "C/ de Alcala"),
        ("O'Donnell Street", "O’Donnell St", "ODonnell Street"),
        ("Østergade", "Ostergade"),
        ("Łódzka", "Lodzka"),
    ],
)
def test_spellings_of_one_street_agree(spellings: tuple[str, ...]) -> None:
    assert len({street_name(words(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("East Pratt Street", "West Pratt Street"),
        ("Oak Street", "Oak Lane"),
        ("Bachgasse", "Bachstraße"),
        ("5th Avenue", "6th Avenue"),
        ("Avenue A", "Avenue B"),
    ],
)
def test_different_streets_differ(one: str, other: str) -> None:
    assert street_name(words(one)) != street_name(words(other))


def test_a_compass_point_may_be_the_name_itself() -> None:
    assert street_name(words("North Avenue")) == StreetName("n", "av", "")
    assert street_name(words("E. North Ave")) == StreetName("n", "av", "e")
    assert street_name(words("Avenue Road")) == StreetName("av", "rd", "")


def test_a_misspelled_kind_is_known_only_on_request() -> None:
    assert street_name(words("Eastern Aveneu"), lenient=True).kind == "av"
    assert street_name(words("Eastern Aveneu")).kind == ""
