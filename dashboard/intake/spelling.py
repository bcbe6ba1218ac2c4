"""Text as people and programs write it, made comparable without changing what it says."""

import re
import unicodedata

MAX_NAME_CHARACTERS = 120
"""Of an order id or of a file's name as shown."""

# Marks that reorder what is read, and halves of characters; then what nobody can see.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_STRIPPED = re.compile(f"[{_BIDI}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_FOLDED = str.maketrans("ø’\u2010\u2011\N{MINUS SIGN}", "o'---") | {ord("æ"): "ae", ord("œ"): "oe"}
_NOT_WORDS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def clean_text(text: str) -> str:
    """The text in NFC, trimmed, without control characters or marks that reorder it."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub(" ", _STRIPPED.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def clean_id(text: str) -> str:
    """The id as text on one line, leading zeros kept, without invisible characters."""
    return " ".join(_INVISIBLE.sub("", clean_text(text)).split())


def shown_name(name: str) -> str:
    """A file's name as it may be shown; it never becomes a path."""
    shown = clean_id(name)
    if len(shown) > MAX_NAME_CHARACTERS:
        shown = shown[: MAX_NAME_CHARACTERS - 1] + "…"
    return shown or "The file"


def plain_words(text: str) -> str:
    """Lower-case words without accents or punctuation: ``Straße_Nr.`` is ``strasse nr``."""
    apart = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(_NOT_WORDS.sub(" ", bare.casefold()).split())


def folded(text: str) -> str:
    """Lower case in plain letters, punctuation kept: ``Après-midi, 5 h`` is ``apres-midi, 5 h``."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return unicodedata.normalize("NFC", bare).translate(_FOLDED)
