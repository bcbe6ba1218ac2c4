"""What a nasty file is, and what must come of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A file; either its rows come out as given, or a refusal, or a question."""

    name: str
    data: Callable[[], bytes]
    rows: Rows | None = None
    """Of all its tables, one below the other."""
    refusal: str = ""
    """A pattern that the refusal matches."""
    question: str = ""
    """A pattern of the note that asks a person to look at what was read."""


def reads(name: str, data: Callable[[], bytes] | bytes, *rows: Sequence[str]) -> Case:
    """These rows come out, text for text."""
    return Case(name, _later(data), rows=tuple(map(tuple, rows)))


def refuses(name: str, data: Callable[[], bytes] | bytes, pattern: str) -> Case:
    """Nothing comes out, and the reason is this."""
    return Case(name, _later(data), refusal=pattern)


def asks(name: str, data: Callable[[], bytes] | bytes, pattern: str) -> Case:
    """Nobody can know what it says: a person is asked, or it is refused."""
    return Case(name, _later(data), question=pattern)


def with_note(note: str, line_end: str = "\n") -> str:
    """A table of text with one order that says this, as written."""
    return line_end.join(("id,address,notes", f"1,Street 1,{note}", ""))


def _later(data: Callable[[], bytes] | bytes) -> Callable[[], bytes]:
    return (lambda: data) if isinstance(data, bytes) else data
