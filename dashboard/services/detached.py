"""How a process is started that outlives the one that asked for it."""

import os
from typing import Any


def detached() -> dict[str, Any]:
    """Arguments of ``subprocess.Popen``."""
    if os.name == "nt":
        return {"creationflags": 0x00000200 | 0x00000008}  # New process group, detached.
    return {"start_new_session": True}
