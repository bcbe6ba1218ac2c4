"""How far the estimates are off in a town whose streets are known, and what sets them right."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from dashboard.domain import Point
from dashboard.travel.estimates import Calibration, Estimate
from dashboard.travel.graph import StreetGraph
from dashboard.travel.streets import Streets

_PLACES = 60
_SEED = 7
_LEAST_S = 30
"""Shorter ways say more of doors than of a town."""


def calibrated(streets: Streets) -> Calibration:
    """The calibration by ways between places spread over the streets of a map."""
    places = _places(streets.graph)
    usable = [p for p, why in zip(places, streets.snap(places).reasons, strict=True) if not why]
    actual, guess = streets.matrix(usable, "van"), Estimate().matrix(usable, "van")
    seconds, guessed = actual.durations_s[0].ravel(), guess.durations_s[0].ravel()
    told = (seconds >= _LEAST_S) & (guessed > 0)
    if not told.any():
        return Calibration()
    metres = actual.distances_m.ravel()[told] / np.maximum(guess.distances_m.ravel()[told], 1)
    scale = float(np.median(seconds[told] / guessed[told]))
    off = np.abs(guessed[told] * scale - seconds[told]) / seconds[told]
    return Calibration(
        round(scale, 3), round(float(np.median(metres)), 3), round(float(off.mean()), 3)
    )


def save(calibration: Calibration, file: Path) -> None:
    """Keep it beside what else is made of a map."""
    file.write_text(json.dumps(asdict(calibration)), encoding="utf-8")


def load(file: Path) -> Calibration | None:
    """What ``save`` wrote; None where there is nothing of the kind."""
    try:
        return Calibration(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _places(graph: StreetGraph) -> list[Point]:
    dice = np.random.default_rng(_SEED)
    chosen = dice.choice(len(graph.shape_lonlat), min(_PLACES, len(graph.shape_lonlat)), False)
    return [Point(float(lon), float(lat)) for lon, lat in graph.shape_lonlat[chosen]]
