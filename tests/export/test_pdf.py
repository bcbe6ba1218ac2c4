"""Driver lists on paper."""

import io
from dataclasses import replace

import pytest
from pypdf import PageObject, PdfReader

from dashboard.domain import Formats, Plan
from dashboard.export import driver_lists, lists_pdf
from dashboard.export.lettering import UNKNOWN
from dashboard.export.paper import Block, pages_of
from tests.build import day_plan, order, plan_of, problem, shift
from tests.export.errands import FETCHED_AT, errands_plan
from tests.export.market import market_plan

COLOURS = ["#0072b2", "#e69f00"]


def test_a_list_holds_names_addresses_phones_and_notes_in_full() -> None:
    text = _text(_pages(market_plan()))
    for order_ in market_plan().orders[:6]:
        for part in (order_.customer, order_.address, order_.phone, *order_.notes.split("\n")):
            assert _squeezed(part) in text, part
    assert "LeaveDepotat11:00" in text
    assert "2h10late" in text


def test_each_driver_begins_on_a_new_page_and_pages_count_within_the_list() -> None:
    pages = [_squeezed(page.extract_text()) for page in _pages(day_plan(61, 2))]
    firsts = [number for number, page in enumerate(pages) if "page1of" in page]
    assert len(firsts) == 2
    assert "Driver1" in pages[0]
    assert not any("Driver2" in page for page in pages[: firsts[1]])
    assert not any("Driver1" in page for page in pages[firsts[1] :])
    assert f"page{firsts[1]}of{firsts[1]}" in pages[firsts[1] - 1]


def test_a_long_window_breaks_only_between_its_ends() -> None:
    lists = driver_lists(market_plan(), Formats(clock="12h"))
    text = PdfReader(io.BytesIO(lists_pdf(lists, COLOURS))).pages[0].extract_text()
    assert {"11:00 am–", "12:00 pm"} <= {line.strip() for line in text.splitlines()}


def test_the_loading_list_follows_the_stops_in_reverse() -> None:
    text = _text(_pages(day_plan(4, 1)))
    loading = text[text.index("Loadinglist") :]
    assert loading.index("Customero3") < loading.index("Customero2") < loading.index("Customero1")


def test_a_short_list_with_its_loading_list_is_one_page() -> None:
    assert len(_pages(day_plan(4, 1))) == 1


def test_signs_that_cannot_be_printed_are_marked_and_explained() -> None:
    text = _text(_pages(market_plan()))
    assert f"{UNKNOWN}{UNKNOWN}Flowers{UNKNOWN}" in text
    assert _squeezed(f"{UNKNOWN} stands for a sign that cannot be printed") in text
    assert UNKNOWN not in _text(_pages(day_plan(4, 1)))


def test_a_note_longer_than_a_page_runs_on_and_is_printed_whole() -> None:
    notes = " ".join(f"word{k}" for k in range(1500))
    plan = plan_of(problem([order("a", 1, notes=notes)], [shift("s")]), {"s": ["a"]})
    pages = _pages(plan)
    assert len(pages) > 2
    text = _text(pages)
    assert all(f"word{k}" in text for k in range(1500))
    assert "continued" in text


def test_no_row_is_split_over_pages() -> None:
    notes = "\n".join(f"line {k}" for k in range(9))
    orders = [order(f"o{k}", k, notes=notes, customer=f"<{k}>") for k in range(1, 30)]
    plan = plan_of(problem(orders, [shift("s")]), {"s": [o.id for o in orders]})
    for page in _pages(plan):
        text = page.extract_text()
        assert text.count("line 0") == text.count("line 8")


def test_blocks_fill_a_page_and_go_on() -> None:
    blocks = [Block(100, lambda paper, y: None)] * 5
    pages = pages_of(blocks, lambda page: 200 if page else 150)
    assert [len(page) for page in pages] == [1, 2, 2]


def test_the_address_leads_to_the_map_and_the_phone_calls() -> None:
    links = [
        str(note.get_object()["/A"]["/URI"])
        for page in _pages(market_plan())
        for note in page.get("/Annots", [])
    ]
    assert "tel:+358401234567" in links
    assert any(link.startswith("https://www.google.com/maps/dir/") for link in links)


def test_what_is_not_a_delivery_is_printed_as_what_it_is() -> None:
    text = _text(_pages(errands_plan()))
    for words in (
        f"Fetch from {FETCHED_AT}for Café Ströget",
        "Break 30 minuntil 10:15",
        "Take back: 3 parcelsCustomer c",
        "Load again at Depot",
    ):
        assert _squeezed(words) in text


def test_letters_are_embedded() -> None:
    content = lists_pdf(driver_lists(market_plan(), Formats()), COLOURS)
    assert content.count(b"/FontFile2") == 2
    assert b"/Helvetica" not in content


@pytest.mark.parametrize("driver", ["", "🚚", "x" * 300, "=1+1", "A\nB"])
def test_any_name_of_a_driver_can_be_printed(driver: str) -> None:
    plan = plan_of(
        problem([order("a", 1)], [replace(shift("s", 123), driver=driver)]), {"s": ["a"]}
    )
    assert len(_pages(plan)) == 1


def test_a_day_without_routes_is_an_empty_page() -> None:
    assert len(PdfReader(io.BytesIO(lists_pdf((), []))).pages) == 1


def _pages(plan: Plan) -> list[PageObject]:
    lists = driver_lists(plan, Formats())
    return list(PdfReader(io.BytesIO(lists_pdf(lists, ["#0072b2"] * len(lists)))).pages)


def _text(pages: list[PageObject]) -> str:
    return "".join(_squeezed(page.extract_text()) for page in pages)


def _squeezed(text: str) -> str:
    """Without spaces and line ends, which a reader of PDF guesses."""
    return "".join(text.split())
