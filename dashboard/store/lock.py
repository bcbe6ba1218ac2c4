"""One server for each workspace: a lock that ends with the process, however that ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dashboard.domain import StoreError
from dashboard.store.failures import told_of_file

LOCK_NAME = "roundsman.lock"
# Windows keeps others from reading what is locked, so the lock lies far behind the text.
_BEHIND_THE_TEXT = 1 << 30


@contextmanager
def hold_workspace(folder: Path) -> Iterator[None]:
    """Keep other servers, and restores, off this folder; raises ``StoreError`` if one holds it."""
    file = folder / LOCK_NAME
    with told_of_file(file):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Opened for appending, so that the holder's text survives a refused attempt.
        handle = file.open("a+b")
    with handle:
        if not lock_file(handle):
            raise StoreError(
                f"The planner is running on {folder} already{_holder(file)}. "
                "Stop it first, or choose another folder with --data."
            )
        handle.truncate(0)
        handle.write(str(os.getpid()).encode())
        handle.flush()
        yield


def lock_file(handle: BinaryIO) -> bool:
    """Try to lock an open file until it is closed; False while another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(_BEHIND_THE_TEXT)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # A file system without locks: better unguarded than not at all.
        return True
    return True


def _holder(file: Path) -> str:
    text = file.read_text(encoding="ascii", errors="replace").strip()
    return f" (process {text})" if text.isdigit() else ""
