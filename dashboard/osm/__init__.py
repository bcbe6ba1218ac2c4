"""One OpenStreetMap extract: a sorted copy of it, and its addresses, streets and place names."""

from dashboard.osm.addresses import AddressRecord, addresses
from dashboard.osm.extracts import ATTRIBUTION, ExtractError, sorted_copy
from dashboard.osm.localities import Locality, localities
from dashboard.osm.streets import StreetRecord, streets

__all__ = [
    "ATTRIBUTION",
    "AddressRecord",
    "ExtractError",
    "Locality",
    "StreetRecord",
    "addresses",
    "localities",
    "sorted_copy",
    "streets",
]
