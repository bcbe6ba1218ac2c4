"""Reading compiled requirement files."""

import importlib.metadata
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.commands.environment import SETS, requirement_files
from dashboard.commands.pins import marker_holds, pins, satisfied, this_machine

LINUX = this_machine() | {"sys_platform": "linux", "os_name": "posix", "implementation_name": "x"}
WINDOWS = LINUX | {"sys_platform": "win32", "os_name": "nt"}

COMPILED = """\
# compiled
anyio==4.16.0 \\
    --hash=sha256:00
    # via starlette
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:00
ruff==0.17.6
"""


@pytest.mark.parametrize(
    ("marker", "machine", "holds"),
    [
        ("sys_platform == 'win32'", LINUX, False),
        ("sys_platform == 'win32'", WINDOWS, True),
        ("sys_platform != 'emscripten' and sys_platform != 'win32'", LINUX, True),
        ("os_name != 'nt' or (sys_platform != 'a' and sys_platform != 'win32')", WINDOWS, False),
        ("python_full_version < '3.12'", LINUX | {"python_full_version": "3.11.7"}, True),
        ("python_full_version < '3.12'", LINUX | {"python_full_version": "3.12.0"}, False),
        ("python_full_version >= '3.9'", LINUX | {"python_full_version": "3.13.0rc1"}, True),
        ("python_version == '3.11.0'", LINUX | {"python_version": "3.11"}, True),
        ("platform_python_implementation in 'CPython PyPy'", LINUX, True),
    ],
)
def test_a_marker_says_on_which_machines_a_pin_counts(
    marker: str, machine: dict[str, str], holds: bool
) -> None:
    assert marker_holds(marker, machine) is holds


def test_a_marker_that_is_no_comparison_is_refused() -> None:
    with pytest.raises(ValueError, match="not understood"):
        marker_holds("print(1)", LINUX)


def test_pins_are_read_with_their_markers(tmp_path: Path) -> None:
    compiled = tmp_path / "requirements.txt"
    compiled.write_text(COMPILED)
    assert list(pins(compiled, LINUX)) == [("anyio", "4.16.0"), ("ruff", "0.17.6")]
    assert list(pins(compiled, WINDOWS))[1] == ("colorama", "0.4.6")


@pytest.mark.parametrize("requirement_set", SETS)
def test_every_pin_of_every_set_is_hashed_and_its_marker_understood(requirement_set: str) -> None:
    for file in requirement_files(requirement_set):
        entries = [
            (line, following)
            for line, following in pairwise(file.read_text().splitlines())
            if line[:1].isalnum()
        ]
        assert entries
        assert all("==" in line and line.endswith("\\") for line, _ in entries)
        assert all(following.startswith("    --hash=sha256:") for _, following in entries)
        unmarked = [line for line, _ in entries if ";" not in line]
        assert len(unmarked) <= len(list(pins(file, LINUX))) <= len(entries)


def test_sets_agree_on_every_version() -> None:
    agreed: dict[str, str] = {}
    for requirement_set in SETS:
        for file in requirement_files(requirement_set):
            for name, version in pins(file):
                assert agreed.setdefault(name, version) == version, f"{name} in {file.name}"


def test_compiled_files_hold_no_address() -> None:
    for requirement_set in SETS:
        for file in requirement_files(requirement_set):
            text = file.read_text()
            assert "://" not in text
            assert "--index-url" not in text
            assert "--find-links" not in text


def test_what_is_installed_satisfies_its_own_pin_and_no_other(tmp_path: Path) -> None:
    version = importlib.metadata.version("pytest")
    right, wrong, missing = (tmp_path / name for name in ("right", "wrong", "missing"))
    right.write_text(f"pytest=={version} \\\n")
    wrong.write_text(f"pytest=={version}.1 \\\n")
    missing.write_text("no-such-package-anywhere==1.0 \\\n")
    assert satisfied([right])
    assert not satisfied([right, wrong])
    assert not satisfied([missing])
