"""How our own pages say no: a page, where the phone gets JSON. Who is signed out signs in, and keeps what was typed."""

from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from server.domain.refusal import Refusal, SignedOut, TooMany
from server.web import answers
from server.web.panel import page

SIGN_IN = "/panel/sign_in"


def is_page(path: str) -> bool:
    """Read by people, not by our own scripts."""
    return path in ("/panel", "/verify") or path.startswith("/panel/")


async def refused(request: Request, error: Exception) -> Response:
    """A rule said no, and the page had no form to say it at."""
    if not is_page(request.url.path):
        return await answers.refused(request, error)
    assert isinstance(error, Refusal)
    if isinstance(error, SignedOut):
        return await _signed_out(request)
    headers = {"retry-after": str(error.retry_after)} if isinstance(error, TooMany) else {}
    status = answers.STATUS.get(type(error), 409)
    told = page.sentences(error)
    return _page(request, status, "; ".join(dict.fromkeys(told.values())), headers)


async def http_error(request: Request, error: Exception) -> Response:
    """No such page, a wrong method, too large a form."""
    if not is_page(request.url.path):
        return await answers.http_error(request, error)
    assert isinstance(error, HTTPException)
    code = answers.HTTP_CODES.get(error.status_code, "not_now")
    return _page(request, error.status_code, answers.sentence(code), dict(error.headers or {}))


async def answer(scope: Scope, receive: Receive, send: Send, code: str, status: int) -> None:
    """From a middleware, which knows no page: what came from another site, what crashed."""
    if is_page(scope["path"]):
        await _page(Request(scope), status, answers.sentence(code), {})(scope, receive, send)
    else:
        await answers.no(code, status)(scope, receive, send)


async def _signed_out(request: Request) -> Response:
    """A page is come back to after signing in. A form's fields are kept on a page that sends them again."""
    if request.method in ("GET", "HEAD"):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{SIGN_IN}?next={quote(request.url.path + query)}", 303, page.HEADERS)
    return page.show(request, "signed_out", reader=None, status=401, kept=await _typed(request))


async def _typed(request: Request) -> list[tuple[str, str]]:
    """Every field of the form that was sent; what is no form of ours is not kept."""
    try:
        form = await page.form(request)
    except Refusal:
        return []
    return [(name, value) for name, values in form.sent.items() for value in values]


def _page(request: Request, status: int, said: str, headers: dict[str, str]) -> Response:
    reader = getattr(request.state, "reader", None)
    return page.show(request, "error", reader=reader, status=status, headers=headers, code=status, said=said)


HANDLERS: dict[Any, Any] = {Refusal: refused, HTTPException: http_error}
