"""How a deed on a draft is answered: done, or the page again; where a colleague has dropped or published the draft
meanwhile, a page that keeps what was typed and sends it again once a draft stands."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import edition_drafts as reading
from server.web.panel import page
from server.web.panel.page import Form

Facts = Callable[[], Awaitable[dict[str, Any]]]
TYPED = ("text", "plain", "example", "name", "functions", "under_18", "sentence", "label", "source")


async def do(
    request: Request, template: str, deed: Awaitable[Any], facts: Facts, *,
    reader: Reader, form: Form, to: str, said: str, at: str = "",
    place: str = "",
) -> Response:  # fmt: skip
    """Does it and goes to `to`, to the id `place` on it; a text that the deed answers with is told along, as
    `&taken=`."""
    try:
        found = await deed
    except NotFound:
        raise
    except Refusal as error:
        return await refused(request, template, error, facts, reader=reader, form=form, at=at)
    return page.done(f"{to}?taken={found}" if said == "thing_removed" else to, said, place)


async def refused(
    request: Request, template: str, error: Refusal, facts: Facts, *, reader: Reader, form: Form, at: str = ""
) -> Response:
    if error.code == "draft_gone":
        return await _gone(request, reader, form, error)
    return page.again(request, template, error, reader=reader, form=form, at=at, **await facts())


async def _gone(request: Request, reader: Reader, form: Form, error: Refusal) -> Response:
    kept = [(name, value) for name, values in form.sent.items() for value in values]
    typed = [(name, value) for name, value in kept if name in TYPED and value]
    dropped = await reading.dropped(reader, request.path_params["programme"])
    return page.again(request, "edition_gone", error, reader=reader, form=form, kept=kept, typed=typed, dropped=dropped)
