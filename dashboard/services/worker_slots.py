"""How many workers a machine has, and whether one is free: a locked file for each."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dashboard.store import lock_file

FOLDER = "workers"


def slot_count() -> int:
    """One worker for each core but one, which answers clicks; at least one."""
    return max(1, (os.cpu_count() or 2) - 1)


@contextmanager
def hold_slot(folder: Path) -> Iterator[bool]:
    """Take a free slot until the end, however the process ends; False where there is none."""
    for handle in _handles(folder):
        with handle:
            if lock_file(handle):
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
