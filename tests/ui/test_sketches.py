"""The outline in a person's hands, whatever messages come from the map."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.domain import PlannerError, Point
from dashboard.ui.sketches import NEW, Sketch, drawn, looking_at, picked, written
from dashboard.ui.zone_corners import read_corners

CORNERS = (Point(24.9, 60.1), Point(24.95, 60.1), Point(24.95, 60.2))
PLACES = [list(corner) for corner in CORNERS]


def test_a_new_zone_is_drawn_until_its_border_is_closed() -> None:
    sketch = looking_at(Sketch(), NEW)
    assert sketch.is_drawing
    assert not sketch.is_changed
    closed = drawn(sketch, {"corners": PLACES, "revision": sketch.revision})
    assert closed.corners == CORNERS
    assert (closed.is_drawing, closed.is_changed) == (False, True)
    # The map has drawn it: it is not to begin anew.
    assert (closed.revision, closed.turn) == (sketch.revision, sketch.turn)


def test_a_zone_that_is_kept_is_changed_by_its_corners_alone() -> None:
    sketch = looking_at(Sketch(), 2, CORNERS)
    assert (sketch.is_drawing, sketch.is_changed) == (False, False)
    event = {"corners": [*PLACES, [24.9, 60.15]], "revision": sketch.revision}
    assert drawn(sketch, event).is_changed
    assert not drawn(sketch, {"corners": PLACES, "revision": sketch.revision}).is_changed


@pytest.mark.parametrize(
    "event",
    [
        None,
        "drawn",
        {},
        {"corners": PLACES},
        {"corners": PLACES, "revision": 1},
        {"corners": PLACES[:2], "revision": 2},
        {"corners": "24.9", "revision": 2},
        {"corners": [["a", 1], None, {}, [1], [1, 99]], "revision": 2},
        {"corners": PLACES * 1000, "revision": 2},
    ],
)
def test_nonsense_and_what_comes_late_changes_nothing(event: Any) -> None:
    sketch = looking_at(Sketch(), NEW)
    assert sketch.revision == 2
    assert drawn(sketch, event) == sketch


def test_nothing_is_drawn_while_no_zone_is_in_hand() -> None:
    assert drawn(Sketch(), {"corners": PLACES, "revision": 1}) == Sketch()


def test_figures_reach_the_map_as_another_revision() -> None:
    sketch = looking_at(Sketch(), NEW)
    by_figures = written(sketch, CORNERS)
    assert by_figures.corners == CORNERS
    assert by_figures.revision != sketch.revision
    assert by_figures.turn == sketch.turn


def test_an_area_that_cannot_be_drawn_by_corners_is_never_changed() -> None:
    sketch = looking_at(Sketch(), 0, None)
    assert (sketch.is_drawing, sketch.is_changed, sketch.corners) == (False, False, ())


def test_a_click_picks_one_of_the_zones_that_are_there() -> None:
    assert picked(Sketch(), {"zone": 1, "revision": 1}, 2) == 1
    for event in ({"zone": 2, "revision": 1}, {"zone": True, "revision": 1}, {"zone": -1}, None):
        assert picked(Sketch(), event, 2) is None


def test_corners_in_rows_are_read_or_refused_by_their_number() -> None:
    rows: list[dict[str, Any]] = [{"Latitude": lat, "Longitude": lon} for lon, lat in CORNERS]
    blank = {"Latitude": None, "Longitude": float("nan")}
    assert read_corners([*rows, blank]) == list(CORNERS)
    for bad, words in (
        ({"Latitude": 60.0, "Longitude": None}, "Corner 4 lacks"),
        ({"Latitude": 91.0, "Longitude": 1.0}, "Corner 4 is no place"),
    ):
        with pytest.raises(PlannerError, match=words):
            read_corners([*rows, bad])
    with pytest.raises(PlannerError, match="at least three"):
        read_corners(rows[:2])


def test_what_is_looked_at_next_begins_anew() -> None:
    sketch = replace(looking_at(Sketch(), NEW), corners=CORNERS)
    nothing = looking_at(sketch, None)
    assert (nothing.zone, nothing.corners, nothing.is_changed) == (None, (), False)
    assert nothing.turn != sketch.turn
