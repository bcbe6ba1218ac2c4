"""Addresses as people write them -> points: an index made from an extract, and its answers."""

from dashboard.places.answers import Candidate, Found, Quality
from dashboard.places.building import IndexSummary, build_index
from dashboard.places.index import AddressIndex, open_index
from dashboard.places.known import House, StreetLine

__all__ = [
    "AddressIndex",
    "Candidate",
    "Found",
    "House",
    "IndexSummary",
    "Quality",
    "StreetLine",
    "build_index",
    "open_index",
]
