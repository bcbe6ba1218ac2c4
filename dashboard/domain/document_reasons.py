"""An order left out as a part of a plan document, with its way back."""

from collections.abc import Iterable
from typing import Any

from dashboard.domain.assignments import Kind, Pause, Reload, Step, Task
from dashboard.domain.days import Day
from dashboard.domain.document_parts import Document, fields_of, instant, iso
from dashboard.domain.plans import Obstacle, Reason, Rule, Unassigned
from dashboard.domain.remedies import Change, Remedy, RemedyKind

_INSTANTS = ("start", "end")


def unassigned_to_document(left: Unassigned, day: Day) -> dict[str, Any]:
    """The reason, what stands in the way with each class, and the remedies."""
    return {
        "order_id": left.order_id,
        "reason_code": left.reason.value,
        "reason_text": left.text,
        "rules": [rule.value for rule in left.rules],
        "obstacles": [
            {
                "class": one.class_name,
                "rules": [rule.value for rule in one.rules],
                "words": one.words,
            }
            for one in left.obstacles
        ],
        "remedies": [remedy_to_document(remedy, day) for remedy in left.remedies],
    }


def unassigned_from_document(document: Document) -> Unassigned:
    """The order left out of a document; older plans have the reason alone."""
    return Unassigned(
        document["order_id"],
        Reason(document["reason_code"]),
        document["reason_text"],
        _rules(document.get("rules", ())),
        tuple(
            Obstacle(one["class"], _rules(one["rules"]), one["words"])
            for one in document.get("obstacles", ())
        ),
        tuple(remedy_from_document(remedy) for remedy in document.get("remedies", ())),
    )


def remedy_to_document(remedy: Remedy, day: Day) -> dict[str, Any]:
    """A remedy; its change says only what its kind needs."""
    change = {name: value for name, value in fields_of(remedy.change).items() if value}
    for name in _INSTANTS:
        if name in change:
            change[name] = iso(change[name], day)
    if "steps" in change:
        change["steps"] = [_step_to_document(step) for step in change["steps"]]
    return {
        "kind": remedy.kind.value,
        "words": remedy.words,
        "extra_cents": remedy.extra_cents,
        "change": change,
    }


def remedy_from_document(document: Document) -> Remedy:
    """The remedy of a document."""
    change = dict(document["change"])
    for name in _INSTANTS:
        if name in change:
            change[name] = instant(change[name])
    # A plan of an earlier version has a place instead, which says too little.
    change.pop("position", None)
    change["steps"] = tuple(map(_step_from_document, change.get("steps", ())))
    return Remedy(
        RemedyKind(document["kind"]), document["words"], document["extra_cents"], Change(**change)
    )


def _step_to_document(step: Step) -> dict[str, str]:
    if isinstance(step, Task):
        return {"kind": step.kind.value, "order_id": step.order_id}
    if isinstance(step, Reload):
        return {"kind": Kind.RELOAD.value, "depot_id": step.depot_id}
    return {"kind": Kind.PAUSE.value, "break_id": step.break_id}


def _step_from_document(document: Document) -> Step:
    kind = Kind(document["kind"])
    if kind is Kind.RELOAD:
        return Reload(document["depot_id"])
    return Pause(document["break_id"]) if kind is Kind.PAUSE else Task(document["order_id"], kind)


def _rules(names: Iterable[str]) -> tuple[Rule, ...]:
    return tuple(Rule(name) for name in names)
