"""A process of its own, with limits, for files that nobody need trust; standard library only."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).resolve().parents[2]


def run_apart(
    module: str, data: bytes, answer: IO[str], *, wall_s: float, arguments: Iterable[str] = ()
) -> bool:
    """
    Run a module with the data on its standard input; what it prints goes to ``answer``.

    False where it took more time or memory than it may. Raises ``RuntimeError`` where it
    fails otherwise: that is our mistake.
    """
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", module, *arguments],
            input=data,
            stdout=answer,
            stderr=subprocess.PIPE,
            timeout=wall_s,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        return False
    if done.returncode:
        raise RuntimeError(f"the reading process failed: {done.stderr.decode(errors='replace')}")
    return True


def limit_self(memory_bytes: int, cpu_seconds: int) -> None:
    """Cap memory and processor time where the platform can; the caller caps the wall clock."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, memory_bytes, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for kind, soft, hard in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))
