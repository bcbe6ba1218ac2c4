"""Map extracts, which are too large for a form: streamed to a file, whole or not at all."""

import errno
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.services.extracts import MAX_BYTES, SUFFIXES
from dashboard.web.origins import is_from_here

HEADER = "x-roundsman-upload"
"""Must be there, with any value: no other site can send it without asking us first."""

LEAST_FREE_BYTES = 500_000_000
"""What an upload leaves on the disk for the day's work."""

_PART = ".part"
_CHUNK_BYTES = 4_000_000
_MOST_CHARACTERS = 80
_ABANDONED_S = 3600.0

FOREIGN = "This upload was sent from another site."
NO_EXTRACT = (
    f"This is no map data: its name should end in {', '.join(SUFFIXES)}. "
    "Geofabrik and BBBike offer such files for any area."
)
TOO_LARGE = f"The file is larger than {MAX_BYTES / 2**30:.0f} GB. Take the map of a smaller area."
NO_ROOM = "The disk is too full for this file. Make room, or take the map of a smaller area."
BUSY = "A file of this name is being uploaded already. Wait until it is done."
EMPTY = "The file is empty. Download the extract again."
NOT_KEPT = "The file could not be kept: {reason}. Look at the workspace's folder and try again."


class _UploadError(Exception):
    """A file that is not taken, with the status and the words to answer."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def extract_route(folder: Path) -> Route:
    """`PUT` or `POST /extracts/{name}`: the body is the file; made safe, its name is answered."""
    return Route("/extracts/{name}", _endpoint(folder), methods=["PUT", "POST"])


def sweep(folder: Path, now_s: float) -> None:
    """Remove what was left half done and not touched for an hour, at a time since the epoch."""
    for part in folder.glob(f"*{_PART}"):
        with suppress(OSError):
            if part.stat().st_mtime < now_s - _ABANDONED_S:
                part.unlink()


def safe_name(name: str) -> str | None:
    """The name with only letters, digits and ``-_.``; None where it is no extract's."""
    lower = name.lower()
    endings = [ending for ending in SUFFIXES if lower.endswith(ending)]
    if not endings:
        return None
    ending = max(endings, key=len)
    plain = unicodedata.normalize("NFKD", name[: -len(ending)]).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")
    return f"{stem[:_MOST_CHARACTERS] or 'extract'}{ending}"


def _endpoint(folder: Path) -> Callable[[Request], Awaitable[Response]]:
    running: set[str] = set()

    async def answer(request: Request) -> Response:
        try:
            name = _checked_name(request)
            if name.lower() in running:
                raise _UploadError(409, BUSY)
            running.add(name.lower())
            try:
                count = await _receive(request, folder, name)
            finally:
                running.discard(name.lower())
        except _UploadError as error:
            return _error(error.status, str(error))
        except ClientDisconnect:
            return _error(400, "The upload broke off.")
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return _error(507, NO_ROOM)
            words = NOT_KEPT.format(reason=(error.strerror or "unknown reason").lower())
            return _error(500, words)
        return JSONResponse({"name": name, "bytes": count}, headers={"cache-control": "no-store"})

    return answer


def _checked_name(request: Request) -> str:
    if HEADER not in request.headers or not is_from_here(request):
        raise _UploadError(403, FOREIGN)
    name = safe_name(request.path_params["name"])
    if name is None:
        raise _UploadError(415, NO_EXTRACT)
    return name


async def _receive(request: Request, folder: Path, name: str) -> int:
    """Write the body to the file of this name, in place of an older one; its length in bytes."""
    length = request.headers.get("content-length", "")
    declared = int(length) if length.isdecimal() else 0
    if declared > MAX_BYTES:
        raise _UploadError(413, TOO_LARGE)
    part = folder / f"{name}{_PART}"
    try:
        file = await run_in_threadpool(_open, part, declared)
        with file:
            count = await _copy(request, file)
            await run_in_threadpool(_finish, file)
        await run_in_threadpool(os.replace, part, folder / name)
    finally:
        # Nothing is left of it where it broke off; after the renaming there is nothing to remove.
        part.unlink(missing_ok=True)
    return count


async def _copy(request: Request, file: BinaryIO) -> int:
    count, waiting = 0, bytearray()
    async for chunk in request.stream():
        waiting += chunk
        count += len(chunk)
        if count > MAX_BYTES:
            raise _UploadError(413, TOO_LARGE)
        if len(waiting) >= _CHUNK_BYTES:
            await run_in_threadpool(_write, file, waiting)
            waiting = bytearray()
    await run_in_threadpool(_write, file, waiting)
    if not count:
        raise _UploadError(400, EMPTY)
    return count


def _open(part: Path, declared: int) -> BinaryIO:
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(part.parent, time.time())
    _check_room(part, declared)
    return part.open("wb")


def _write(file: BinaryIO, data: bytearray) -> None:
    _check_room(Path(file.name), len(data))
    file.write(data)


def _finish(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _check_room(part: Path, more: int) -> None:
    if shutil.disk_usage(part.parent).free - more < LEAST_FREE_BYTES:
        raise _UploadError(507, NO_ROOM)


def _error(status: int, words: str) -> Response:
    return JSONResponse({"error": words}, status, {"cache-control": "no-store"})
