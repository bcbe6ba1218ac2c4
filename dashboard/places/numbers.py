"""House numbers: the ones that a tag stands for, and the ones that a question may mean."""

import re
from typing import NamedTuple

# Wide ranges are not one building: in some cities 12-34 is a single number.
_MAX_RANGE = 20

_ONE = re.compile(r"(\d{1,6})(?: ?-?([a-z])(?![a-z0-9]))?( 1/2)?")
_SEPARATORS = re.compile("[,;]")
_FURTHER = re.compile(r" ?([-/+]) ?(?=\d)")
_AGAIN = re.compile(r" ?(bis|ter|quater)(?!\w)")  # French for the next house of a number.
_LAST_LETTER = re.compile(r" ?[-/+] ?([a-z])(?![a-z0-9])")


class Tagged(NamedTuple):
    """
    What a tag stands for.

    ``keys`` are the forms it is found by, the whole first; ``base`` is its first
    number without letters.
    """

    label: str
    keys: tuple[str, ...]
    base: int


def tagged(folded: str) -> Tagged | None:
    """The numbers of a folded tag, such as ``5-7``, ``12;14`` or ``32 c-d``; None without one."""
    keys: dict[str, None] = {}
    labels = []
    base = -1
    for part in _SEPARATORS.split(folded):
        read = _part(part.strip())
        if read is not None:
            label, found, first = read
            keys |= dict.fromkeys(found)
            labels.append(label)
            base = first if base < 0 else base
    return Tagged(", ".join(labels), tuple(keys), base) if keys else None


def asked(written: str) -> tuple[str, ...]:
    """The keys to look a written number up by, the most exact first."""
    pieces = re.split(r" ?[-/+] ?", written)
    half = written.endswith(" 1/2")
    whole = re.sub(r" ?([-/+]) ?", r"\1", written) if not half else written
    if half or len(pieces) == 1:
        return (whole,)
    # After a slash comes a staircase or a door; after a hyphen the next house of the building.
    houses = pieces if "-" in written else pieces[:1]
    return tuple(dict.fromkeys([whole, *(piece for piece in houses if piece[:1].isdigit())]))


def _part(text: str) -> tuple[str, list[str], int] | None:
    match = _ONE.match(text)
    if match is None:
        return None
    number, letter, half = match.groups()
    rest = text[match.end() :]
    if again := _AGAIN.match(rest):
        return number + again[1], [number + again[1], number], int(number)
    if rest[:1] == "." or (rest[:1].isalpha() and not letter):
        return None  # "2. floor", "2nd floor": no house.
    base = int(number)
    first = f"{base}{letter or ''}{half or ''}"
    if letter and (last := _LAST_LETTER.match(rest)):
        letters = [chr(code) for code in range(ord(letter), ord(last[1]) + 1)]
        return f"{first}-{last[1]}", [first, *(f"{base}{each}" for each in letters)], base
    further = _FURTHER.match(rest)
    second = _ONE.match(rest, further.end()) if further else None
    if further is None or second is None:
        return first, [first], base
    last_key = f"{int(second[1])}{second[2] or ''}"
    whole = f"{first}{further[1]}{last_key}"
    between = _between(base, int(second[1])) if further[1] == "-" else []
    return whole, [whole, first, last_key, *between], base


def _between(first: int, last: int) -> list[str]:
    """The houses of one building: of one side of the street where both ends are."""
    low, high = min(first, last), max(first, last)
    if high - low > _MAX_RANGE:
        return []
    step = 2 if (high - low) % 2 == 0 else 1
    return [str(number) for number in range(low, high + 1, step)]
