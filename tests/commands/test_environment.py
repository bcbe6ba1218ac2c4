"""Set-up from nothing, in a small copy of the project that needs one made-up package."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.commands.environment import DOWNLOAD_MB, ROOT, SETS
from dashboard.commands.lock import only_one

COMMAND = """\
import sys
import roundsman_sample

def run(argv):
    print("ran", roundsman_sample.VERSION, sys.prefix != sys.base_prefix, argv)
    return 3
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set-up project whose `backup` command tells what it was given."""
    root = tmp_path_factory.mktemp("project")
    commands = root / "dashboard" / "commands"
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "dashboard" / "commands", commands, ignore=without)
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(ROOT / "dashboard" / name, root / "dashboard" / name)
    (commands / "backup.py").write_text(COMMAND)
    _require(root, "1.0")
    first = _backup(root, "-22.8,-43.3", "--note", "two words")
    assert "285 MB" in first.stdout
    assert "ran 1.0 True ['-22.8,-43.3', '--note', 'two words']" in first.stdout
    assert first.returncode == 3
    return root


def test_a_second_start_installs_nothing(project: Path) -> None:
    assert _backup(project).stdout == "ran 1.0 True []\n"


def test_changed_pins_are_installed(project: Path) -> None:
    _require(project, "1.1")
    try:
        assert "ran 1.1 True" in _backup(project).stdout
    finally:
        _require(project, "1.0")


def test_an_interrupted_set_up_is_made_anew(project: Path) -> None:
    (project / ".venv" / "roundsman.json").write_text('{"unfinished": "yes"}')
    leftover = project / ".venv" / "half"
    leftover.touch()
    again = _backup(project)
    assert "Setting up" in again.stdout
    assert "ran 1.0" in again.stdout
    assert not leftover.exists()


def test_an_environment_whose_python_has_gone_is_made_anew(project: Path) -> None:
    for python in (project / ".venv" / "bin").glob("python*"):
        python.unlink()
    assert "ran 1.0" in _backup(project).stdout


def test_a_package_removed_by_hand_is_put_back(project: Path) -> None:
    for part in (project / ".venv").rglob("roundsman_sample*"):
        shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
    assert "ran 1.0" in _backup(project).stdout


def test_a_file_that_is_not_the_published_one_is_refused(project: Path) -> None:
    _require(project, "1.1", sha256="0" * 64)
    try:
        refused = _backup(project)
    finally:
        _require(project, "1.0")
    assert refused.returncode == 1
    assert "not the one that was published" in refused.stderr
    assert "ran" not in refused.stdout


def test_an_interpreter_that_has_everything_is_used_as_it_is(project: Path) -> None:
    """The packages lie on the path of the starting Python, outside the project's `.venv`."""
    shutil.move(project / ".venv", project / "elsewhere")
    try:
        [packages] = (project / "elsewhere").rglob("site-packages")
        started = _backup(project, PYTHONPATH=str(packages))
        assert started.stdout == f"ran 1.0 {_is_venv(_outer())} []\n"
        assert not (project / ".venv").exists()
    finally:
        shutil.move(project / "elsewhere", project / ".venv")


def test_help_and_unknown_commands_need_no_set_up(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "dashboard" / "commands", tmp_path / "dashboard" / "commands")
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(ROOT / "dashboard" / name, tmp_path / "dashboard" / name)
    assert "notebook" in _dashboard(tmp_path, "--help").stdout
    unknown = _dashboard(tmp_path, "deliver")
    assert unknown.returncode == 2
    assert "no command 'deliver'" in unknown.stderr
    assert not (tmp_path / ".venv").exists()


def test_two_set_ups_wait_for_each_other(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "from pathlib import Path; from dashboard.commands.lock import only_one\n"
        f"with only_one(Path({str(lock)!r})): print('in')"
    )
    with only_one(lock):
        second = subprocess.Popen(
            [sys.executable, "-u", "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert second.stdout is not None
        assert "waiting" in second.stdout.readline()
    rest, _ = second.communicate(timeout=10)
    assert rest == "in\n"


def test_the_size_of_every_download_is_known() -> None:
    assert {file for files in SETS.values() for file in files} == set(DOWNLOAD_MB)


def _backup(root: Path, *argv: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return _dashboard(root, "backup", *argv, **variables)


def _dashboard(root: Path, *argv: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(root / "wheels"),
        "PIP_CONFIG_FILE": os.devnull,
    }
    return subprocess.run(
        [_outer(), "-m", "dashboard", *argv],
        cwd=root,
        env=kept | offline | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _outer() -> str:
    """The Python that the tests' own environment was made from."""
    return getattr(sys, "_base_executable", sys.executable)


def _is_venv(python: str) -> bool:
    asked = [python, "-c", "import sys; sys.exit(sys.prefix != sys.base_prefix)"]
    return subprocess.run(asked, check=False).returncode == 1


def _require(root: Path, version: str, sha256: str | None = None) -> None:
    """Pin the made-up package at a version, and publish that version in the project's folder."""
    wheel = _wheel(root / "wheels", version)
    digest = sha256 or hashlib.sha256(wheel.read_bytes()).hexdigest()
    pin = f"roundsman-sample=={version} \\\n    --hash=sha256:{digest}\n"
    (root / "requirements.txt").write_text(pin)


def _wheel(folder: Path, version: str) -> Path:
    folder.mkdir(exist_ok=True)
    wheel = folder / f"roundsman_sample-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        record = ""
        for name, text in _wheel_files(version):
            archive.writestr(zipfile.ZipInfo(name), text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
            record += f"{name},sha256={digest.decode()},{len(text)}\n"
        information = f"roundsman_sample-{version}.dist-info/RECORD"
        archive.writestr(zipfile.ZipInfo(information), f"{record}{information},,\n")
    return wheel


def _wheel_files(version: str) -> Iterator[tuple[str, str]]:
    information = f"roundsman_sample-{version}.dist-info"
    yield "roundsman_sample.py", f"VERSION = {json.dumps(version)}\n"
    metadata = f"Metadata-Version: 2.1\nName: roundsman-sample\nVersion: {version}\n"
    yield f"{information}/METADATA", metadata
    tags = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    yield f"{information}/WHEEL", tags
