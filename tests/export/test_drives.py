"""The drives of a route: where each goes, how long its streets are, how they print."""

import io

import pytest
from pypdf import PdfReader

from dashboard.domain import Formats
from dashboard.export import Annex, Drive, driver_lists, halts, length_words, lists_pdf
from tests.build import day_plan, house
from tests.export.errands import errands_plan


def test_every_halt_has_a_drive_and_a_break_has_none() -> None:
    plan = errands_plan()
    found = halts(plan, plan.routes[0])
    assert [halt.to for halt in found] == [
        "",
        "To stop 1 · Customer a",
        "To stop 2 · Café Ströget",
        "To stop 3 · Café Ströget",
        "To stop 4 · Customer c",
        "To stop 5 · Depot, to load again",
        "To stop 6 · Customer d",
        "Back to Depot",
    ]
    assert [halt.point for halt in found[:3]] == [house(0), house(1), house(3)]


@pytest.mark.parametrize(
    ("metres", "km", "mi"),
    [(3, "10 m", "50 ft"), (84, "80 m", "300 ft"), (296, "300 m", "950 ft"),
     (420, "420 m", "0.3 mi"), (994, "990 m", "0.6 mi"), (996, "1.0 km", "0.6 mi"),
     (2400, "2.4 km", "1.5 mi")],
)  # fmt: skip
def test_lengths_are_round_as_a_driver_sees_them(metres: float, km: str, mi: str) -> None:
    assert (length_words(metres, Formats()), length_words(metres, Formats(units="mi"))) == (km, mi)


def test_directions_follow_the_list_of_their_driver_and_nothing_is_lost() -> None:
    plan = day_plan(4, 2)
    lists = driver_lists(plan, Formats())
    lines = tuple(f"Turn left into Street {k}, 100 m" for k in range(150))
    drives = {lists[0].route_id: (Drive("To stop 1", lines), Drive("Back to depot", ()))}
    content = lists_pdf(lists, ["#0072b2"] * 2, Annex(drives=drives))
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
    assert ["Directions" in page for page in pages] == [False, True, True, False]
    assert all("Driver1·page" in page for page in pages[:3])
    told = "".join(pages)
    assert all(f"Street{k},100m" in told for k in range(150))
    assert "Tostop1,continued" in told
    assert "Themapknowsnoway" in told
