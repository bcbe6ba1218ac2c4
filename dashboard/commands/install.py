"""Making a virtual environment and filling it with pip, with or without ensurepip."""

import importlib.util
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dashboard.commands.errors import SetupError

_FIND_PIP = "import os, pip; print(os.path.dirname(pip.__file__))"
_TELL_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def clear_venv(venv: Path) -> None:
    """Empty the folder of an environment that is broken or was never finished."""
    if venv.exists():
        ours = (venv / "pyvenv.cfg").exists() or (venv / "roundsman.json").exists()
        if not ours and any(venv.iterdir()):
            raise SetupError(f"{venv} is not an environment. Move it away and try again.")
        shutil.rmtree(venv)
    venv.mkdir()


def create_venv(venv: Path) -> None:
    """Make an environment without pip of its own, so that ensurepip need not be there."""
    making = [_outer_python(), "-m", "venv", "--without-pip", str(venv)]
    made = subprocess.run(making, capture_output=True, text=True, check=False)
    if made.returncode or runs_python(venv) is None:
        raise SetupError(f"The folder {venv} could not be set up:\n{made.stdout}{made.stderr}")


def fill_venv(venv: Path, files: list[Path]) -> None:
    """Install the pins of these files, each checked against its published hash."""
    with tempfile.TemporaryDirectory(prefix="roundsman-") as folder:
        pip = _pip_for(venv, Path(folder))
        options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input"]
        options += ["--disable-pip-version-check", "--progress-bar", "off", "--no-color"]
        for file in files:
            options += ["-r", str(file)]
        _run_pip([*pip, "install", *options], venv / "setup.log")


def venv_python(venv: Path) -> Path:
    """The interpreter inside an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def runs_python(venv: Path) -> str | None:
    """The Python version, such as 3.11, that an environment runs; None where it runs none."""
    asked = [str(venv_python(venv)), "-I", "-S", "-c", _TELL_VERSION]
    return _answer(asked)


def _outer_python() -> str:
    """The Python that environments are made from, also when this one runs in an environment."""
    base: str = getattr(sys, "_base_executable", None) or sys.executable
    return base


def _pip_for(venv: Path, folder: Path) -> list[str]:
    """
    How to run pip for an environment that has none.

    A copy of the outer pip, run by the inner Python, works with every version of pip and sees
    nothing of the outer packages.
    """
    python = str(venv_python(venv))
    for outer in (sys.executable, _outer_python()):
        found = _answer([outer, "-c", _FIND_PIP])
        if found is not None:
            shutil.copytree(found, folder / "pip")
            return [python, "-I", "-X", "utf8", str(folder / "pip")]
    if importlib.util.find_spec("ensurepip") is not None:
        ensured = subprocess.run(
            [python, "-I", "-m", "ensurepip"], capture_output=True, text=True, check=False
        )
        if ensured.returncode == 0:
            return [python, "-I", "-X", "utf8", "-m", "pip"]
    raise SetupError(
        "Python's installer pip is missing. Install it (on Debian and Ubuntu: "
        "apt install python3-pip) and try again."
    )


def _run_pip(command: list[str], log: Path) -> None:
    """Run pip with a short account of how far it is; its own words go to the log."""
    surroundings = os.environ | {"PIP_USER": "0"}
    parts, told = 0, -math.inf
    with (
        log.open("w", encoding="utf-8") as record,
        subprocess.Popen(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            # So it inherits the lock: if this process is killed, others still wait for pip.
            close_fds=False,
        ) as pip,
    ):
        for line in pip.stdout or ():
            record.write(line)
            parts += line.startswith(("Collecting ", "Processing "))
            now = time.monotonic()
            if line.startswith("Installing collected"):
                print(f"  all {parts} parts are here; installing them …", flush=True)
                told = math.inf
            elif parts and now - told > 10:
                print(f"  downloading, part {parts} …", flush=True)
                told = now
    if pip.returncode:
        raise SetupError(_why(log.read_text(encoding="utf-8")))


def _why(account: str) -> str:
    """What to tell a person about a failed installation, from pip's own account."""
    last = "\n".join(account.splitlines()[-12:])
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in account:
        advice = "A downloaded file is not the one that was published. Try again later."
    elif "No matching distribution found" in account and "connection" not in account.lower():
        advice = (
            f"Some parts are not published for Python {sys.version.split()[0]} on this system "
            "(Linux, Windows, or macOS 14 and later on Apple silicon)."
        )
    else:
        advice = "Is the network there, and room on the disk? The same command carries on."
    return f"{last}\n\nThe set-up did not finish. {advice}"


def _answer(command: list[str]) -> str | None:
    """The one line a command prints; None where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
