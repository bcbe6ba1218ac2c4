"""What is held fast and wished for as parts of a plan document, each with its way back."""

from typing import Any

from dashboard.domain.aims import Aims, Balance
from dashboard.domain.assignments import Kind, Pause, Reload, Step, Task
from dashboard.domain.days import Day
from dashboard.domain.document_parts import Document, fields_of, instant, iso
from dashboard.domain.pins import Held, Pin


def pin_to_document(pin: Pin) -> dict[str, Any]:
    """A pin; also how the workspace keeps it."""
    return fields_of(pin)


def pin_from_document(document: Document) -> Pin:
    """The pin of a document."""
    return Pin(**document)


def held_to_document(held: Held, day: Day) -> dict[str, Any]:
    """How far a shift is; also how the workspace keeps it."""
    return {
        "steps": [step_to_document(step) for step in held.steps],
        "left": None if held.left is None else iso(held.left, day),
        "aboard": sorted(held.aboard),
    }


def held_from_document(document: Document) -> Held:
    """How far a shift of a document is."""
    left = document["left"]
    return Held(
        steps=tuple(step_from_document(step) for step in document["steps"]),
        left=None if left is None else instant(left),
        aboard=frozenset(document["aboard"]),
    )


def step_to_document(step: Step) -> dict[str, str]:
    """A step without its times."""
    if isinstance(step, Task):
        return {"kind": step.kind.value, "order_id": step.order_id}
    if isinstance(step, Reload):
        return {"kind": Kind.RELOAD.value, "depot_id": step.depot_id}
    return {"kind": Kind.PAUSE.value, "break_id": step.break_id}


def step_from_document(document: Document) -> Step:
    """The step of a document."""
    kind = Kind(document["kind"])
    if kind is Kind.RELOAD:
        return Reload(document["depot_id"])
    if kind is Kind.PAUSE:
        return Pause(document["break_id"])
    return Task(document["order_id"], kind)


def aims_to_document(aims: Aims) -> dict[str, Any]:
    """Aims; also how the workspace keeps them."""
    return {"balance": aims.balance.value, "apart": aims.apart}


def aims_from_document(document: Document) -> Aims:
    """The aims of a document."""
    return Aims(Balance(document["balance"]), document["apart"])
