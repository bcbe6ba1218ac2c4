"""What a server does before it answers."""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.services.jobs import call_worker
from dashboard.services.workspaces import workspace
from dashboard.store import mark_lost


def on_start(data: Path) -> None:
    """Give up jobs whose worker has died, and have a worker ready, which starts the next one."""
    mark_lost(workspace(data), datetime.now(UTC))
    call_worker(data)
