"""Addresses as customers write them: one tagged address in thirteen kinds of disorder, seeded."""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from string import ascii_lowercase

from dashboard.osm import AddressRecord

# Written down here on purpose, and not taken from the planner: what it lacks must show.
_SHORT = {
    "Street": ["St", "St.", "Str"], "Avenue": ["Ave", "Av.", "Ave."], "Road": ["Rd", "Rd."],
    "Boulevard": ["Blvd", "Blvd."], "Drive": ["Dr", "Dr."], "Lane": ["Ln"], "Court": ["Ct", "Ct."],
    "Place": ["Pl", "Pl."], "Circle": ["Cir"], "Parkway": ["Pkwy"], "Highway": ["Hwy"],
    "Terrace": ["Ter"], "Square": ["Sq", "Sq."], "North": ["N", "N."], "South": ["S", "S."],
    "East": ["E", "E."], "West": ["W", "W."], "Saint": ["St", "St."], "Fort": ["Ft", "Ft."],
    "Rua": ["R.", "R"], "Avenida": ["Av.", "Av"], "Travessa": ["Tv."], "Rue": ["R."],
    "Doutor": ["Dr."], "Doktor": ["Dr."], "Professor": ["Prof."],
}  # fmt: skip
_SHORT_ENDINGS = {
    "straße": ["str.", "str", "strasse"], "strasse": ["str.", "str"], "platz": ["pl."],
    "katu": ["k.", "k"], "gatan": ["g."], "gasse": ["g."], "Straße": ["Str.", "Str"],
}  # fmt: skip
_UNITS = {
    "en": ["Apt 4", "Apt. 3B", "#12", "Unit 7", "Suite 200", "Ste 5", "2nd Floor", "Fl 3"],
    "de": ["Top 3", "2. OG", "Stiege 2", "Whg. 5", "3. Stock", "EG", "Tür 7"],
    "fi": ["A 12", "as 5", "as. 3", "B 2", "2. krs"],
    "pt": ["2º Esq", "1º Dto", "R/C", "3º andar"],
}
_NAMES = {
    "en": ["Anna Smith", "Robert J. Miller", "The Corner Bakery", "Mr. D. O'Brien"],
    "de": ["Anna Gruber", "Fam. Huber", "Dr. Karl Weiss", "Café Central GmbH"],
    "fi": ["Matti Virtanen", "Anna Mäkinen", "Ravintola Oy"],
    "pt": ["Maria Silva", "João Pereira", "Padaria Central Lda"],
}
_TRANSCRIBED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of an address as they will be put together."""

    number: str
    street: str
    postcode: str
    city: str
    number_first: bool
    unit: str = ""
    name: str = ""
    commas: bool = True
    swapped: bool = False

    def text(self) -> str:
        """In one line, except a name, which has a line of its own where commas are used."""
        number_first = self.number_first != self.swapped
        pair = [self.number, self.street] if number_first else [self.street, self.number]
        house = " ".join(filter(None, [*pair, self.unit]))
        town = [self.city, self.postcode] if self.number_first else [self.postcode, self.city]
        parts = [part for part in (self.name, house, " ".join(filter(None, town))) if part]
        return (", " if self.commas else " ").join(parts)


Noise = Callable[[Written, random.Random, str], Written]


def written(record: AddressRecord, language: str) -> Written:
    """An address without any disorder."""
    first = language == "en"
    return Written(record.number, record.street, record.postcode, record.city, first)


def language_of(streets: list[str]) -> str:
    """Which habits a city's people have, by the words in its street names."""
    text = " ".join(streets).casefold()
    counts = {
        "en": len(re.findall(r"\b(?:street|avenue|road|lane)\b", text)),
        "de": len(re.findall(r"(?:straße|strasse|gasse|weg)\b", text)),
        "fi": len(re.findall(r"(?:katu|tie|kuja)\b", text)),
        "pt": len(re.findall(r"\b(?:rua|avenida|travessa)\b", text)),
    }
    return max(counts, key=lambda name: (counts[name], name))


def _case(one: Written, rng: random.Random, _: str) -> Written:
    change = rng.choice([str.upper, str.lower])
    return replace(one, street=change(one.street), city=change(one.city))


def _plain(one: Written, rng: random.Random, _: str) -> Written:
    by_hand = rng.random() < 0.5

    def strip(text: str) -> str:
        if by_hand:
            text = "".join(_TRANSCRIBED.get(mark, mark) for mark in text)
        marks = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
        return "".join(mark for mark in marks if not unicodedata.combining(mark))

    return replace(one, street=strip(one.street), city=strip(one.city))


def _abbreviated(one: Written, rng: random.Random, _: str) -> Written:
    words = [rng.choice(_SHORT[word]) if word in _SHORT else word for word in one.street.split()]
    street = " ".join(words)
    for ending, short in _SHORT_ENDINGS.items():
        if street.endswith(ending):
            street = street.removesuffix(ending) + rng.choice(short)
            break
    return replace(one, street=street)


def _typo(one: Written, rng: random.Random, _: str) -> Written:
    letters = [k for k, mark in enumerate(one.street) if mark.isalpha()]
    if len(letters) < 4:
        return one
    k, street = rng.choice(letters[1:]), one.street
    kind = rng.choice(["drop", "double", "swap", "other"])
    if kind == "swap" and k + 1 < len(street) and street[k + 1].isalpha():
        return replace(one, street=street[:k] + street[k + 1] + street[k] + street[k + 2 :])
    mark = {"drop": "", "double": street[k] * 2}.get(kind, rng.choice(ascii_lowercase))
    return replace(one, street=street[:k] + mark + street[k + 1 :])


def _two_typos(one: Written, rng: random.Random, language: str) -> Written:
    return _typo(_typo(one, rng, language), rng, language)


def _unit(one: Written, rng: random.Random, language: str) -> Written:
    return replace(one, unit=rng.choice(_UNITS[language]))


def _named(one: Written, rng: random.Random, language: str) -> Written:
    return replace(one, name=rng.choice(_NAMES[language]))


def _other_postcode(one: Written, rng: random.Random, _: str) -> Written:
    code = "".join(str(rng.randrange(10)) if mark.isdigit() else mark for mark in one.postcode)
    return replace(one, postcode=code)


def _everything(one: Written, rng: random.Random, language: str) -> Written:
    for noise in (_abbreviated, _plain, _typo, _unit, _named, _case):
        one = noise(one, rng, language)
    return replace(one, postcode="", commas=False)


NOISES: dict[str, Noise] = {
    "exact": lambda one, rng, language: one,
    "case": _case,
    "no diacritics": _plain,
    "abbreviated": _abbreviated,
    "1 typo": _typo,
    "2 typos": _two_typos,
    "order swapped": lambda one, rng, language: replace(one, swapped=True),
    "unit added": _unit,
    "no postcode": lambda one, rng, language: replace(one, postcode=""),
    "wrong postcode": _other_postcode,
    "no commas": lambda one, rng, language: replace(one, commas=False),
    "name first": _named,
    "everything": _everything,
}
