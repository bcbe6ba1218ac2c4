"""How many workers a machine has, and whether one is free: a locked file for each."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

FOLDER = "workers"


def slot_count() -> int:
    """One worker for each core but one, which answers clicks; at least one."""
    return max(1, (os.cpu_count() or 2) - 1)


@contextmanager
def hold_slot(folder: Path) -> Iterator[bool]:
    """Take a free slot until the end, however the process ends; False where there is none."""
    for handle in _handles(folder):
        with handle:
            if _lock(handle):
                yield True
                return
    yield False


def is_slot_free(folder: Path) -> bool:
    """Whether one more worker would find something to do."""
    with hold_slot(folder) as free:
        return free


def _handles(folder: Path) -> Iterator[BinaryIO]:
    (folder / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(slot_count()):
        yield (folder / FOLDER / f"slot-{number}.lock").open("a+b")


def _lock(handle: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
