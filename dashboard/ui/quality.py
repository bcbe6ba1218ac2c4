"""How well a place is known: a sign and a word."""

from dashboard.services.orders import Quality

_WORDS = {
    Quality.HOUSE: "⌂ house",
    Quality.STREET: "▬ street",
    Quality.POSTCODE: "▪ postcode",
    Quality.NONE: "○ none",
}


def quality_words(quality: Quality) -> str:
    """Such as ``⌂ house``."""
    return _WORDS[quality]
