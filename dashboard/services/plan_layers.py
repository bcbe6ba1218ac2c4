"""A plan's map layers as JSON, for maps too large to carry them inside the page."""

import json
from functools import lru_cache
from pathlib import Path

from dashboard.domain import PlannerError
from dashboard.services import plans
from dashboard.services.workspaces import workspace


@lru_cache(maxsize=64)
def layer(data: Path, plan_id: str, revision: int, name: str) -> bytes:
    """The records of a layer; raises ``LookupError`` for an unknown plan."""
    try:
        records = plans.records(workspace(data), plan_id, revision)
    except PlannerError as error:
        raise LookupError(str(error)) from None
    return json.dumps(getattr(records, name), separators=(",", ":")).encode()
