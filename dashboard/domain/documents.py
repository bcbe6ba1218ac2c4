"""A plan as the plain document of ``plan.json``, and back to an equal plan."""

from datetime import date
from typing import Any

from dashboard.domain.aims import NO_AIMS
from dashboard.domain.days import Day
from dashboard.domain.document_fleet import (
    class_from_document,
    class_to_document,
    depot_from_document,
    depot_to_document,
    shift_from_document,
    shift_to_document,
)
from dashboard.domain.document_orders import order_from_document, order_to_document
from dashboard.domain.document_parts import Document, fields_of, said
from dashboard.domain.document_pins import (
    aims_from_document,
    aims_to_document,
    held_from_document,
    held_to_document,
    pin_from_document,
    pin_to_document,
)
from dashboard.domain.document_reasons import unassigned_from_document, unassigned_to_document
from dashboard.domain.document_routes import (
    route_from_document,
    route_to_document,
    totals_from_document,
    totals_to_document,
)
from dashboard.domain.errors import PlannerError
from dashboard.domain.orders import RowProblem
from dashboard.domain.plans import (
    FORMAT,
    Plan,
    Rule,
    TravelSource,
    Violation,
)

_USUAL: Document = {
    "pins": [],
    "held": {},
    "locked": [],
    "aims": aims_to_document(NO_AIMS),
    "aims_cents": None,
}


def plan_to_document(plan: Plan) -> dict[str, Any]:
    """The document of a plan: only what JSON holds."""
    document = {
        "format": FORMAT,
        "date": plan.day.date.isoformat(),
        "tz": plan.day.zone,
        "depots": [depot_to_document(depot, plan.day) for depot in plan.depots],
        "classes": [class_to_document(kind) for kind in plan.classes],
        "shifts": [shift_to_document(shift, plan.day) for shift in plan.shifts],
        "orders": [order_to_document(order, plan.day) for order in plan.orders],
        "routes": [route_to_document(route, plan.day) for route in plan.routes],
        "unassigned": [unassigned_to_document(left, plan.day) for left in plan.unassigned],
        "rejected": [fields_of(problem) for problem in plan.rejected],
        "violations": [{**fields_of(v), "rule": v.rule.value} for v in plan.violations],
        "totals": totals_to_document(plan.totals),
        "travel": _travel(plan.travel),
        "solver": plan.solver,
        "seed": plan.seed,
        "budget": {"seconds": plan.budget_s, "iterations": plan.budget_iterations},
        "input_sha256": plan.input_sha256,
        "pins": [pin_to_document(pin) for pin in plan.pins],
        "held": {name: held_to_document(held, plan.day) for name, held in plan.held.items()},
        "locked": sorted(plan.locked),
        "aims": aims_to_document(plan.aims),
        "aims_cents": plan.aims_cents,
    }
    return said(document, _USUAL)


def plan_from_document(document: Document) -> Plan:
    """The plan of a document; raises ``PlannerError`` for one of another format."""
    if (found := document.get("format")) != FORMAT:
        raise PlannerError(
            f"This plan has format {found!r}; this program reads format {FORMAT}. Update Roundsman."
        )
    given = {**_USUAL, **document}
    return Plan(
        day=Day(date.fromisoformat(given["date"]), given["tz"]),
        depots=tuple(depot_from_document(depot) for depot in given["depots"]),
        classes=tuple(class_from_document(kind) for kind in given["classes"]),
        shifts=tuple(shift_from_document(shift) for shift in given["shifts"]),
        orders=tuple(order_from_document(order) for order in given["orders"]),
        routes=tuple(route_from_document(route) for route in given["routes"]),
        unassigned=tuple(unassigned_from_document(left) for left in given["unassigned"]),
        rejected=tuple(RowProblem(**problem) for problem in given["rejected"]),
        violations=tuple(
            Violation(**{**violation, "rule": Rule(violation["rule"])})
            for violation in given["violations"]
        ),
        totals=totals_from_document(given["totals"]),
        travel=TravelSource(**given["travel"]),
        solver=given["solver"],
        seed=given["seed"],
        budget_s=given["budget"]["seconds"],
        budget_iterations=given["budget"]["iterations"],
        input_sha256=given["input_sha256"],
        pins=tuple(pin_from_document(pin) for pin in given["pins"]),
        held={name: held_from_document(held) for name, held in given["held"].items()},
        locked=frozenset(given["locked"]),
        aims=aims_from_document(given["aims"]),
        aims_cents=given["aims_cents"],
    )


def _travel(source: TravelSource) -> dict[str, Any]:
    document = fields_of(source)
    if not source.traffic:
        del document["traffic"]
    return document
