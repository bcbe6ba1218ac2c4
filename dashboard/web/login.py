"""Logging in and out: the password against a cookie."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.services.access import ADMITTED_FOR, Access, check_password, cookie_name, grant
from dashboard.web.attempts import Attempts
from dashboard.web.login_page import login_page, logout_page
from dashboard.web.origins import is_from_here

MOST_BYTES = 8_192
WRONG = "That is not the password."


def login_routes(access: Callable[[], Access], attempts: Attempts) -> list[Route]:
    """`/login` and `/logout`."""
    # The sum takes 32 MB and all of a core: one at a time, however many people try.
    one_at_a_time = asyncio.Lock()

    async def login(request: Request) -> Response:
        present = access()
        if request.method != "POST":
            wanted = _own_path(request.query_params.get("next", ""))
            return login_page(wanted) if present.password else RedirectResponse("/", 303)
        if not is_from_here(request):
            return _refused()
        form = await _form(request)
        if form is None:
            return PlainTextResponse("Too long.", 413)
        return await _try(request, present, form, attempts, one_at_a_time)

    async def logout(request: Request) -> Response:
        if request.method != "POST":
            return logout_page()
        if not is_from_here(request):
            return _refused()
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(cookie_name(access()), httponly=True, samesite="lax")
        return answer

    return [
        Route("/login", login, methods=["GET", "POST"]),
        Route("/logout", logout, methods=["GET", "POST"]),
    ]


async def _try(
    request: Request,
    access: Access,
    form: dict[str, str],
    attempts: Attempts,
    one_at_a_time: asyncio.Lock,
) -> Response:
    address = request.client.host if request.client else ""
    wanted = _own_path(form.get("next", ""))
    if wait_s := attempts.wait_s(address):
        words = f"Too many tries. Wait {wait_s} seconds and try again."
        answer: Response = login_page(wanted, wrong=words, status=429)
        answer.headers["retry-after"] = str(wait_s)
        return answer
    async with one_at_a_time:
        right = await run_in_threadpool(check_password, access, form.get("password", ""))
    if not right:
        return login_page(wanted, wrong=WRONG, status=401)
    attempts.forgive(address)
    answer = RedirectResponse(wanted, 303)
    answer.set_cookie(
        cookie_name(access),
        grant(access, datetime.now(UTC)),
        max_age=int(ADMITTED_FOR.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


def _refused() -> Response:
    return PlainTextResponse("This form was sent from another site.", 403)


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form, the first of each name; None for one that is too long."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _own_path(wanted: str) -> str:
    """A path of this server, the first page where something else was asked for."""
    is_path = wanted.startswith("/") and wanted[1:2] not in ("/", "\\")
    return wanted if is_path and wanted.isprintable() else "/"
