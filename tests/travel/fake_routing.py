"""A routing server that answers as the real ones do, or fails as a test wants."""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from dashboard.domain import Point, great_circle_m

M_S = 10.0
"""The speed of everybody, along ways half as long again as the straight line."""

SEA = 30.0
"""East of this degree there is no road."""


@dataclass
class Answer:
    """What the next question gets in place of its answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    closes: bool = False


@dataclass
class FakeRouting:
    """Counts what it is asked; ``script`` is used up before it answers by itself."""

    url: str = ""
    script: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    """Path with query, headers and body of each question."""
    most: int = 10_000
    """Pairs that it takes at once."""
    change: Any = None
    """Is given each answer before it is sent."""

    @property
    def tables(self) -> int:
        """How often it was asked for one."""
        return sum(
            "table" in path or "matrix" in path or "targets" in path for path, *_ in self.asked
        )


def leg(a: Point, b: Point) -> tuple[float, float] | None:
    """Seconds and metres; None where there is no way."""
    if a.lon > SEA or b.lon > SEA:
        return None
    metres = 1.5 * great_circle_m(a, b)
    return metres / M_S, metres


@contextmanager
def serving(fake: FakeRouting) -> Iterator[FakeRouting]:
    """The server on a free port of this machine, until the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            self._answer(json.loads(self.rfile.read(length)))

        def _answer(self, body: Any) -> None:
            fake.asked.append((self.path, dict(self.headers), body))
            answer = fake.script.pop(0) if fake.script else _answer(fake, unquote(self.path), body)
            time.sleep(answer.wait_s)
            if answer.closes:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def said(given: Any, status: int = 200, **headers: str) -> Answer:
    """An answer in JSON."""
    return Answer(status, json.dumps(given).encode(), headers)


def _answer(fake: FakeRouting, path: str, body: Any) -> Answer:
    for pattern, answer in _SERVICES.items():
        if found := re.match(pattern, path):
            given, status = answer(fake, found, parse_qs(urlsplit(path).query), body)
            return said(fake.change(given) if fake.change else given, status)
    return said({"message": "no such thing"}, 404)


def _osrm(fake: FakeRouting, found: Any, query: Any, body: Any) -> tuple[Any, int]:
    points = [Point(*map(float, pair.split(","))) for pair in found[2].split(";")]
    if found[1] == "route":
        line = [point for point in points for _ in "ab"]
        route = {"geometry": {"coordinates": line}, "duration": 1.0, "distance": 1.0}
        return {"code": "Ok", "routes": [route]}, 200
    sides = [
        [points[int(k)] for k in query[side][0].split(";")] for side in ("sources", "destinations")
    ]
    if len(sides[0]) * len(sides[1]) > fake.most:
        return {"code": "TooBig", "message": "Too many table coordinates"}, 400
    # It puts every place somewhere, however far.
    shore = [[Point(min(p.lon, SEA), p.lat) for p in side] for side in sides]
    cells = [[leg(a, b) for b in shore[1]] for a in shore[0]]
    where = [[{"location": p, "distance": 0, "name": ""} for p in side] for side in shore]
    return {
        "code": "Ok",
        "durations": [[c and c[0] for c in row] for row in cells],
        "distances": [[c and c[1] for c in row] for row in cells],
        "sources": where[0],
        "destinations": where[1],
    }, 200


def _valhalla(fake: FakeRouting, found: Any, query: Any, body: Any) -> tuple[Any, int]:
    sides = [[Point(p["lon"], p["lat"]) for p in body[side]] for side in ("sources", "targets")]
    if len(sides[0]) * len(sides[1]) > fake.most:
        return {"error_code": 150, "error": "Exceeded max locations", "status_code": 400}, 400
    cutoff = {p.get("search_cutoff") for side in ("sources", "targets") for p in body[side]}
    if any(p.lon > SEA for side in sides for p in side) and cutoff == {300.0}:
        return {"error_code": 171, "error": "No suitable edges near location"}, 400
    rows = [
        [
            {"from_index": i, "to_index": j, "time": _round(c, 0), "distance": _round(c, 1)}
            for j, c in enumerate(leg(a, b) for b in sides[1])
        ]
        for i, a in enumerate(sides[0])
    ]
    return {"sources_to_targets": rows, "units": "kilometers"}, 200


def _round(cell: tuple[float, float] | None, which: int) -> float | None:
    """Whole seconds; kilometres."""
    if cell is None:
        return None
    return round(cell[1] / 1000, 3) if which else round(cell[0])


def _locate(fake: FakeRouting, found: Any, query: Any, body: Any) -> tuple[Any, int]:
    return [{"edges": None if p["lon"] > SEA else [{"way_id": 1}]} for p in body["locations"]], 200


def _ors(fake: FakeRouting, found: Any, query: Any, body: Any) -> tuple[Any, int]:
    points = [Point(*pair) for pair in body["locations"]]
    sides = [[points[k] for k in body[side]] for side in ("sources", "destinations")]
    off = [[k for k, p in enumerate(side) if p.lon > SEA] for side in sides]
    if any(off):
        named = zip(("Source", "Destination"), off, strict=True)
        told = [
            f"{side} point(s) {numbers} out of bounds: 60.0,31.0"
            for side, numbers in named
            if numbers
        ]
        return {"error": {"code": 6010, "message": ". ".join(told)}, "info": {}}, 404
    if len(sides[0]) * len(sides[1]) > fake.most:
        return {"error": {"code": 6004, "message": "Search exceeds the limit."}}, 400
    cells = [[leg(a, b) or (0.0, 0.0) for b in sides[1]] for a in sides[0]]
    where = [[{"location": p, "snapped_distance": 1.0} for p in side] for side in sides]
    return {
        "durations": [[c[0] for c in row] for row in cells],
        "distances": [[c[1] for c in row] for row in cells],
        "sources": where[0],
        "destinations": where[1],
    }, 200


def _google(fake: FakeRouting, found: Any, query: Any, body: Any) -> tuple[Any, int]:
    sides = [
        [
            Point(*reversed([float(x) for x in pair.split(",")]))
            for pair in query[side][0].split("|")
        ]
        for side in ("origins", "destinations")
    ]
    cells = [[leg(a, b) for b in sides[1]] for a in sides[0]]
    rows = [
        {
            "elements": [
                {
                    "status": "OK",
                    "duration": {"value": round(c[0]), "text": ""},
                    "distance": {"value": round(c[1]), "text": ""},
                }
                if c
                else {"status": "ZERO_RESULTS"}
                for c in row
            ]
        }
        for row in cells
    ]
    return {"status": "OK", "rows": rows}, 200


_SERVICES = {
    r"/(table|route)/v1/driving/([^?]+)": _osrm,
    r"/(directions-matrix)/v1/mapbox/driving/([^?]+)": _osrm,
    r"/sources_to_targets": _valhalla,
    r"/locate": _locate,
    r"/v2/matrix/driving-car/json": _ors,
    r"/distancematrix/json": _google,
}
