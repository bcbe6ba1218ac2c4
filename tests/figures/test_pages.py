"""A map as one file: whole, inert, and the same without a network."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog

from dashboard.domain import Plan
from dashboard.figures.maps import route_deck
from dashboard.figures.pages import deck_html
from dashboard.figures.palette import driver_colour, rgb
from dashboard.figures.records import plan_records
from dashboard.figures.views import view_of
from tests.build import order, plan_of, problem, street

NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028"


def page(plan: Plan, title: str = "Day", **more: object) -> str:
    """The page of a plan's map, estimated ways and all."""
    records = plan_records(plan)
    deck = route_deck(records, view_of(records.points()), estimated=True, **more)  # type: ignore[arg-type]
    return deck_html(deck, title)


def own_part(html: str) -> str:
    """All but the shipped program."""
    start = html.index("<script>") + len("<script>")
    end = html.rindex("</script><script>createDeck(")
    return html[:start] + html[end:]


def test_no_name_can_end_the_script_or_become_markup() -> None:
    plan = plan_of(problem([order("a", customer=NASTY)]), {"s1": ["a"]})
    html = own_part(page(plan, title=NASTY))
    assert html.count("<script>") == html.count("</script>") == 2
    assert "<img" not in html
    assert "\u2028" not in html.split("createDeck", 1)[1]


def test_nothing_is_referred_to() -> None:
    html = own_part(page(plan_of(problem(street(3)), {"s1": ["o1", "o2", "o3"]})))
    assert "http" not in html
    assert "src=" not in html
    assert "href=" not in html


def test_dashes_are_drawn_as_lines_where_no_extension_is() -> None:
    html = own_part(page(plan_of(problem(street(3)), {"s1": ["o1", "o2", "o3"]})))
    assert "extensions" not in html
    assert "getDashArray" not in html
    assert html.count('"path": [[') > 20


def test_a_map_whose_records_lie_elsewhere_is_refused() -> None:
    plan = plan_of(problem(street(1)), {"s1": ["o1"]})
    with pytest.raises(ValueError, match="address"):
        page(plan, urls={"stops": "/stops.json"})


@pytest.mark.browser
def test_a_browser_paints_it_and_asks_for_nothing(chromium: Browser, tmp_path: Path) -> None:
    plan = plan_of(problem([order(f"o{k}", k, customer=NASTY) for k in (1, 2, 3)]), {"s1": ["o1"]})
    (tmp_path / "map.html").write_text(page(plan, title=NASTY), encoding="utf-8")
    tab = chromium.new_page(viewport={"width": 500, "height": 300})
    asked: list[str] = []
    trouble: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))

    def refuse(dialog: Dialog) -> None:
        trouble.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", refuse)
    tab.on("pageerror", lambda error: trouble.append(str(error)))
    tab.goto((tmp_path / "map.html").as_uri())
    wanted = tuple(rgb(driver_colour(1)))
    for _ in range(100):
        picture = Image.open(BytesIO(tab.screenshot())).convert("RGB")
        colours = {colour for _, colour in picture.getcolors(maxcolors=500 * 300) or []}
        if wanted in colours:
            break
        tab.wait_for_timeout(100)
    tab.close()
    assert wanted in colours, "the stops are painted in the driver's colour"
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert trouble == []
