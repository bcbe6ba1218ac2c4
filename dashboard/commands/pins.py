"""Compiled requirement files: what they pin for this machine, and whether it is installed."""

import ast
import importlib.metadata
import operator
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")
_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: str(left) in str(right),
    ast.NotIn: lambda left, right: str(left) not in str(right),
}


def satisfied(files: Iterable[Path]) -> bool:
    """Whether the running interpreter has every pin of these files, at exactly its version."""
    return all(_installed(name) == version for file in files for name, version in pins(file))


def pins(file: Path, machine: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """Name and version of each pin that counts on a machine (None: this one)."""
    machine = this_machine() if machine is None else machine
    for line in file.read_text(encoding="utf-8").splitlines():
        pin = _PIN.match(line)
        if pin and (pin[3] is None or marker_holds(pin[3], machine)):
            yield pin[1], pin[2]


def marker_holds(marker: str, machine: Mapping[str, str]) -> bool:
    """Whether an environment marker, such as `sys_platform == 'win32'`, is true of a machine."""
    return bool(_value(ast.parse(marker.strip(), mode="eval").body, machine))


def this_machine() -> dict[str, str]:
    """The running interpreter in the words of environment markers."""
    return {
        "implementation_name": sys.implementation.name,
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_system": platform.system(),
        "python_full_version": platform.python_version(),
        "python_version": f"{sys.version_info.major}.{sys.version_info.minor}",
        "sys_platform": sys.platform,
    }


def _installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _value(node: ast.expr, machine: Mapping[str, str]) -> object:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_value(part, machine) for part in node.values)
        case ast.BoolOp():
            return any(_value(part, machine) for part in node.values)
        case ast.Compare(left=left, ops=[comparison], comparators=[right]):
            sides = [_value(side, machine) for side in (left, right)]
            if any(isinstance(side, ast.Name) and "version" in side.id for side in (left, right)):
                sides = [_version(str(side)) for side in sides]
            return _COMPARE[type(comparison)](*sides)
        case ast.Name(id=name):
            return machine[name]
        case ast.Constant(value=value):
            return value
    raise ValueError(f"marker not understood: {ast.unparse(node)}")


def _version(text: str) -> tuple[int, ...]:
    """Numbers of a version up to its first letter: pre-releases count as the release."""
    digits = re.match(r"[\d.]*", text)
    numbers = [int(part) for part in digits[0].split(".") if part] if digits else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
