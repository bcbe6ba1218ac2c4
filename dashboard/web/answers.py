"""Short answers that the middleware gives by itself."""

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

# Sent on everything that does not bring a stricter one.
HEADERS = {
    "x-content-type-options": "nosniff",
    # Not "no-referrer": browsers would then hide the origin of our own forms.
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "content-security-policy": (
        "frame-ancestors 'self'; base-uri 'self'; object-src 'none'; form-action 'self'"
    ),
}


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
    """Answer a request with a status and a sentence, and a socket by not opening it (403)."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    headers = HEADERS | {"cache-control": "no-store"}
    await PlainTextResponse(text, status, headers)(scope, receive, send)
