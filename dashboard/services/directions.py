"""The drives of a plan in words, for those who drive by paper."""

from dashboard.domain import Formats, Plan, Route
from dashboard.export import Drive as Drive
from dashboard.export import halts
from dashboard.export import length_words as length_words
from dashboard.services.roads import profile_of, streets_of_plan
from dashboard.store import Store
from dashboard.travel.streets import Streets


def drives_of(store: Store, plan: Plan, formats: Formats) -> dict[str, tuple[Drive, ...]]:
    """Each route's drives by its id; none for a plan that was not made along streets."""
    streets = streets_of_plan(store, plan)
    if streets is None:
        return {}
    return {route.route_id: _drives(streets, plan, route, formats) for route in plan.routes}


def drives_of_route(store: Store, plan: Plan, route: Route, formats: Formats) -> tuple[Drive, ...]:
    """Those of one route."""
    streets = streets_of_plan(store, plan)
    return () if streets is None else _drives(streets, plan, route, formats)


def _drives(streets: Streets, plan: Plan, route: Route, formats: Formats) -> tuple[Drive, ...]:
    places = halts(plan, route)
    legs = streets.directions([halt.point for halt in places], profile_of(plan, route))
    return tuple(
        Drive(
            halt.to,
            tuple(f"{one.words}, {length_words(one.metres, formats)}" for one in leg),
        )
        for halt, leg in zip(places[1:], legs, strict=True)
    )
