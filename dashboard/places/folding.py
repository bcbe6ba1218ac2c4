"""Words as they are compared: without case, accents and the ways to write an umlaut."""

import re
import unicodedata

# What Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"\N{LATIN SMALL LETTER DOTLESS I}": "i"}
    | dict.fromkeys("\u2018\u2019\u00b4`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
)
# "Mueller" is "Müller", in both map and question; what this does to "Bauer" it does on both sides.
# Behind a q, and at the end, as in "avenue", it is never an umlaut.
_UMLAUTS = re.compile(r"([ao]|(?<!q)u(?!e\b))e")
_NOT_WORDS = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Lower case without accents: ``An der Schütt`` is ``an der schutt``, ``Straße`` strasse``."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def joined(folded: str) -> str:
    """Without umlauts written out: ``schuett`` is ``schutt``."""
    return _UMLAUTS.sub(r"\1", folded)


def words(text: str) -> list[str]:
    """The folded words of a name, umlauts joined, apostrophes dropped."""
    bare = joined(fold(text)).replace("'", "")
    return [word for word in _NOT_WORDS.split(bare) if word]
