"""Set-up: the project's own `.venv` holds what a command needs, and the command runs in it."""

import hashlib
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from dashboard.commands.errors import SetupError
from dashboard.commands.install import clear_venv, create_venv, fill_venv, runs_python, venv_python
from dashboard.commands.lock import only_one
from dashboard.commands.pins import satisfied

__all__ = ["ROOT", "SETS", "SetupError", "prepare", "requirement_files"]

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
STAMP = VENV / "roundsman.json"
_UNFINISHED = {"unfinished": "yes"}

SETS = {
    "app": ("requirements.txt",),
    "tests": ("requirements.txt", "tests/requirements.txt"),
    "demo": ("requirements.txt", "dashboard/requirements/demo.txt"),
    "notebook": ("requirements.txt", "dashboard/requirements/notebook.txt"),
    "postgres": ("requirements.txt", "dashboard/requirements/postgres.txt"),
    "bench": ("requirements.txt", "dashboard/requirements/bench.txt"),
}
# Measured on Linux with Python 3.11; other systems differ by a fifth or so.
DOWNLOAD_MB = {
    "requirements.txt": 285,
    "tests/requirements.txt": 100,
    "dashboard/requirements/demo.txt": 10,
    "dashboard/requirements/notebook.txt": 45,
    "dashboard/requirements/postgres.txt": 5,
    "dashboard/requirements/bench.txt": 5,
}


def prepare(requirement_set: str, command_line: list[str]) -> None:
    """
    Return in an interpreter that has the whole set, installing it first where needed.

    Where that is not the running interpreter, the process is replaced by one that runs the same
    command line in `.venv`, and this function does not return. Raises ``SetupError``.
    """
    files = SETS[requirement_set]
    if satisfied(requirement_files(requirement_set)):
        return
    if not _venv_is_ready(files):
        try:
            with only_one(ROOT / ".venv.lock"):
                if not _venv_is_ready(files):
                    _set_up(files)
        except OSError as error:
            raise SetupError(f"The set-up cannot write here: {error}") from error
    if _inside_venv():
        if satisfied(requirement_files(requirement_set)):
            return
        raise SetupError("The set-up in .venv is damaged. Delete that folder and start again.")
    _continue_in_venv(command_line)


def requirement_files(requirement_set: str) -> list[Path]:
    """The compiled files that make up a set."""
    return [ROOT / file for file in SETS[requirement_set]]


def _venv_is_ready(files: tuple[str, ...]) -> bool:
    """Whether a finished set-up of these very files is there and its Python still the same."""
    done = _read_stamp()
    if _inside_venv() or any(done.get(file) != _fingerprint(file) for file in files):
        return False
    return done.get("python") == runs_python(VENV)


def _set_up(files: tuple[str, ...]) -> None:
    _refuse_unsupported_machine()
    done = _read_stamp()
    wanted = [file for file in files if done.get(file) != _fingerprint(file)] or list(files)
    megabytes = sum(DOWNLOAD_MB[file] for file in wanted)
    print(f"Setting up Roundsman in .venv: about {megabytes} MB to download.", flush=True)
    if not _inside_venv() and not _can_be_added_to(done):
        clear_venv(VENV)
        done = {}
    # An interrupted set-up is known by this at the next start, and made anew.
    _write_stamp(_UNFINISHED)
    if runs_python(VENV) is None:
        create_venv(VENV)
    fill_venv(VENV, [ROOT / file for file in files])
    done |= {file: _fingerprint(file) for file in files}
    _write_stamp(done | {"python": str(runs_python(VENV))})
    _compile_kernels()
    print("Set-up is done.", flush=True)


def _can_be_added_to(done: dict[str, str]) -> bool:
    """Whether the environment that is there is whole, be it ours or made by hand."""
    python = runs_python(VENV)
    return python is not None and "unfinished" not in done and done.get("python", python) == python


def _refuse_unsupported_machine() -> None:
    if sys.platform == "darwin" and platform.machine() == "x86_64":
        raise SetupError(
            "Roundsman cannot be installed on a Mac with an Intel processor, or with a Python made "
            "for one: some of its parts are no longer published for it. A Mac with Apple silicon, "
            "Linux and Windows work."
        )


def _compile_kernels() -> None:
    if not (ROOT / "dashboard" / "domain" / "warm.py").exists():
        return
    print("Preparing the planner's arithmetic …", flush=True)
    warm = [str(venv_python(VENV)), "-m", "dashboard.domain.warm"]
    if subprocess.run(warm, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
        print("That did not work, for the reason above; the first plan will take longer.")


def _continue_in_venv(command_line: list[str]) -> NoReturn:
    command = [str(venv_python(VENV)), "-m", "dashboard", *command_line]
    surroundings = {key: value for key, value in os.environ.items() if key not in _LEFT_BEHIND}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], command, surroundings)
    try:
        sys.exit(subprocess.run(command, env=surroundings, check=False).returncode)
    except KeyboardInterrupt:
        sys.exit(130)


# macOS hands the starting Python on by these; they would defeat the environment.
_LEFT_BEHIND = frozenset({"__PYVENV_LAUNCHER__", "PYTHONHOME"})


def _inside_venv() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def _read_stamp() -> dict[str, str]:
    """What set-up wrote: the Python, and the fingerprint of each file it installed."""
    try:
        done: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return _UNFINISHED
    return done


def _write_stamp(done: dict[str, str]) -> None:
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(done, indent=1), encoding="utf-8")
    fresh.replace(STAMP)


def _fingerprint(file: str) -> str:
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()
