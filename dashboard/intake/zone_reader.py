"""
The limited process that reads a file of zones: bytes on standard input, JSON on standard output.
"""

import base64
import json
import os
import sys
from typing import Any

from dashboard.intake.apart import limit_self
from dashboard.intake.refusals import RefusedError

MEMORY_BYTES = 2**30
CPU_SECONDS = 20

_SURROUNDINGS = {
    # Each thread of a linear algebra library claims memory of its own.
    "OPENBLAS_NUM_THREADS": "1",
    # GDAL's drivers that ask a network, or open what a file names.
    "GDAL_SKIP": "AmigoCloud,Carto,CSW,EEDA,Elasticsearch,GDALG,HTTP,NGW,OAPIF,OGCAPI,OGR_VRT,"
    "PLSCENES,SQLite,WFS",
}


def main() -> None:
    """Read one file."""
    os.environ.update(_SURROUNDINGS)
    limit_self(MEMORY_BYTES, CPU_SECONDS)
    said = json.dumps(answer(sys.stdin.buffer.read()), ensure_ascii=False)
    sys.stdout.buffer.write(said.encode("utf-8", "replace"))


def answer(data: bytes) -> dict[str, Any]:
    """What there is to say of a file: its areas in well-known binary, or why it is refused."""
    # Only now, within the limits: these bring the large libraries.
    from dashboard.intake.zone_formats import read_shapes
    from dashboard.intake.zone_shapes import areas_of

    try:
        frame, notes = read_shapes(data)
        found = areas_of(frame)
    except RefusedError as refusal:
        return {"refused": [refusal.reason, refusal.remedy]}
    areas = [base64.b64encode(one.wkb).decode() for one in found.shapes]
    return {"areas": areas, "texts": found.texts, "notes": [*notes, *found.notes]}


if __name__ == "__main__":
    main()
