"""What the web tests share: a password, a logged-in browser's cookie, a stand-in for plans."""

from datetime import UTC, datetime
from pathlib import Path

from dashboard.services.access import cookie_name, grant, watch_access

PASSWORD = "correct horse"
HERE = "http://127.0.0.1:8501"


def logged_in(data: Path, now: datetime | None = None) -> dict[str, str]:
    """The header of a browser that logged in to a workspace, at a time (None: now)."""
    present = watch_access(data)()
    return {"cookie": f"{cookie_name(present)}={grant(present, now or datetime.now(UTC))}"}


def a_layer(data: Path, plan_id: str, revision: int, layer: str) -> bytes:
    """Stands in for the plans of a workspace: there is only plan-1, revision 2."""
    if (plan_id, revision) != ("plan-1", 2):
        raise LookupError(plan_id)
    return f'[{{"layer": "{layer}"}}{", 1" * 1000}]'.encode()
