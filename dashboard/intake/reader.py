"""The limited process that reads an upload: bytes on standard input, JSON on standard output."""

import contextlib
import json
import sys

from dashboard.intake.grids import Grid
from dashboard.intake.kinds import WORKBOOK, kind_of
from dashboard.intake.refusals import RefusedError
from dashboard.intake.texts import read_text

MEMORY_BYTES = 2**30
CPU_SECONDS = 20


def main() -> None:
    """Read one file; the encoding, if a person chose one, is the first argument."""
    _limit()
    answer: dict[str, object]
    try:
        encoding = sys.argv[1] if len(sys.argv) > 1 else None
        table = read_grid(sys.stdin.buffer.read(), encoding)
        answer = {name: getattr(table, name) for name in Grid.__slots__}
    except RefusedError as refusal:
        answer = {"refused": [refusal.reason, refusal.remedy]}
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def read_grid(data: bytes, encoding: str | None = None) -> Grid:
    """The table in the file, whatever its kind; may take as much as the file provokes."""
    if kind_of(data) == WORKBOOK:
        from dashboard.intake.workbooks import read_workbook

        return read_workbook(data)
    return read_text(data, encoding)


def _limit() -> None:
    """Cap memory and processor time where the platform can; the caller caps the wall clock."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for kind, soft, hard in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    main()
