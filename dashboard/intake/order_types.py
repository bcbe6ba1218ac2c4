"""Whether goods are brought to a customer or taken back, as files say it."""

from collections.abc import Iterable
from enum import Enum, auto

from dashboard.intake.cells import CellError
from dashboard.intake.spelling import plain_words


class OrderType(Enum):
    """What is done at the customer's door."""

    DELIVERY = auto()
    RETURN = auto()
    """Taken from the customer to the depot."""
    TASK = auto()
    """A visit that takes time and moves nothing."""


_WORDS = {
    OrderType.DELIVERY: """d, delivery, deliver, drop, drop off, dropoff, lieferung, zustellung,
        livraison, entrega, consegna, bezorging, levering, toimitus, leverans""",
    OrderType.RETURN: """p, return, returns, customer return, take back, taking back, hand back,
        handback, pickup from customer, pick up from customer, collect from customer, rucknahme,
        ruckgabe, retoure, abholung beim kunden, retour, reprise, devolucion, devolucao, reso,
        retourneren, retur, palautus""",
    OrderType.TASK: """t, task, service, service call, visit, aufgabe, termin, tache, tarea,
        compito, tarefa, taak, tehtava""",
}
_TYPES = {" ".join(word.split()): k for k, words in _WORDS.items() for word in words.split(",")}
_TWO_MEANINGS = frozenset(("pickup", "pick up", "collect", "collection", "abholung", "abholen"))


def parse_type(text: str) -> OrderType:
    """A word or the letter of other planners; empty is a delivery."""
    words = plain_words(text)
    if not words:
        return OrderType.DELIVERY
    if words in _TWO_MEANINGS:
        raise CellError(
            "It does not say who fetches it.",
            "Write return if the driver takes it back from the customer; leave out what the"
            " customer fetches.",
        )
    if words not in _TYPES:
        raise CellError("It is no type of order.", "Write delivery, return or task.")
    return _TYPES[words]


def are_types(texts: Iterable[str]) -> bool:
    """Whether a column that may be about anything is about this: one cell at least is clear."""
    return any(plain_words(text) in _TYPES.keys() | _TWO_MEANINGS for text in texts if text)
