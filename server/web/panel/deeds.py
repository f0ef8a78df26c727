"""What pages with several deeds share: done and back, or the page again with what is wrong; and the operator's gate."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.web.panel import page
from server.web.panel.page import Form


async def operator(request: Request) -> Reader:
    """Whoever runs the server; for everybody else there is no such page."""
    reader = await page.reader(request)
    if not reader.operator:
        raise NotFound
    return reader


async def do(
    request: Request, template: str, deed: Awaitable[Any], facts: Callable[[], Awaitable[dict[str, Any]]], *,
    reader: Reader, form: Form, to: str, said: str, at: str = "",
) -> Response:  # fmt: skip
    """Does it and goes to `to`, which says `panel_done.<said>`; or shows `facts` again with all that was typed."""
    try:
        await deed
    except NotFound:
        raise
    except Refusal as error:
        return page.again(request, template, error, reader=reader, form=form, at=at, **await facts())
    return page.done(to, said)
