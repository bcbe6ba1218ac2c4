"""Letters as fields of distances: dark inside, fading out, with room around."""

from pathlib import Path

import dashboard.export
from dashboard.figures.letters import letters
from tests.figures.vector_tiles import Message, message, signed

FONT = Path(dashboard.export.__file__).parent / "fonts" / "DejaVuSansCondensed.ttf"


def glyphs(first: int = 0) -> dict[str, Message]:
    """What a map program reads, by letter."""
    [stack] = message(letters(FONT, "Plain", first))[1]
    fields = message(stack)
    assert (fields[1], fields[2]) == ([b"Plain"], [f"{first}-{first + 255}".encode()])
    return {chr(glyph[1][0]): glyph for glyph in map(message, fields.get(3, []))}


def test_a_letter_is_solid_inside_and_fades_to_nothing() -> None:
    stroke = glyphs()["l"]
    width, height = stroke[3][0] + 6, stroke[4][0] + 6
    [field] = stroke[2]
    assert len(field) == width * height
    row = field[width * (height // 2) : width * (height // 2 + 1)]
    assert max(row) > 191, "inside the outline"
    assert row[0] < 191
    assert row[-1] < 191
    assert list(row) == sorted(row[: width // 2]) + sorted(row[width // 2 :], reverse=True)


def test_letters_stand_on_one_line_and_take_their_room() -> None:
    found = glyphs()
    feet = {sign: signed(found[sign][6][0]) - found[sign][4][0] for sign in "xWp"}
    assert feet["x"] == feet["W"] > feet["p"]
    assert found["W"][7][0] > found["x"][7][0] > 5


def test_a_blank_has_width_alone() -> None:
    blank = glyphs()[" "]
    assert 2 not in blank
    assert blank[7][0] > 0


def test_what_the_font_has_is_sent_and_nothing_else() -> None:
    assert {"A", "ä", "ß", "~", " "} <= set(glyphs())
    assert not {"\n", "\x00", "\x7f"} & set(glyphs())
    assert {"Ж", "ж"} <= set(glyphs(0x400))
    assert glyphs(0x4E00) == {}, "Chinese is no part of it"
