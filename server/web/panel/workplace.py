"""`/panel/workplace`: the workplace's apprentices, what waits to be filled in, and the way to fill it in."""

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.actions import sittings
from server.documents import workplace as documents
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import workplace
from server.web import who
from server.web.panel import exports, page


async def show(request: Request) -> Response:
    reader = await page.at_declarations(request)
    return page.show(request, "workplace", reader=reader, **await _facts(reader, request.query_params.get("after")))


async def save(request: Request) -> Response:
    """Every declaration of the mailbox at a workplace, as a file."""
    reader = await page.at_declarations(request)
    exports.kind(request)
    table = documents.declarations(await workplace.whole(reader), today=who.today())
    return await exports.file(request, table)


async def fill(request: Request) -> Response:
    """All that waits is open in this browser from now on; the page of the first, or of the chosen one, comes up."""
    reader, form = await page.at_declarations(request), await page.form(request)
    chosen = form.uuid("declaration_id") if form.value("declaration_id") else None
    try:
        seat = await sittings.sit_down(reader, chosen, who.VISITOR.read(request), now=who.now())
    except NotFound:
        raise
    except Refusal as error:
        return page.again(request, "workplace", error, reader=reader, form=form, **await _facts(reader, None))
    response = RedirectResponse(f"/e/{seat.public_id}", 303, page.HEADERS)
    who.VISITOR.write(request, response, seat.token, lives=seat.lives)
    return response


async def fill_again(_request: Request) -> Response:
    """Somebody goes back to, or types, the address of the deed."""
    return page.done("/panel/workplace")


async def _facts(reader: Reader, after: str | None) -> dict[str, Any]:
    last = UUID(after) if after and page.UUID_FORM.fullmatch(after) else None
    return await workplace.front(reader, last, who.today())
