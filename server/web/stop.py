"""The page behind the link of a reminder: one button that stops reminders, one that starts them again. No script.

A GET changes nothing, and neither does a form that a scanner sends empty: only the button's own value counts, which is
also what mail programs send (RFC 8058). That POST comes from their site, without cookies: `origin.py` lets it through.
"""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from server import tokens, words
from server.actions import stopping_reminders
from server.domain.refusal import NotFound
from server.reading import stopped
from server.web import templates, who

PRESSED = b"One-Click"
# The form's own POST shall carry its origin; nothing on the page leads elsewhere, so the link leaks to nobody.
HEADERS = {"referrer-policy": "same-origin"}


async def show(request: Request) -> Response:
    known = _known(request)
    return await _page(request, *known) if known else _unknown(request)


async def stop(request: Request) -> Response:
    """Answers with the page itself: a mail program follows no redirect."""
    known = _known(request)
    if known and PRESSED in await request.body():
        try:
            await stopping_reminders.stop(*known, now=who.now())
        except NotFound:
            return _unknown(request)
    return await show(request)


async def start(request: Request) -> Response:
    known = _known(request)
    if known and PRESSED in await request.body():
        try:
            await stopping_reminders.start(*known)
        except NotFound:
            return _unknown(request)
    return await show(request)


def _known(request: Request) -> tuple[str, UUID] | None:
    return tokens.read_stop_token(who.settings(request).secret_key, request.path_params["token"])


async def _page(request: Request, whose: str, of_id: UUID) -> Response:
    is_stopped = await stopped.is_stopped(whose, of_id)
    if is_stopped is None:
        return _unknown(request)
    path = f"/stop/{request.path_params['token']}"
    if is_stopped:
        return _filled(
            request,
            title=words.text("stop.stopped"),
            said=words.text("stop.stopped_more"),
            button=words.text("stop.start_again"),
            path=f"{path}/start",
            second="1",
        )
    more = words.text("stop.stop_recipient") if whose == "recipient" else words.text("stop.stop_apprentice")
    return _filled(request, title=words.text("stop.title"), said=more, button=words.text("stop.stop_now"), path=path)


def _unknown(request: Request) -> Response:
    facts = {"title": words.text("stop.unknown"), "said": words.text("stop.unknown_more"), "button": "", "path": ""}
    return _filled(request, status=404, **facts)


def _filled(request: Request, *, status: int = 200, **facts: str) -> Response:
    page = templates.fill("pages/stop.html", who.settings(request), **{"second": "", **facts})
    return HTMLResponse(page, status, HEADERS)
