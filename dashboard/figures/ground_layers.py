"""The layers of a street map, from the land up: areas, water, streets and their names."""

from collections.abc import Mapping, Sequence
from typing import Any

LETTERS = "DejaVu Sans Condensed"
"""The font that names are written in."""

Layer = dict[str, Any]
Colours = Mapping[str, str]
Sizes = Mapping[float, float]
"""Pixels at zooms; in between they grow like the map itself."""

_AREAS = {
    "built": "built", "sea": "water", "green": "green", "wood": "wood", "sand": "sand",
    "square": "square", "water": "water",
}  # fmt: skip
_STREETS: dict[str, tuple[Sequence[str], Sizes]] = {
    "service": (("service", "track"), {13: 0.6, 16: 4, 20: 24}),
    "street": (
        ("unclassified", "residential", "living_street", "pedestrian"),
        {12: 0.5, 14: 2.2, 16: 8, 20: 50},
    ),
    "collector": (("secondary", "tertiary"), {9: 0.5, 12: 1.6, 14: 4, 16: 11, 20: 66}),
    "main": (("trunk", "primary"), {6: 0.5, 10: 1.4, 12: 2.4, 14: 5.2, 16: 13, 20: 76}),
    "motorway": (("motorway",), {5: 0.6, 10: 2, 12: 3, 14: 6, 16: 14, 20: 80}),
}
_NAMED_FROM = {"motorway": 12, "main": 12.5, "collector": 13.5, "street": 14.5, "service": 15.5}
_PLACES = (
    (("neighbourhood", "quarter", "hamlet"), 13, 16, 12),
    (("suburb", "village"), 10, 15.5, 13),
    (("town",), 7, 15, 15),
    (("city",), 4, 14, 18),
)


def ground(colours: Colours) -> list[Layer]:
    """What nobody drives on: green, water, and close up the houses."""
    areas = [
        _layer(kind, "fill", "areas", [kind], paint={"fill-color": colours[paint]})
        for kind, paint in _AREAS.items()
    ]
    shore = {"line-color": colours["shore"], "line-width": _growing({8: 0.4, 14: 1})}
    houses = _layer(
        "buildings",
        "fill",
        "buildings",
        paint={
            "fill-color": colours["building"],
            "fill-outline-color": colours["wall"],
            "fill-opacity": ["interpolate", ["linear"], ["zoom"], 14, 0.4, 15, 1],
        },
        minzoom=14,
    )
    return [
        *areas,
        _layer("coast", "line", "water", ["coast"], paint=shore),
        _line("rivers", "water", ["river"], colours["water"], {8: 0.6, 12: 2, 16: 9, 20: 60}),
        _line("streams", "water", ["stream"], colours["water"], {13: 0.6, 16: 2.5, 20: 16}),
        houses,
    ]


def lines(colours: Colours) -> list[Layer]:
    """Kerbs under all streets, so that crossings are open; the larger over the smaller."""
    fills: dict[str, str | list[Any]] = {
        "service": colours["street"],
        "street": colours["street"],
        "collector": _nearing(colours["far"], colours["main"]),
        "main": _nearing(colours["far"], colours["main"]),
        "motorway": colours["motorway"],
    }
    kerbs = [
        _line(
            f"{group}-kerb",
            "roads",
            kinds,
            colours["verge" if group == "motorway" else "kerb"],
            {zoom: size + (0.6 if zoom < 14 else 1.6) for zoom, size in sizes.items()},
        )
        for group, (kinds, sizes) in _STREETS.items()
    ]
    streets = [
        _line(group, "roads", kinds, fills[group], sizes)
        for group, (kinds, sizes) in _STREETS.items()
    ]
    paths = _line("paths", "roads", ["path"], colours["path"], {14: 0.7, 16: 1.4, 20: 5})
    paths["paint"]["line-dasharray"] = [3, 1.5]
    rails = _line("rails", "roads", ["rail"], colours["rail"], {10: 0.5, 14: 1.2, 18: 3})
    runways = _line("runways", "roads", ["runway"], colours["runway"], {11: 1, 14: 8, 18: 60})
    return [runways, paths, *kerbs, *streets, rails]


def names(colours: Colours) -> list[Layer]:
    """Those of larger streets and places win over others in their way."""
    streets = [
        _text(
            f"{group}-names",
            "roads",
            _STREETS[group][0],
            colours["name"],
            colours["halo"],
            size={13: 11, 17: 14},
            minzoom=zoom,
            along=True,
        )
        for group, zoom in reversed(_NAMED_FROM.items())
    ]
    places = [
        _text(
            f"{kinds[0]}-names",
            "places",
            kinds,
            colours["place"],
            colours["halo"],
            size={least: size - 1, most: size + 2},
            minzoom=least,
            maxzoom=most,
        )
        for kinds, least, most, size in _PLACES
    ]
    return streets + places


def _text(
    name: str, source: str, kinds: Sequence[str], colour: str, halo: str, *,
    size: Sizes, minzoom: float, maxzoom: float = 24, along: bool = False,
) -> Layer:  # fmt: skip
    layout: Layer = {
        "text-field": ["get", "name"],
        "text-font": [LETTERS],
        "text-size": ["interpolate", ["linear"], ["zoom"], *_flat(size)],
        "text-padding": 6,
    }
    if along:
        layout |= {"symbol-placement": "line", "symbol-spacing": 320, "text-max-angle": 30}
    paint = {"text-color": colour, "text-halo-color": halo, "text-halo-width": 1.6}
    return _layer(
        name, "symbol", source, kinds, layout=layout, paint=paint, minzoom=minzoom, maxzoom=maxzoom
    )


def _line(
    name: str, source: str, kinds: Sequence[str], colour: str | list[Any], sizes: Sizes
) -> Layer:
    return _layer(
        name,
        "line",
        source,
        kinds,
        layout={"line-cap": "round", "line-join": "round"},
        paint={"line-color": colour, "line-width": _growing(sizes)},
        minzoom=min(sizes),
    )


def _layer(name: str, form: str, source: str, kinds: Sequence[str] = (), **more: Any) -> Layer:
    chosen = {"filter": ["match", ["get", "kind"], list(kinds), True, False]} if kinds else {}
    return {"id": name, "type": form, "source": "ground", "source-layer": source, **chosen, **more}


def _nearing(far: str, near: str) -> list[Any]:
    """From afar a street is a hair: white on bright ground, nobody would see it."""
    return ["interpolate", ["linear"], ["zoom"], 11, far, 13, near]


def _growing(sizes: Sizes) -> list[Any]:
    return ["interpolate", ["exponential", 1.6], ["zoom"], *_flat(sizes)]


def _flat(sizes: Sizes) -> list[float]:
    return [number for pair in sorted(sizes.items()) for number in pair]
