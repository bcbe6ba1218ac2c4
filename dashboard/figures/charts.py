"""The drivers' day along the clock, as a drawing and in words."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from dashboard.domain import (
    Formats,
    Kind,
    Plan,
    Route,
    clock_words,
    count_words,
    duration_words,
)
from dashboard.domain.tasks import windows_of
from dashboard.figures.drawing import badge, frame, short
from dashboard.figures.palette import GROUND, INK, MUTED, SIGNS, Status, driver_colour

_STANDARD = Formats()
_WIDTH, _SIDE, _TOP, _LANE, _FOOT = 480, 12, 26, 54, 34
_HOUR_STEPS = (1, 2, 3, 4, 6, 12, 24)
_MOST_HOURS_NAMED = 6
_HOUR, _LEAST = timedelta(hours=1), 1.5

Span = tuple[datetime, datetime]
OnPaper = Callable[[datetime], float]


def timeline_svg(plan: Plan, theme: str = "light", formats: Formats = _STANDARD) -> str:
    """
    A lane for each driver over the day's hours: driving, waiting, at the door.

    480 wide, so that its words can still be read at a phone's width.
    """
    first, last = _whole_hours(plan)

    def on_paper(instant: datetime) -> float:
        return round(_SIDE + (instant - first) / (last - first) * (_WIDTH - 2 * _SIDE), 1)

    body = list(_clock(plan, (first, last), on_paper, theme, formats))
    for lane, route in enumerate(plan.routes):
        top = _TOP + lane * _LANE
        body += _words(plan, route, top + 12, theme, formats)
        body += _bar(plan, route, on_paper, top + 33, theme)
    height = _TOP + len(plan.routes) * _LANE + _FOOT
    is_late = any(_late(plan, route) for route in plan.routes)
    idle = "wait, break" if any(map(_breaks, plan.routes)) else "waiting"
    body += _key(height - _FOOT // 2, theme, idle, is_late=is_late)
    text = timeline_text(plan, formats)
    return frame(_WIDTH, height, title="The drivers' day", text=text, theme=theme, body=body)


def timeline_text(plan: Plan, formats: Formats = _STANDARD) -> str:
    """The same in words: a line for each driver."""
    return "\n".join(_sentence(plan, route, formats) for route in plan.routes)


def _sentence(plan: Plan, route: Route, formats: Formats) -> str:
    shift = plan.shift_by_id[route.shift_id]
    start = clock_words(route.loading_start, plan.day, formats)
    end = clock_words(route.return_, plan.day, formats)
    waiting = sum((step.wait for step in route.steps), timedelta(0))
    parts = [
        f"{shift.number} {shift.driver}: {start} to {end}",
        count_words(route.stop_count, "stop"),
        f"{duration_words(route.drive)} of driving",
    ]
    if waiting >= timedelta(minutes=1):
        parts.append(f"{duration_words(waiting)} of waiting")
    parts += [f"{duration_words(end - begin)} of break" for begin, end in _breaks(route)]
    if late := len(_late(plan, route)):
        parts.append(f"{late} late")
    if route.return_ > shift.hours.end:
        parts.append(f"{duration_words(route.return_ - shift.hours.end)} beyond the shift")
    return ", ".join(parts) + "."


def _late(plan: Plan, route: Route) -> list[datetime]:
    """When service begins at each visit that is not on time."""
    windows = [(windows_of(plan.order_by_id[s.order_id or ""], s), s) for s in route.visits]
    return [s.service_start for spans, s in windows if spans and s.service_start > spans[-1].end]


def _breaks(route: Route) -> list[Span]:
    pauses = (step for step in route.steps if step.kind is Kind.PAUSE)
    return [(step.service_start, step.departure) for step in pauses]


def _whole_hours(plan: Plan) -> Span:
    """The hours around all that is drawn; a day without routes shows its shifts."""
    shifts = [plan.shift_by_id[route.shift_id] for route in plan.routes] or plan.shifts
    starts = [*(s.hours.start for s in shifts), *(r.loading_start for r in plan.routes)]
    ends = [*(s.hours.end for s in shifts), *(r.return_ for r in plan.routes)]
    first = min(starts, default=plan.day.midnight).replace(minute=0, second=0, microsecond=0)
    hours = -((first - max(ends, default=first)) // _HOUR)
    return first, first + max(1, hours) * _HOUR


def _clock(
    plan: Plan, span: Span, on_paper: OnPaper, theme: str, formats: Formats
) -> Iterator[str]:
    hours = round((span[1] - span[0]) / _HOUR)
    step = next((s for s in _HOUR_STEPS if hours / s <= _MOST_HOURS_NAMED), _HOUR_STEPS[-1])
    bottom = _TOP + len(plan.routes) * _LANE
    for hour in range(0, hours + 1, step):
        x = on_paper(span[0] + hour * _HOUR)
        anchor = "start" if hour == 0 else "end" if hour == hours else "middle"
        words = clock_words(span[0] + hour * _HOUR, plan.day, formats)
        yield f'<path d="M{x} {_TOP - 6}V{bottom}" stroke="{MUTED[theme]}" stroke-opacity=".25"/>'
        yield f'<text x="{x}" y="13" text-anchor="{anchor}" fill="{MUTED[theme]}">{words}</text>'


def _words(plan: Plan, route: Route, y: float, theme: str, formats: Formats) -> Iterator[str]:
    shift = plan.shift_by_id[route.shift_id]
    words = f"{short(shift.driver, 22)} · {count_words(route.stop_count, 'stop')}"
    if late := len(_late(plan, route)):
        words += f" · {late} late"
    yield badge(shift.number, _SIDE + 10, y, theme)
    yield f'<text x="{_SIDE + 27}" y="{y}" dy=".36em" font-size="13">{words}</text>'
    yield (
        f'<text x="{_WIDTH - _SIDE}" y="{y}" dy=".36em" text-anchor="end" fill="{MUTED[theme]}">'
        f"back {clock_words(route.return_, plan.day, formats)}</text>"
    )


def _bar(plan: Plan, route: Route, on_paper: OnPaper, y: float, theme: str) -> Iterator[str]:
    shift = plan.shift_by_id[route.shift_id]
    colour = driver_colour(shift.number, theme)
    left, right = on_paper(shift.hours.start), on_paper(shift.hours.end)
    bounds = f"M{left} {y - 9}v18M{right} {y - 9}v18M{left} {y}H{right}"
    yield f'<path d="{bounds}" stroke="{MUTED[theme]}" stroke-opacity=".7" fill="none"/>'
    leaving = [route.departure, *(step.departure for step in route.steps)]
    arriving = [*(step.arrival for step in route.steps), route.return_]
    driving = list(zip(leaving, arriving, strict=True))
    idle = [(route.loading_start, route.departure)]
    idle += [(step.arrival, step.service_start) for step in route.steps]
    idle = [(start, end) for start, end in idle + _breaks(route) if end > start]
    doors = [(s.service_start, s.departure) for s in route.steps if s.kind is not Kind.PAUSE]
    yield _blocks(driving, on_paper, y, 3, colour)
    yield _blocks(idle, on_paper, y, 9, colour)
    yield _blocks(idle, on_paper, y, 6, GROUND[theme], inset=1)
    yield _blocks(doors, on_paper, y, 16, colour)
    sign = SIGNS[Status.LATE]
    for instant in _late(plan, route):
        yield (
            f'<text x="{on_paper(instant)}" y="{y + 18}" text-anchor="middle" font-size="10"'
            f' font-weight="700" fill="{sign.colour(theme)}">{sign.shape}</text>'
        )


def _blocks(
    spans: Sequence[Span], on_paper: OnPaper, y: float, height: float, colour: str, inset: float = 0
) -> str:
    """All spans as one path: a day of many stops stays small."""
    lines = []
    for start, end in spans:
        left, right = on_paper(start) + inset, on_paper(end) - inset
        if height < 16 and right <= left:
            continue
        lines.append(f"M{left:g} {y:g}h{max(_LEAST, right - left):.1f}")
    return f'<path d="{"".join(lines)}" stroke="{colour}" stroke-width="{height}"/>'


def _key(y: float, theme: str, idle: str, *, is_late: bool) -> Iterator[str]:
    ink, late = INK[theme], SIGNS[Status.LATE]
    signs = [
        (f'<rect x="7" y="-8" width="6" height="16" fill="{ink}"/>', "at the door"),
        (f'<rect y="-1.5" width="16" height="3" fill="{ink}"/>', "driving"),
        (f'<rect x="1" y="-4" width="15" height="8" fill="none" stroke="{ink}"/>', idle),
        (f'<path d="M1 -9V9M1 0H16" stroke="{MUTED[theme]}"/>', "shift"),
    ]
    if is_late:
        look = f'font-weight="700" fill="{late.colour(theme)}"'
        signs.append((f'<text x="6" dy=".36em" {look}>{late.shape}</text>', late.word))
    x = _SIDE
    for sign, words in signs:
        yield f'<g transform="translate({x} {y})">{sign}<text x="22" dy=".36em">{words}</text></g>'
        x += 44 + 6 * len(words)
