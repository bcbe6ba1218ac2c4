"""Whether a request was made by our own pages."""

from urllib.parse import urlsplit

from starlette.requests import Request


def is_from_here(request: Request) -> bool:
    """Whether our own page sent it; a program that is no browser may send one too."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
