"""Other processes: whether they run, and whom they have started."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells and keeps this")


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be asked does not."""
    status = Path(f"/proc/{pid}/stat")
    if sys.platform == "linux":
        try:
            return status.read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OSError):
        return False
    return True


def children_of(pid: int) -> list[int]:
    """The processes that a process has started, on Linux."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(after_name[1]) == pid:
            found.append(int(status.parent.name))
    return found


def wait_until(happened: Callable[[], bool], within_s: float) -> bool:
    """Whether it happened in time."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.05)
    return happened()
