"""The kinds of file that are known, in the sequence they are tried."""

from collections.abc import Sequence

from dashboard.intake.headings import ByHeadings
from dashboard.intake.planners import PLANNER_SHEETS
from dashboard.intake.raw_orders import Format, RawOrder
from dashboard.intake.shopify import ShopifyOrders
from dashboard.intake.woocommerce import WOOCOMMERCE_EXPORTS

__all__ = ["FORMATS", "ByHeadings", "Format", "RawOrder", "format_of"]

FORMATS: tuple[Format, ...] = (
    ShopifyOrders(),
    *WOOCOMMERCE_EXPORTS,
    *PLANNER_SHEETS,
    ByHeadings(),
)
"""Tried in this sequence; the one for any table comes last."""


def format_of(headings: Sequence[str]) -> Format:
    """The first format that knows these headings."""
    return next(kind for kind in FORMATS if kind.recognises(headings))
