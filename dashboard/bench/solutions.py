"""Answers as VRPLIB writes them, and the best that are known."""

import csv
from decimal import Decimal
from pathlib import Path

from dashboard.bench.instances import Instance, Routes, published

BEST_KNOWN = Path(__file__).with_name("best_known.csv")


def solution_text(instance: Instance, routes: Routes, cost: int) -> str:
    """A line for each route, clients from 1, and the cost as it is published."""
    lines = [
        f"Route #{number}: {' '.join(map(str, route))}"
        for number, route in enumerate(filter(None, routes), start=1)
    ]
    return "\n".join([*lines, f"Cost {published(cost, instance.scale)}", ""])


def read_solution(path: Path) -> tuple[list[list[int]], Decimal]:
    """Routes and cost of a file of this form, with or without the number sign."""
    routes, cost = [], Decimal(0)
    for line in path.read_text(encoding="utf-8").splitlines():
        head, _, tail = line.partition(":")
        if head.strip().casefold().startswith("route"):
            routes.append([int(word) for word in tail.split()])
        elif line.casefold().startswith("cost"):
            cost = Decimal(line.split()[1])
    return routes, cost


def best_known(instance: Instance) -> int | None:
    """The least cost that anybody has published, in the instance's units; None: not noted."""
    with BEST_KNOWN.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["instance"].casefold() == instance.name.casefold():
                return int(Decimal(row["cost"]) * instance.scale)
    return None
