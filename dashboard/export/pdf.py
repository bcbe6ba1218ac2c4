"""Driver lists on paper, made for a van: large numbers, window and name first, room to write."""

from collections.abc import Sequence

from fpdf import FPDF

from dashboard.export.annex import NO_ANNEX, Annex
from dashboard.export.driver_lists import DriverList
from dashboard.export.paper import HEIGHT_MM, MARGIN_MM, Block, new_paper, pages_of
from dashboard.export.printed_blocks import loading_blocks, stop_blocks
from dashboard.export.printed_drives import drive_pages
from dashboard.export.printed_heads import (
    FIRST_HEAD_MM,
    FOOT_MM,
    NEXT_HEAD_MM,
    draw_first_head,
    draw_foot,
    draw_next_head,
)

_BODY_MM = HEIGHT_MM - 2 * MARGIN_MM - FOOT_MM


def lists_pdf(
    lists: Sequence[DriverList], colours: Sequence[str], annex: Annex = NO_ANNEX
) -> bytes:
    """
    One or more drivers' lists, each from a page of its own, with its loading list.

    ``colours`` has one ``#rrggbb`` for each list. Pages count within a driver's list. The
    drives of the annex follow it on pages of their own.
    """
    paper = new_paper(f"Driver lists, {lists[0].date}" if lists else "Driver lists")
    if not lists:
        paper.add_page()
    for one, colour in zip(lists, colours, strict=True):
        _draw_list(paper, one, colour, annex)
    return bytes(paper.output())


def _draw_list(paper: FPDF, one: DriverList, colour: str, annex: Annex) -> None:
    pages = _paged(stop_blocks(one), loading_blocks(one))
    pages += drive_pages(annex.drives.get(one.route_id, ()), _room(1))
    for number, blocks in enumerate(pages):
        paper.add_page()
        if number == 0:
            y = draw_first_head(paper, one, colour)
        else:
            y = draw_next_head(paper, one, colour)
        for block in blocks:
            block.draw(paper, y)
            y += block.height
        draw_foot(paper, one, number + 1, len(pages), annex.credit)


def _paged(stops: Sequence[Block], loading: Sequence[Block]) -> list[list[Block]]:
    """The stops, then the loading list: below them where all of it fits, else on a new page."""
    pages = pages_of(stops, _room)
    left = _room(len(pages) - 1) - sum(block.height for block in pages[-1])
    if sum(block.height for block in loading) <= left:
        pages[-1] += loading
        return pages
    return pages + pages_of(loading, lambda _: _room(1))


def _room(page: int) -> float:
    return _BODY_MM - (NEXT_HEAD_MM if page else FIRST_HEAD_MM)
