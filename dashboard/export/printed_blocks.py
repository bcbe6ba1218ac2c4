"""What a printed driver list is made of: a row for each stop and the loading list."""

from dataclasses import replace

from fpdf import FPDF

from dashboard.export.driver_lists import DriverList
from dashboard.export.lettering import Line, height_of, shortened, width_of, wrapped
from dashboard.export.list_rows import ListRow
from dashboard.export.paper import LEFT_MM, RIGHT_MM, Block, rule, write

_TIME_X, _WHO_X, _PARCELS_X, _TICK_X = LEFT_MM + 19, LEFT_MM + 52, RIGHT_MM - 53, RIGHT_MM - 34
_PAD_MM = 2.0
_ROW_MM = 19.0
_LONGEST_MM = 200.0
"""More text than this at one stop runs on in a row below."""


def stop_blocks(one: DriverList) -> list[Block]:
    """A row for each visit."""
    return [block for row in one.rows for block in _stop_blocks(row)]


def loading_blocks(one: DriverList) -> list[Block]:
    """The heading of the loading list and a line for each order."""
    head = [Line("Loading list", 14, bold=True), Line("Load from the top: the last stop first.", 9)]
    top = _PAD_MM * 2

    def draw_head(paper: FPDF, y: float) -> None:
        write(paper, LEFT_MM, y + top, head)
        rule(paper, y + top + height_of(head) + 1, 0.6)

    heading = Block(top + height_of(head) + 1, draw_head)
    return [heading, *(_loading_block(row) for row in one.loading)]


def _stop_blocks(row: ListRow) -> list[Block]:
    who = _who(row)
    pieces: list[list[Line]] = [[]]
    for line in who:
        if height_of([*pieces[-1], line]) > _LONGEST_MM:
            pieces.append([])
        pieces[-1].append(line)
    first, *others = pieces
    return [
        _row_block(row, _time(row), first),
        *(_row_block(row, [Line("continued", 9)], more) for more in others),
    ]


def _row_block(row: ListRow, time: list[Line], who: list[Line]) -> Block:
    height = max(_ROW_MM, height_of(time) + 2 * _PAD_MM, height_of(who) + 2 * _PAD_MM)

    def draw(paper: FPDF, y: float) -> None:
        top = y + _PAD_MM
        below = write(paper, LEFT_MM, top - 1, _number(row))
        if row.same_door:
            write(paper, LEFT_MM, below - 1, [Line("same door", 8)])
        write(paper, _TIME_X, top, time)
        write(paper, _WHO_X, top, who)
        write(paper, _PARCELS_X, top, _parcels(row))
        paper.set_line_width(0.4)
        paper.rect(_TICK_X, top + 0.5, 6, 6)
        paper.set_line_width(0.15)
        for line_y in (top + 6.5, top + 13.5):
            paper.line(_TICK_X + 8, line_y, RIGHT_MM, line_y)
        rule(paper, y + height, 0.25)

    return Block(height, draw)


def _number(row: ListRow) -> list[Line]:
    """Large; a break has none."""
    if row.stop_no is None:
        return []
    return [Line(str(row.stop_no), 26 if row.stop_no < 100 else 20, bold=True)]


def _time(row: ListRow) -> list[Line]:
    width = _WHO_X - _TIME_X - 2
    window = Line(row.window or ("any time" if row.order_id else ""), 12, bold=bool(row.window))
    if width_of(window) > width:
        window = replace(window, text=window.text.replace("–", "–\n"))
    lines = [window, Line(f"planned {row.planned}", 10)]
    if row.late:
        lines.append(Line(f"▲ {row.late}", 10, bold=True))
    return [piece for line in lines if line.text for piece in wrapped(line, width)]


def _who(row: ListRow) -> list[Line]:
    order = f"Order {row.order_id}" if row.customer and row.order_id else ""
    call = "tel:" + "".join(sign for sign in row.phone if sign in "+0123456789")
    lines = [
        Line(row.task, 12, bold=True, link="" if row.address else row.navigation),
        Line(row.customer or row.order_id, 12, bold=True),
        Line(row.address, 10.5, link=row.navigation),
        Line(row.phone, 10.5, link=call),
        Line(row.notes, 10.5, bold=True),
        Line(order, 8),
    ]
    width = _PARCELS_X - _WHO_X - 3
    return [piece for line in lines if line.text for piece in wrapped(line, width)]


def _parcels(row: ListRow) -> list[Line]:
    if not row.order_id:
        return []
    count = Line(str(row.parcels), 16, bold=True)
    return [count, Line("parcel" if row.parcels == 1 else "parcels", 8), Line(row.weight, 8)]


def _loading_block(row: ListRow) -> Block:
    width = _PARCELS_X - _TIME_X - 3
    who = wrapped(Line(row.name, 11), width - 35)[:2]
    height = max(8.0, height_of(who) + 3)

    def draw(paper: FPDF, y: float) -> None:
        write(paper, LEFT_MM, y + 0.7, [Line(str(row.stop_no), 15, bold=True)])
        write(paper, _TIME_X, y + 1.5, who)
        if row.order_id:
            order = shortened(Line(row.order_id, 9), 33)
            write(paper, 0, y + 2, [order], right=_PARCELS_X - 3)
            count = f"{row.parcels} {'parcel' if row.parcels == 1 else 'parcels'}"
            write(paper, _PARCELS_X, y + 1.5, [Line(count, 11, bold=True)])
            write(paper, _TICK_X + 8, y + 2, [Line(row.weight, 9)])
        paper.set_line_width(0.4)
        paper.rect(RIGHT_MM - 5, y + 1.5, 5, 5)
        rule(paper, y + height, 0.15)

    return Block(height, draw)
