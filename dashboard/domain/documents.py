"""A plan as the plain document of ``plan.json``, and back to an equal plan."""

from datetime import date
from typing import Any

from dashboard.domain.days import Day
from dashboard.domain.document_parts import (
    Document,
    class_from_document,
    class_to_document,
    depot_from_document,
    depot_to_document,
    fields_of,
    order_from_document,
    order_to_document,
    route_from_document,
    route_to_document,
    shift_from_document,
    shift_to_document,
    totals_from_document,
    totals_to_document,
)
from dashboard.domain.document_reasons import unassigned_from_document, unassigned_to_document
from dashboard.domain.errors import PlannerError
from dashboard.domain.orders import RowProblem
from dashboard.domain.plans import (
    FORMAT,
    Plan,
    Rule,
    TravelSource,
    Violation,
)


def plan_to_document(plan: Plan) -> dict[str, Any]:
    """The document of a plan: only what JSON holds."""
    return {
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
    }


def plan_from_document(document: Document) -> Plan:
    """The plan of a document; raises ``PlannerError`` for one of another format."""
    if (found := document.get("format")) != FORMAT:
        raise PlannerError(
            f"This plan has format {found!r}; this program reads format {FORMAT}. Update Roundsman."
        )
    return Plan(
        day=Day(date.fromisoformat(document["date"]), document["tz"]),
        depots=tuple(depot_from_document(depot) for depot in document["depots"]),
        classes=tuple(class_from_document(kind) for kind in document["classes"]),
        shifts=tuple(shift_from_document(shift) for shift in document["shifts"]),
        orders=tuple(order_from_document(order) for order in document["orders"]),
        routes=tuple(route_from_document(route) for route in document["routes"]),
        unassigned=tuple(unassigned_from_document(left) for left in document["unassigned"]),
        rejected=tuple(RowProblem(**problem) for problem in document["rejected"]),
        violations=tuple(
            Violation(**{**violation, "rule": Rule(violation["rule"])})
            for violation in document["violations"]
        ),
        totals=totals_from_document(document["totals"]),
        travel=TravelSource(**document["travel"]),
        solver=document["solver"],
        seed=document["seed"],
        budget_s=document["budget"]["seconds"],
        budget_iterations=document["budget"]["iterations"],
        input_sha256=document["input_sha256"],
    )


def _travel(source: TravelSource) -> dict[str, Any]:
    document = fields_of(source)
    if not source.traffic:
        del document["traffic"]
    return document
