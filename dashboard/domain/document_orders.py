"""An order as a part of a plan document, with its way back."""

from datetime import timedelta
from typing import Any

from dashboard.domain.assignments import Kind
from dashboard.domain.days import Day
from dashboard.domain.document_parts import (
    Document,
    fields_of,
    instant,
    iso,
    said,
    window_from_document,
    window_to_document,
)
from dashboard.domain.loads import Load
from dashboard.domain.orders import Collection, Order, Priority
from dashboard.domain.points import Point
from dashboard.domain.spans import seconds

_TEXTS = ("customer", "address", "phone", "email", "notes", "source")
_USUAL: Document = {
    "kind": Kind.DELIVER.value,
    "collect": None,
    "depot": "",
    "drivers": [],
    "not_drivers": [],
    "max_late_s": 0,
    "late_cents": 0,
}


def order_to_document(order: Order, day: Day) -> dict[str, Any]:
    """An order; ``lat`` and ``lon`` are null while it has no position."""
    document = {
        "order_id": order.id,
        **_place(order.point),
        "windows": [window_to_document(window, day) for window in order.windows],
        "service_s": seconds(order.service),
        **fields_of(order.load),
        "priority": order.priority.name.lower(),
        "skills": sorted(order.skills),
        "driver_class": order.driver_class,
        "own_stop": order.own_stop,
        "release": None if order.release is None else iso(order.release, day),
        "kind": order.kind.value,
        "collect": None if order.collect is None else _collection(order.collect, day),
        "depot": order.depot,
        "drivers": sorted(order.drivers),
        "not_drivers": sorted(order.not_drivers),
        "max_late_s": seconds(order.max_late),
        "late_cents": order.late_cents,
        **{name: getattr(order, name) for name in _TEXTS},
    }
    return said(document, _USUAL)


def order_from_document(document: Document) -> Order:
    """The order of a document."""
    given = {**_USUAL, **document}
    release, collect = given["release"], given["collect"]
    return Order(
        id=given["order_id"],
        point=_point(given),
        windows=tuple(window_from_document(window) for window in given["windows"]),
        service=timedelta(seconds=given["service_s"]),
        load=Load(*(given[name] for name in ("parcels", "weight_g", "volume_cm3"))),
        priority=Priority[given["priority"].upper()],
        skills=frozenset(given["skills"]),
        # Plans made before these were known have neither.
        driver_class=given.get("driver_class", ""),
        own_stop=given.get("own_stop", False),
        release=None if release is None else instant(release),
        kind=Kind(given["kind"]),
        collect=None if collect is None else _collection_of(collect),
        depot=given["depot"],
        drivers=frozenset(given["drivers"]),
        not_drivers=frozenset(given["not_drivers"]),
        max_late=timedelta(seconds=given["max_late_s"]),
        late_cents=given["late_cents"],
        **{name: given[name] for name in _TEXTS},
    )


def _collection(collect: Collection, day: Day) -> dict[str, Any]:
    return {
        **_place(collect.point),
        "windows": [window_to_document(window, day) for window in collect.windows],
        "service_s": seconds(collect.service),
        "address": collect.address,
    }


def _collection_of(document: Document) -> Collection:
    return Collection(
        point=_point(document),
        windows=tuple(window_from_document(window) for window in document["windows"]),
        service=timedelta(seconds=document["service_s"]),
        address=document["address"],
    )


def _place(point: Point | None) -> dict[str, float | None]:
    lon, lat = (None, None) if point is None else point
    return {"lat": lat, "lon": lon}


def _point(document: Document) -> Point | None:
    return None if document["lat"] is None else Point(document["lon"], document["lat"])
