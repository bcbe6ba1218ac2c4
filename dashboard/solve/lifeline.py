"""What ties a child process to the one that started it."""

import os
import sys


def die_with_the_parent() -> None:
    """End when the parent does, however it does (Linux); the first argument is its process id."""
    if sys.platform == "linux":
        import ctypes
        import signal

        set_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
        if os.getppid() != int(sys.argv[1]):  # The parent died before it was said.
            sys.exit(1)
