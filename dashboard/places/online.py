"""Addresses asked of a service on the web: only where a business has switched it on."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from dashboard.domain import PlannerError, Point, is_on_earth
from dashboard.places.answers import Candidate, Found, Quality

OWN_SERVER = "own"
USER_AGENT = "Roundsman delivery planner"
TIMEOUT_S = 10
_SAME_STREET = 80.0


@dataclass(frozen=True, slots=True)
class Provider:
    """A service as it is offered; ``pause_s`` is the least time between two questions."""

    label: str
    kind: str
    """The class in ``geopy.geocoders``."""
    key_name: str = ""
    pause_s: float = 0.1

    @property
    def needs_key(self) -> bool:
        """Whether it answers only to those who have a key."""
        return bool(self.key_name)


PROVIDERS = {
    # One question a second from the whole application, no bulk: its usage policy.
    "nominatim": Provider("OpenStreetMap Nominatim (1 address a second)", "Nominatim", "", 1.0),
    OWN_SERVER: Provider("A Nominatim server of your own", "Nominatim", "", 0.02),
    "photon": Provider("Photon by Komoot (1 address a second)", "Photon", "", 1.0),
    "banfrance": Provider("Base Adresse Nationale (France)", "BANFrance", "", 0.1),
    "opencage": Provider("OpenCage", "OpenCage", "api_key", 1.0),
    "google": Provider("Google Maps", "GoogleV3", "api_key", 0.05),
    "here": Provider("HERE", "HereV7", "apikey", 0.2),
    "tomtom": Provider("TomTom", "TomTom", "api_key", 0.25),
    "mapbox": Provider("Mapbox", "MapBox", "api_key", 0.1),
}


def geocoder(
    name: str,
    key: str = "",
    *,
    server: str = "",
    make: Callable[[Provider, str, str], Any] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Callable[[str], Found | None]:
    """
    A function that asks a service for an address; it answers None where the service does not.

    ``server`` is the address of a server of one's own. Questions are kept apart by
    the provider's pause, whichever thread asks. Raises ``PlannerError`` for an
    unknown service or server.
    """
    if name not in PROVIDERS:
        raise PlannerError(f"There is no geocoding service {name!r}.")
    provider = PROVIDERS[name]
    asked = (make or _make)(provider, key, server)
    pace = _Pace(provider.pause_s, sleep)

    def ask(address: str) -> Found | None:
        from geopy.exc import GeopyError

        pace.wait()
        try:
            places = asked.geocode(address, exactly_one=False, timeout=TIMEOUT_S) or []
        except (GeopyError, ValueError, LookupError, TypeError, AttributeError):
            # Also what geopy trips over in an answer that is none.
            return None
        return judge(address, places, provider.label)

    return ask


def judge(address: str, places: Sequence[Any], who: str) -> Found:
    """What a service's answers are worth: accepted only where number and street agree."""
    candidates = [one for place in places[:3] if (one := _candidate(address, place)) is not None]
    candidates.sort(key=lambda one: -one.score)
    if not candidates:
        return Found("rejected", None, (), "Nobody knows this address: correct it, or place a pin.")
    best = candidates[0]
    rivals = [
        c for c in candidates[1:] if c.score >= best.score and c.point.door != best.point.door
    ]
    if best.quality is Quality.HOUSE and best.score >= _SAME_STREET and not rivals:
        return Found("accepted", best, tuple(candidates), "")
    reason = f"{who.partition(' (')[0]} is not sure of this address: look at what it suggests."
    return Found("review", best, tuple(candidates), reason)


class _Pace:
    """Keeps questions apart."""

    def __init__(self, pause_s: float, sleep: Callable[[float], None]) -> None:
        self._pause_s, self._sleep = pause_s, sleep
        self._next, self._lock = 0.0, Lock()

    def wait(self) -> None:
        """Until the service may be asked again."""
        with self._lock:
            now = time.monotonic()
            if now < self._next:
                self._sleep(self._next - now)
            self._next = max(now, self._next) + self._pause_s


def _make(provider: Provider, key: str, server: str) -> Any:
    from geopy import geocoders

    options: dict[str, Any] = {"user_agent": USER_AGENT, "timeout": TIMEOUT_S}
    if provider.key_name:
        options[provider.key_name] = key
    if provider is PROVIDERS[OWN_SERVER]:
        address = urlsplit(server)
        if address.scheme not in ("http", "https") or not address.netloc:
            raise PlannerError(f"{server!r} is no address of a server, as in https://maps.example.")
        options |= {"domain": address.netloc + address.path.rstrip("/"), "scheme": address.scheme}
    return getattr(geocoders, provider.kind)(**options)


def _candidate(address: str, place: Any) -> Candidate | None:
    try:
        point = Point(lon=float(place.longitude), lat=float(place.latitude))
    except (AttributeError, TypeError, ValueError):
        return None
    label = str(place.address or "")[:300]
    if not label or not is_on_earth(point) or point == (0.0, 0.0):
        return None
    numbers = {word for word in _words(address) if word[0].isdigit()}
    named = {word for word in _words(label) if word[0].isdigit()}
    has_house = bool(numbers) and numbers <= named
    score = fuzz.token_set_ratio(" ".join(_words(address)), " ".join(_words(label)))
    quality = Quality.HOUSE if has_house else Quality.STREET
    return Candidate(label, point, quality, round(score, 1))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()
