"""Orders that wait for a person to say where they go: one question for each address."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dashboard.domain import Point
from dashboard.places import Candidate as Candidate
from dashboard.services import addresses, orders
from dashboard.services.order_views import OrderView
from dashboard.store import OrderKey, Store, edit_orders


@dataclass(frozen=True, slots=True)
class Question:
    """Orders that one answer places: all to one address, or a single one without any."""

    views: tuple[OrderView, ...]

    @property
    def keys(self) -> tuple[OrderKey, ...]:
        """The orders."""
        return tuple(view.key for view in self.views)

    @property
    def address(self) -> str:
        """As it was written; empty where nothing was."""
        return self.views[0].text.get("address", "").strip()

    @property
    def candidates(self) -> list[Candidate]:
        """The places it may mean, best first."""
        return addresses.candidates_of(self.views[0].place)

    @property
    def reason(self) -> str:
        """Why the address was not found for sure; empty where nobody has looked it up."""
        place = self.views[0].place
        return place.reason if place else ""

    @property
    def is_unanswered(self) -> bool:
        """Whether a service on the web was asked in vain."""
        return addresses.NO_ANSWER in self.reason

    @property
    def far_km(self) -> float | None:
        """From the depot, where that is what is wrong."""
        return self.views[0].far_km

    @property
    def off_street(self) -> str:
        """Why it is on no street of the map, where that is what is wrong; else empty."""
        return self.views[0].off_street

    @property
    def swapped(self) -> Point | None:
        """Where it lies with latitude and longitude exchanged, if that is what is wrong."""
        view = self.views[0]
        if not view.swapped or view.order is None or view.order.point is None:
            return None
        lon, lat = view.order.point
        return Point(lon=lat, lat=lon)

    @property
    def has_position(self) -> bool:
        """Whether its own latitude and longitude, not its address, say where it is."""
        return any(self.views[0].text.get(name) for name in orders.PLACE)


def questions(views: Iterable[OrderView], waiting: Collection[str] = ()) -> list[Question]:
    """What to ask, the most pressing first; nothing of addresses ``waiting`` to be looked up."""
    groups: dict[object, list[OrderView]] = {}
    unasked = addresses.keys_of(waiting)
    for view in views:
        if view.needs_place and addresses.key_of(view.text.get("address", "")) not in unasked:
            groups.setdefault(_answered_by(view), []).append(view)
    found = [Question(tuple(group)) for group in groups.values()]
    return sorted(found, key=_urgency)


def place(store: Store, question: Question, point: Point) -> None:
    """All its orders go there; their address is remembered to be there."""
    for view in question.views:
        orders.set_place(store, view, point)


def correct(store: Store, question: Question, address: str) -> None:
    """Write the address anew; it is still to be looked up."""
    orders.edit(store, {key: {"address": address.strip()} for key in question.keys})


def go_by_address(store: Store, question: Question) -> None:
    """Forget the position; the address, still to be looked up, says where it is."""
    orders.edit(store, {key: dict.fromkeys(orders.PLACE, "") for key in question.keys})


def look_up_again(store: Store, questions: Iterable[Question]) -> None:
    """Ask once more for what a service has not answered."""
    for question in questions:
        if question.is_unanswered:
            addresses.ask_again(store, question.address)


def take_back(store: Store, question: Question) -> None:
    """Everything about the place of its orders is again as it was when this was asked."""
    for view in question.views:
        if address := view.text.get("address", ""):
            addresses.take_back(store, address, view.place)
    before = {
        view.key: {name: view.text.get(name) for name in ("address", *orders.PLACE)}
        for view in question.views
    }
    # Not by orders.edit(), which would remember the old position for the address.
    edit_orders(store, before)


def _answered_by(view: OrderView) -> object:
    """The same for orders that one answer places."""
    address = addresses.key_of(view.text.get("address", ""))
    own = view.order.point.door if view.order and view.order.point else None
    return (address, own) if address else view.key


def _urgency(question: Question) -> tuple[int, int, bool]:
    priority = max(view.order.priority for view in question.views if view.order)
    return -priority, -len(question.views), bool(question.candidates)
