"""What stands above and below a driver's stops on each printed page."""

from fpdf import FPDF

from dashboard.export.driver_lists import DriverList
from dashboard.export.lettering import UNKNOWN, Line, printable, shortened, width_of, wrapped
from dashboard.export.paper import HEIGHT_MM, LEFT_MM, MARGIN_MM, RIGHT_MM, rule, write

FIRST_HEAD_MM, NEXT_HEAD_MM, FOOT_MM = 27.0, 12.0, 7.0


def draw_first_head(paper: FPDF, one: DriverList, colour: str) -> float:
    """The driver's name, day and figures; returns the y below."""
    _badge(paper, one.number, colour, size=22)
    x, width = LEFT_MM + 27, RIGHT_MM - LEFT_MM - 27
    lines = [
        shortened(Line(one.driver, 20, bold=True), width - 62),
        *wrapped(Line(f"{one.start}. {one.end}.", 10), width)[:2],
        *wrapped(Line(one.summary, 10), width)[:2],
    ]
    write(paper, x, MARGIN_MM, lines)
    day = [Line(one.date, 11, bold=True), Line(one.hours, 11)]
    write(paper, 0, MARGIN_MM, day, right=RIGHT_MM)
    rule(paper, MARGIN_MM + FIRST_HEAD_MM, 0.6)
    return MARGIN_MM + FIRST_HEAD_MM


def draw_next_head(paper: FPDF, one: DriverList, colour: str) -> float:
    """The short head of the pages that follow; returns the y below."""
    _badge(paper, one.number, colour, size=10)
    name = Line(one.driver, 13, bold=True)
    write(paper, LEFT_MM + 14, MARGIN_MM + 2, [shortened(name, 105)])
    write(paper, 0, MARGIN_MM + 2.5, [Line(one.date, 10)], right=RIGHT_MM)
    rule(paper, MARGIN_MM + NEXT_HEAD_MM, 0.6)
    return MARGIN_MM + NEXT_HEAD_MM


def draw_foot(paper: FPDF, one: DriverList, page: int, pages: int, credit: str = "") -> None:
    """Which page of this driver's list it is, what a replaced sign means, whose the map is."""
    x, y = LEFT_MM, HEIGHT_MM - MARGIN_MM - 4
    write(paper, 0, y, [Line(f"Driver {one.number} · page {page} of {pages}", 9)], right=RIGHT_MM)
    note = f"{UNKNOWN} stands for a sign that cannot be printed: see the spreadsheet."
    notes = [note if has_unknown(one) else "", credit and f"Map data {credit}"]
    for left in filter(None, notes):
        write(paper, x, y, [Line(left, 8)])
        x += width_of(Line(left, 8)) + 5


def has_unknown(one: DriverList) -> bool:
    """Whether any text of the list holds a sign that cannot be printed."""
    texts = [one.driver]
    for row in one.rows:
        texts += [row.customer, row.address, row.phone, row.notes, row.order_id]
    return any(UNKNOWN in printable(text) for text in texts)


def _badge(paper: FPDF, number: int, colour: str, *, size: float) -> None:
    """The driver's number in its colour, framed so that it stands out without colour as well."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    paper.set_fill_color(red, green, blue)
    paper.set_line_width(0.6)
    paper.rect(
        LEFT_MM, MARGIN_MM, size, size, style="DF", round_corners=True, corner_radius=size / 6
    )
    is_light = 0.299 * red + 0.587 * green + 0.114 * blue > 150
    paper.set_text_color(0 if is_light else 255)
    line = Line(str(number), size * 1.7, bold=True)
    left = LEFT_MM + (size - width_of(line)) / 2
    write(paper, left, MARGIN_MM + size * 0.13, [line])
    paper.set_text_color(0)
