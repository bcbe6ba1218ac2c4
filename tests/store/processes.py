"""Processes of their own for what is to be killed."""

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess, SpawnProcess
from typing import Any

import pytest

needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")

if sys.platform == "win32":
    _context = multiprocessing.get_context("spawn")
else:
    # A fork server imports once for all of them: the store, and pytest, which is their __main__.
    _context = multiprocessing.get_context("forkserver")
    _context.set_forkserver_preload(["pytest", "tests.store.writers"])


def start(act: Callable[..., None], *arguments: Any) -> ForkServerProcess | SpawnProcess:
    """Run this in another process, which ends with the tests at the latest."""
    process = _context.Process(target=act, args=arguments, daemon=True)
    process.start()
    return process


def start_telling(
    act: Callable[..., None], *arguments: Any
) -> tuple[ForkServerProcess | SpawnProcess, Connection]:
    """The same, with a pipe as its last argument; returns the end to listen at."""
    heard, told = multiprocessing.Pipe(duplex=False)
    process = start(act, *arguments, told)
    told.close()
    return process, heard
