"""Which signs can be printed, and where text wraps."""

import pytest

from dashboard.export.lettering import UNKNOWN, Line, printable, shortened, width_of, wrapped


@pytest.mark.parametrize(
    "text",
    [
        "Łódź, Ångström, naïve, Þór, ğüşıöç, ẞß, Ǆ, ơư, Œuvre",
        "Ελληνικά ά ὕ ᾧ",
        "Русский, Українська ґєії, Српски ђћџ, Қазақ ңғүұ",
        "€ £ ¥ ₹ ₺ ₽ № § ° “„” — … • → ▲ ☎ ✓",
    ],
)
def test_latin_greek_and_cyrillic_are_printed_as_they_are(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("text", ["🌷", "東", "한", "ع", "\U0001f468", "\x07"])
def test_a_sign_that_cannot_be_printed_becomes_a_mark(text: str) -> None:
    assert printable(f"a{text}b") == f"a{UNKNOWN}b"


def test_accents_are_joined_and_unseen_signs_go() -> None:
    assert printable("e\u0301\u200b\u2764\ufe0f\r\nx\ty\u00a0z") == "é\u2764\nx y\u00a0z"


def test_wrapped_text_keeps_every_word_within_the_width() -> None:
    text = "Leave the parcels at the back door, behind the blue bins, and ring twice. " * 5
    lines = wrapped(Line(text, 10.5, bold=True), 60)
    assert all(width_of(line) <= 60 for line in lines)
    assert " ".join(line.text for line in lines).split() == text.split()


def test_a_word_wider_than_the_line_is_cut_and_kept_whole() -> None:
    lines = wrapped(Line("x" * 200), 50)
    assert len(lines) > 1
    assert "".join(line.text for line in lines) == "x" * 200


def test_line_ends_of_the_text_are_kept() -> None:
    assert [line.text for line in wrapped(Line("a\n\nb"), 50)] == ["a", "", "b"]


def test_a_shortened_line_fits_and_says_so() -> None:
    line = shortened(Line("A very long name of a driver " * 5, 20, bold=True), 80)
    assert width_of(line) <= 80
    assert line.text.endswith("…")
    assert shortened(Line("Aino"), 80).text == "Aino"
