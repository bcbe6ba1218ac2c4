"""What may go wrong with a routing server, in words, and what its own words of refusal say."""

import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from dashboard.domain import TravelError

_TOO_MANY = frozenset({"150", "6004", "TooBig", "MAX_ELEMENTS_EXCEEDED", "MAX_DIMENSIONS_EXCEEDED"})
"""Codes of Valhalla, openrouteservice, OSRM and Google for a question with too many places."""

_MAY_PASS = frozenset({429, 500, 502, 503, 504})
_LONGEST_WORDS = 200
_CHECK = "Check the routing server on the settings page."


class NoAnswerError(TravelError):
    """No answer this time; ``after_s`` is when the server wants to be asked again, if it says."""

    def __init__(self, words: str, after_s: float | None = None) -> None:
        super().__init__(words)
        self.after_s = after_s


class RefusalError(TravelError):
    """The server answers that it will not or cannot; ``code`` and ``reason`` are its own."""

    def __init__(self, words: str, status: int = 0, code: str = "", reason: str = "") -> None:
        super().__init__(words)
        self.status, self.code, self.reason = status, code, reason

    @property
    def too_many(self) -> bool:
        """Whether fewer places at once might be answered."""
        told = self.code in _TOO_MANY or "too many" in self.reason.lower()
        return told or self.status in (413, 414, 431)


@dataclass(frozen=True, slots=True)
class Failures:
    """The failures of one server; its key is in none of their words."""

    name: str
    secret: str = ""

    def unanswered(self, error: BaseException, timeout_s: float) -> NoAnswerError:
        """Of a question that no answer came to."""
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            words = f"did not answer within {timeout_s:g} seconds"
        elif isinstance(reason, ConnectionRefusedError):
            words = "does not answer: nothing runs at that address"
        elif isinstance(reason, socket.gaierror):
            words = "does not answer: there is no such address, or this machine is offline"
        elif isinstance(reason, ssl.SSLError):
            words = "cannot be trusted: its certificate is not accepted"
        else:
            words = "does not answer: the connection broke off"
        return NoAnswerError(f"{self.name} {words}. {_CHECK}")

    def of_status(self, status: int, headers: Mapping[str, str], body: bytes) -> TravelError:
        """Of an answer that is not a success."""
        if status in _MAY_PASS:
            return self.busy(_seconds(headers.get("Retry-After", "")), is_limit=status == 429)
        if 300 <= status < 400:
            return RefusalError(f"{self.name} sends us to another address: give that one. {_CHECK}")
        code, reason = _said(body)
        return self.refused(status, code, reason)

    def busy(self, after_s: float | None = None, *, is_limit: bool = False) -> NoAnswerError:
        """Of a server that asks for patience, or has a fault that may pass."""
        when = f"in about {max(after_s / 60, 1):.0f} min" if after_s else "later"
        if is_limit:
            return NoAnswerError(
                f"{self.name} allows no more questions now: try again {when}.", after_s
            )
        return NoAnswerError(
            f"{self.name} has a fault or is overloaded: try again {when}.", after_s
        )

    def refused(self, status: int, code: str, reason: str) -> RefusalError:
        """Of a server that says no."""
        clean = self._clean(reason)
        told = f"It says: {clean[:_LONGEST_WORDS]}. {_CHECK}" if clean else _CHECK
        if status in (401, 403):
            words = f"{self.name} does not accept the key, or asks for one. {told}"
        elif status == 404 and not code:
            words = f"{self.name} has no travel times at that address and profile. {_CHECK}"
        else:
            words = f"{self.name} cannot answer (status {status}). {told}"
        return RefusalError(words, status, code, clean)

    def nonsense(self, what: str = "") -> TravelError:
        """Of an answer that cannot be used."""
        told = f" ({what})" if what else ""
        return TravelError(
            f"{self.name} answers with something else than travel times{told}. {_CHECK}"
        )

    def _clean(self, reason: str) -> str:
        """In one line, without the key: some servers say the one they were given."""
        words = " ".join(reason.split())
        return words.replace(self.secret, "…") if self.secret else words


def _said(body: bytes) -> tuple[str, str]:
    """Code and reason as the servers write them; empty where they do not."""
    try:
        given: Any = json.loads(body)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(given, dict):
        return "", ""
    inner = given.get("error")
    told = inner if isinstance(inner, dict) else given
    code = told.get("code", told.get("error_code", ""))
    reason = told.get("message", "") or (inner if isinstance(inner, str) else "")
    return str(code), str(reason)


def _seconds(text: str) -> float | None:
    """Of a ``Retry-After``, which is a number or a date; None where it is neither."""
    if text.strip().isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())
