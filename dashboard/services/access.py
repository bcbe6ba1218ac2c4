"""Who may come in: the workspace's password, and the signed cookie that stands for it."""

import base64
import hashlib
import hmac
import ipaddress
import json
import os
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from itsdangerous import BadData, URLSafeSerializer

from dashboard.domain.errors import PlannerError, StoreError

# Kept beside the database, not in it: a backup must not carry the key to the door.
FILE = "access.json"
ADMITTED_FOR = timedelta(days=30)
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200


@dataclass(frozen=True, slots=True)
class PasswordHash:
    """A password as scrypt leaves it, with what is needed to repeat the sum."""

    salt: bytes
    digest: bytes
    rounds: int
    """scrypt's N, a power of two; with block size 8 it takes N kilobytes of memory."""
    repeats: int
    """scrypt's p."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a door keeper has to know. No password means that everybody may come in."""

    secret: bytes
    password: PasswordHash | None


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server bound to a host; a name counts if localhost."""
    name = host.strip().strip("[]").lower()
    if name == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def needs_password(host: str, public_hosts: Sequence[str] = ()) -> bool:
    """Whether others than this machine can reach a server, by its host or a proxy before it."""
    return not is_loopback(host) or bool(public_hosts)


def refusal(host: str) -> str:
    """Why a server open to others does not start without a password, and what to do."""
    shown = host or "0.0.0.0"
    return (
        f"Others could reach Roundsman at {shown}, and no password is set. Set one first:\n"
        f"  - run `python3 -m dashboard start --host {shown}` in a terminal: it asks for one;\n"
        "  - or set it on the settings page, while Roundsman runs for this machine only;\n"
        "  - or set the environment variable ROUNDSMAN_PASSWORD."
    )


def watch_access(data: Path, environment_password: str | None = None) -> Callable[[], Access]:
    """
    A function that tells the access to a workspace as it stands now, cheaply.

    A password from the environment goes before the one kept in the workspace. Where neither is
    set, no file is made. Raises ``PlannerError`` for an unfit password, ``StoreError`` for a
    damaged file.
    """
    file = data / FILE
    if environment_password:
        fit = _fit(environment_password)
        secret = (_read(file) or _create(data)).secret
        # Not a random salt: cookies given before a restart stay good as long as the password.
        salt = hmac.digest(secret, b"password from the environment", "sha256")
        password = _hash(fit, salt)
        return lambda: Access(secret, password)
    seen: tuple[object, Access] = (None, Access(b"", None))

    def current() -> Access:
        nonlocal seen
        mark = _mark(file)
        if mark != seen[0] or mark is None:
            seen = (mark, _read(file) or Access(b"", None))
        return seen[1]

    current()
    return current


def set_password(data: Path, password: str) -> None:
    """Give a workspace a new password; every cookie of the old one is void from here on."""
    fit = _fit(password)
    access = _read(data / FILE) or _create(data)
    _write(data / FILE, Access(access.secret, _hash(fit, secrets.token_bytes(16))))


def remove_password(data: Path) -> None:
    """Take the password away; a server that others reach then lets nobody in."""
    if access := _read(data / FILE):
        _write(data / FILE, Access(access.secret, None))


def check_password(access: Access, password: str) -> bool:
    """Whether this is the password; takes about a quarter of a second, right or wrong."""
    kept = access.password
    if kept is None or len(password) > LONGEST_PASSWORD:
        return False
    tried = _scrypt(_normal(password), kept.salt, kept.rounds, kept.repeats)
    return hmac.compare_digest(tried, kept.digest)


def grant(access: Access, now: datetime) -> str:
    """What a browser that gave the password keeps, to show at each request; good for 30 days."""
    return _serializer(access).dumps(int((now + ADMITTED_FOR).timestamp()))


def admits(access: Access, token: str, now: datetime) -> bool:
    """Whether a token was granted under the present password and is still good."""
    if access.password is None:
        return False
    try:
        until = _serializer(access).loads(token)
    except BadData:
        return False
    return isinstance(until, int) and now.timestamp() < until


def cookie_name(access: Access) -> str:
    """One name for each workspace: browsers share cookies between the ports of a machine."""
    return f"roundsman_{hashlib.sha256(access.secret).hexdigest()[:8]}"


def _serializer(access: Access) -> URLSafeSerializer:
    digest = access.password.digest if access.password else b""
    key = hmac.digest(access.secret, digest, "sha256")
    return URLSafeSerializer(
        key, salt="roundsman login", signer_kwargs={"digest_method": hashlib.sha256}
    )


def _fit(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise PlannerError(f"A password needs at least {SHORTEST_PASSWORD} characters.")
    if len(password) > LONGEST_PASSWORD:
        raise PlannerError(f"A password may have at most {LONGEST_PASSWORD} characters.")
    return _normal(password)


def _normal(password: str) -> str:
    """One spelling of what looks the same: keyboards differ in how they compose an é."""
    return unicodedata.normalize("NFKC", password)


# What OWASP advises for 32 MB of memory.
_ROUNDS = 2**15
_REPEATS = 3


def _hash(password: str, salt: bytes) -> PasswordHash:
    return PasswordHash(salt, _scrypt(password, salt, _ROUNDS, _REPEATS), _ROUNDS, _REPEATS)


def _scrypt(password: str, salt: bytes, rounds: int, repeats: int) -> bytes:
    most = 2 * 1024 * rounds + 2**20
    return hashlib.scrypt(
        password.encode(), salt=salt, n=rounds, r=8, p=repeats, maxmem=most, dklen=32
    )


def _mark(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file is replaced; None where there is none."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _read(file: Path) -> Access | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        secret, password = base64.b64decode(kept["secret"]), kept["password"]
        if len(secret) < 32:
            raise ValueError("the secret is too short")
        if password is None:
            return Access(secret, None)
        salt, digest = (base64.b64decode(password[name]) for name in ("salt", "digest"))
        return Access(secret, PasswordHash(salt, digest, password["n"], password["p"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{file} cannot be read: {error}. Delete it and set a new password."
        ) from error


def _create(data: Path) -> Access:
    """A new secret for a workspace that has none."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    access = Access(secrets.token_bytes(32), None)
    _write(data / FILE, access)
    return access


def _write(file: Path, access: Access) -> None:
    kept: dict[str, object] = {"secret": base64.b64encode(access.secret).decode()}
    password = access.password
    kept["password"] = password and {
        "scheme": "scrypt",
        "n": password.rounds,
        "p": password.repeats,
        "salt": base64.b64encode(password.salt).decode(),
        "digest": base64.b64encode(password.digest).decode(),
    }
    fresh = file.with_name(f".{FILE}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(kept, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)
