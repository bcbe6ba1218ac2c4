"""Routes as a plain drawing: for notebooks, print, pictures and wherever no map can run."""

from collections.abc import Callable, Iterator, Sequence
from math import cos, radians

from dashboard.domain import Plan, Point, Route, verdict
from dashboard.figures.drawing import badge, frame, icon, legend, legend_height
from dashboard.figures.icons import depot_shape, unassigned_shape
from dashboard.figures.palette import GROUND, MUTED, driver_colour, text_on
from dashboard.figures.records import halts_of, straight_way

Pixel = tuple[float, float]
OnPaper = Callable[[Point], Pixel]

_MARGIN_PX, _MOST_LABELS, _MOST_NAMED = 22, 300, 11


def route_svg(plan: Plan, width: int = 720, height: int = 480, theme: str = "light") -> str:
    """
    The routes of a plan in a drawing of so many pixels, legend included.

    Dashed where the ways are estimated. Up to 300 stops carry their numbers;
    more are dots. Fetches nothing; every text is escaped.
    """
    entries = _legend_entries(plan, theme)
    map_height = height - legend_height(len(entries), width)
    on_paper = _projection(_points(plan), width, map_height)
    body = [
        *(_way(plan, route, on_paper, theme) for route in plan.routes),
        *(_stops(plan, route, on_paper, theme) for route in plan.routes),
        *_signs(plan, on_paper, theme),
        *legend(entries, width, map_height),
    ]
    title = f"Routes on {plan.day.date.isoformat()}"
    return frame(width, height, title=title, text=verdict(plan), theme=theme, body=body)


def _points(plan: Plan) -> list[Point]:
    points = [point for route in plan.routes for point in straight_way(plan, route)]
    points += [depot.point for depot in plan.depots]
    left = [plan.order_by_id[left.order_id].point for left in plan.unassigned]
    return points + [point for point in left if point is not None]


def _projection(points: Sequence[Point], width: int, height: int) -> OnPaper:
    if not points:
        return lambda point: (width / 2, height / 2)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    narrow = cos(radians((south + north) / 2))
    scale = min(
        (width - 2 * _MARGIN_PX) / max((east - west) * narrow, 1e-4),
        (height - 2 * _MARGIN_PX) / max(north - south, 1e-4),
    )

    def on_paper(point: Point) -> Pixel:
        x = width / 2 + (point.lon - (west + east) / 2) * narrow * scale
        return x, height / 2 - (point.lat - (south + north) / 2) * scale

    return on_paper


def _way(plan: Plan, route: Route, on_paper: OnPaper, theme: str) -> str:
    pixels = [on_paper(point) for point in straight_way(plan, route)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in pixels)
    width = 2 if len(plan.routes) <= 12 else 1.2
    dashes = ' stroke-dasharray="7 4"' if plan.travel.estimated else ""
    return (
        f'<polyline points="{line}" fill="none" stroke="{_colour(plan, route, theme)}"'
        f' stroke-width="{width}" stroke-opacity=".8" stroke-linejoin="round"{dashes}/>'
    )


def _stops(plan: Plan, route: Route, on_paper: OnPaper, theme: str) -> str:
    colour, stops = _colour(plan, route, theme), plan.totals.stops
    is_labelled = stops <= _MOST_LABELS
    radius = 8.5 if stops <= 100 else 6.5 if is_labelled else 2.6
    look = f'fill="{text_on(colour)}" stroke="none"'
    parts = []
    for visits in halts_of(route):
        if (point := plan.order_by_id[visits[0].order_id or ""].point) is None:
            continue
        x, y = (f"{pixel:.1f}" for pixel in on_paper(point))
        parts.append(f'<circle cx="{x}" cy="{y}" r="{radius}"/>')
        if is_labelled:
            parts.append(f'<text x="{x}" y="{y}" dy=".36em" {look}>{visits[0].stop_no}</text>')
    return (
        f'<g fill="{colour}" stroke="{GROUND[theme]}" stroke-width="{1.2 if is_labelled else 0.6}"'
        f' text-anchor="middle" font-size="{radius * 1.15:.1f}" font-weight="600">'
        f"{''.join(parts)}</g>"
    )


def _signs(plan: Plan, on_paper: OnPaper, theme: str) -> Iterator[str]:
    for left in plan.unassigned:
        if (point := plan.order_by_id[left.order_id].point) is not None:
            yield icon(unassigned_shape(theme), *on_paper(point), 20)
    for depot in plan.depots:
        yield icon(depot_shape(theme), *on_paper(depot.point), 22)


def _legend_entries(plan: Plan, theme: str) -> list[tuple[str, str]]:
    shifts = [plan.shift_by_id[route.shift_id] for route in plan.routes]
    entries = [(badge(s.number, 0, 0, theme), s.driver) for s in shifts[:_MOST_NAMED]]
    if len(shifts) > _MOST_NAMED:
        entries.append(("", f"and {len(shifts) - _MOST_NAMED} more drivers"))
    entries.append((icon(depot_shape(theme), 0, 0, 16), "Depot"))
    if plan.unassigned:
        entries.append((icon(unassigned_shape(theme), 0, 0, 16), "Not scheduled"))
    if plan.travel.estimated and plan.routes:
        look = f'stroke="{MUTED[theme]}" stroke-width="2" stroke-dasharray="6 3"'
        entries.append((f'<path d="M-11 0 H12" {look}/>', "Estimated way"))
    return entries


def _colour(plan: Plan, route: Route, theme: str) -> str:
    return driver_colour(plan.shift_by_id[route.shift_id].number, theme)
