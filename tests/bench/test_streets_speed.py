"""The benchmark of matrices along streets runs through and names what it measured."""

import os
from pathlib import Path

import pytest

from dashboard.bench.streets_speed import measure, table

needs_extracts = pytest.mark.skipif(
    "ROUNDSMAN_DATASETS" not in os.environ, reason="ROUNDSMAN_DATASETS names no folder"
)


@needs_extracts
def test_every_step_of_a_matrix_is_timed() -> None:
    extract = Path(os.environ["ROUNDSMAN_DATASETS"]) / "osm" / "harrisburg.osm.pbf"
    figures = measure(extract, sizes=(20,))
    assert figures.segments > 10_000
    shown = table(figures)
    for what in ("20 × 20", "preparation, from its file", "50 new among 1000", "30 stops"):
        assert what in shown
