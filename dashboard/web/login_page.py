"""The login page as HTML: one small file that fetches nothing."""

import base64
import hashlib
from html import escape

from starlette.responses import HTMLResponse

_STYLE = """
:root{color-scheme:light dark;--ground:#f6f8f7;--card:#fff;--text:#1b2b29;--quiet:#56686a;
--line:#d5dedb;--accent:#0f6f68;--on-accent:#fff;--wrong:#a3261d;--wrong-ground:#fdf0ee}
@media(prefers-color-scheme:dark){:root{--ground:#11181a;--card:#1a2326;--text:#e5ecea;
--quiet:#a3b3b1;--line:#35444a;--accent:#4fb8ac;--on-accent:#08211f;--wrong:#ffb4a8;
--wrong-ground:#3a1e1b}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.25rem;
background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:22rem;background:var(--card);border:1px solid var(--line);
border-radius:.75rem;padding:2rem 1.75rem}
header{display:flex;align-items:center;gap:.625rem;margin-bottom:1.5rem;font-weight:600}
svg{width:2rem;height:2rem;flex:none}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 .375rem}
p{margin:0 0 1.25rem;color:var(--quiet)}
.wrong{color:var(--wrong);background:var(--wrong-ground);border-radius:.5rem;
padding:.625rem .75rem}
label{display:block;font-weight:600;margin-bottom:.375rem}
input,button{width:100%;font:inherit;border-radius:.5rem;min-height:2.75rem;padding:.5rem .75rem}
input{border:1px solid var(--quiet);background:transparent;color:inherit;margin-bottom:1rem}
button{border:0;background:var(--accent);color:var(--on-accent);font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
"""
_MARK = (
    "<svg viewBox='0 0 32 32' aria-hidden='true' xmlns='http://www.w3.org/2000/svg'>"
    "<rect width='32' height='32' rx='8' fill='#0f6f68'/>"
    "<path d='M9 23V12.5a4 4 0 0 1 8 0v7a3.5 3.5 0 0 0 7 0V9' fill='none' stroke='#fff'"
    " stroke-width='2.5' stroke-linecap='round'/>"
    "<circle cx='9' cy='23' r='3' fill='#fff'/><circle cx='24' cy='9' r='3' fill='#ffc857'/></svg>"
)
_ICON = "data:image/svg+xml;base64," + base64.b64encode(_MARK.encode()).decode()
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-frame-options": "DENY",
}


def login_page(wanted: str, *, wrong: str = "", status: int = 200) -> HTMLResponse:
    """The form that asks for the password; `wrong` tells what went wrong with the last try."""
    trouble = f'<p class="wrong" role="alert" id="wrong">{escape(wrong)}</p>' if wrong else ""
    described = 'aria-describedby="wrong" aria-invalid="true"' if wrong else ""
    return _page(
        "Log in",
        f"""<h1>Log in</h1><p>Today’s orders and routes are behind this password.</p>{trouble}
<form method="post" action="/login"><input type="hidden" name="next" value="{escape(wanted)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
autofocus maxlength="200" {described}><button>Log in</button></form>""",
        status,
    )


def logout_page() -> HTMLResponse:
    """A question, as a link from elsewhere must not log anybody out."""
    return _page(
        "Log out",
        """<h1>Log out?</h1><p>This browser will need the password again.</p>
<form method="post" action="/logout"><button>Log out</button></form>""",
        200,
    )


def _page(title: str, content: str, status: int) -> HTMLResponse:
    return HTMLResponse(
        f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title} · Roundsman</title>
<link rel="icon" href="{_ICON}"><style>{_STYLE}</style></head>
<body><main><header>{_MARK}Roundsman</header>{content}</main></body></html>""",
        status,
        _HEADERS,
    )
