"""What a business sets once: how figures are read, how far it delivers."""

import os
import re
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from zoneinfo import available_timezones

from dashboard.domain import Formats, PlannerError
from dashboard.store import Store, get_settings, save_settings

UNITS = ("km", "mi")
CLOCKS = ("24h", "12h")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings with their defaults; the README lists them."""

    currency: str = "EUR"
    units: str = "km"
    clock: str = "24h"
    zone: str = ""
    """IANA name; empty: the browser's, else the system's."""
    service_radius_km: float = 200.0
    """An order farther from the depot is not planned."""
    service_min: float = 0.0
    """Minutes at the door for orders that do not say."""
    budget_s: int = 20
    """Seconds that a search takes unless said otherwise."""

    @property
    def formats(self) -> Formats:
        """How figures are read."""
        return Formats(self.currency, self.units, self.clock)


def get(store: Store) -> Settings:
    """The settings as saved; a name of a newer program is passed over."""
    saved = get_settings(store)
    known = {field.name for field in fields(Settings)}
    return replace(Settings(), **{name: value for name, value in saved.items() if name in known})


def save(store: Store, settings: Settings) -> None:
    """Keep the settings; raises ``PlannerError`` for what cannot be."""
    if settings.zone and settings.zone not in known_zones():
        raise PlannerError(f"There is no time zone {settings.zone!r}: choose one of the list.")
    if not re.fullmatch("[A-Z]{3}", settings.currency):
        raise PlannerError(f"The currency {settings.currency!r} is no code of three letters.")
    if settings.units not in UNITS or settings.clock not in CLOCKS:
        raise PlannerError("Distances are in km or mi, clocks show 24h or 12h.")
    if not 1 <= settings.service_radius_km <= 20_000:
        raise PlannerError("The service radius must lie between 1 and 20,000 km.")
    if not 0 <= settings.service_min <= 480:
        raise PlannerError("Minutes at the door must lie between 0 and 480.")
    if not 1 <= settings.budget_s <= 3600:
        raise PlannerError("The search time must lie between 1 and 3,600 seconds.")
    save_settings(store, **asdict(settings))


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Every IANA name; listing them reads hundreds of files, so it is done once."""
    return frozenset(available_timezones())


def system_zone() -> str:
    """The zone of this machine as an IANA name, where it tells one; else UTC."""
    linked = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    named = [os.environ.get("TZ", "").lstrip(":"), linked]
    return next((name for name in named if name in known_zones()), "UTC")
