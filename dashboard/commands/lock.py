"""A lock between processes, so that two starts at once do not set up over each other."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """
    Hold a file for this process alone, waiting for another that holds it, however long.

    On POSIX a child started with ``close_fds=False`` holds it too, until it ends.
    """
    with file.open("a+b") as handle:
        os.set_inheritable(handle.fileno(), True)
        told = False
        while not _taken(handle):
            if not told:
                print("Another set-up is running; waiting for it.", flush=True)
                told = True
            time.sleep(0.5)
        yield
    # The system frees the lock with the handle, also when the process is killed.


def _taken(handle: BinaryIO) -> bool:
    """Try to lock the file; False while another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0, os.SEEK_SET)
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
