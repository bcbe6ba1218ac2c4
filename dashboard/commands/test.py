"""`test`: the checks of style and types, then every test, browser tests included."""

import os
import subprocess
import sys

from dashboard.commands.browser import VARIABLE, get_chromium
from dashboard.commands.environment import ROOT

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)


def run(argv: list[str]) -> int:
    """Run all checks and tests; with arguments, pytest alone with these. Not 0: one failed."""
    if "-h" in argv or "--help" in argv:
        print("python3 -m dashboard test [OPTIONS OF PYTEST]: without options, all checks too")
        return 0
    chromium = get_chromium()
    if chromium is None:
        print(_NO_BROWSER, file=sys.stderr, flush=True)
        if os.environ.get("CI", "").lower() in ("1", "true"):
            return 1
    else:
        os.environ[VARIABLE] = str(chromium)
    if (ROOT / "dashboard" / "domain" / "warm.py").exists():
        _module("dashboard.domain.warm")
    checks = [] if argv else CHECKS
    failed = [" ".join(check) for check in checks if _module(*check)]
    if _module("pytest", *argv):
        failed.append("pytest")
    print(f"Failed: {', '.join(failed)}" if failed else "All is well.", flush=True)
    return 1 if failed else 0


_NO_BROWSER = """
**********************************************************************
NO BROWSER: the tests that need one cannot run. Neither Chromium,
Chrome nor Edge is here, and none could be installed. Install one, or
name one by ROUNDSMAN_CHROMIUM=/path/to/chromium
**********************************************************************
"""


def _module(name: str, *arguments: str) -> int:
    """Run a module of this environment from the project's folder; its exit code."""
    print(f"> {name} {' '.join(arguments)}".rstrip(), flush=True)
    return subprocess.run(
        [sys.executable, "-m", name, *arguments], cwd=ROOT, check=False
    ).returncode
