"""Colours that can be read and told apart, whatever the eyes."""

from itertools import combinations

import numpy as np
import pytest

from dashboard.figures.palette import (
    COLOURS,
    GROUND,
    INK,
    MUTED,
    SIGNS,
    Status,
    contrast,
    driver_colour,
    rgb,
    text_on,
)
from tests.figures.colour_vision import ciede2000, seen

THEMES = ("light", "dark")


@pytest.mark.parametrize("theme", THEMES)
def test_twelve_drivers_can_be_told_apart_by_all_eyes(theme: str) -> None:
    colours = [rgb(driver_colour(number, theme)) for number in range(1, 13)]
    for eyes, lab in seen(colours):
        pairs = np.array(list(combinations(range(12), 2)))
        differences = ciede2000(lab[pairs[:, 0]], lab[pairs[:, 1]])
        worst = pairs[differences.argmin()] + 1
        assert differences.min() >= 12, f"drivers {worst} with {eyes}"


def test_the_difference_agrees_with_published_pairs() -> None:
    # Sharma, Wu and Dalal (2005), pairs 1, 7, 13, 17 and 25.
    one = [
        [50, 2.6772, -79.7751],
        [50, 0, 0],
        [50, 2.49, -0.001],
        [50, 2.5, 0],
        [60.2574, -34.0099, 36.2677],
    ]
    other = [
        [50, 0, -82.7485],
        [50, -1, 2],
        [50, -2.49, 0.0011],
        [73, 25, -18],
        [60.4626, -34.1751, 39.4387],
    ]
    published = [2.0425, 2.3669, 7.2195, 27.1492, 1.2644]
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_stands_out_from_the_page(theme: str) -> None:
    colours = [driver_colour(number, theme) for number in range(1, 13)]
    colours += [sign.colour(theme) for sign in SIGNS.values()]
    assert min(contrast(colour, GROUND[theme]) for colour in colours) >= 3
    assert contrast(INK[theme], GROUND[theme]) >= 7
    assert contrast(MUTED[theme], GROUND[theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_can_be_read_on_every_colour(theme: str) -> None:
    for number in range(1, 13):
        colour = driver_colour(number, theme)
        assert contrast(text_on(colour), colour) >= 4.5


def test_colours_repeat_after_the_twelfth_driver() -> None:
    assert driver_colour(COLOURS + 1) == driver_colour(1)
    assert len({driver_colour(number) for number in range(1, COLOURS + 1)}) == COLOURS == 12


def test_no_state_is_told_by_its_colour_alone() -> None:
    assert set(SIGNS) == set(Status)
    assert len({sign.shape for sign in SIGNS.values()}) == len(SIGNS)
    assert len({sign.word for sign in SIGNS.values()}) == len(SIGNS)


def test_contrast_is_that_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
