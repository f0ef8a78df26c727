"""`/panel/catalogue/{programme}/{kind}/…`: one goal, work area, machine or step of a draft: added, changed, moved."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import edition_drafts
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import edition_drafts as reading
from server.web import who
from server.web.panel import page
from server.web.panel.catalogue import LIST, member
from server.web.panel.page import Form


async def show(request: Request) -> Response:
    """The form of a thing, or of a new one. `?remove=1` asks first."""
    reader = await member(request)
    return page.show(request, "edition_thing", reader=reader, **await _about(request, reader))


async def _about(request: Request, reader: Reader) -> dict[str, Any]:
    ids = request.path_params
    told = await reading.thing(reader, ids["programme"], ids["kind"], ids.get("key"))
    return {"about": told, "asked": request.query_params.get("remove", "")}


async def put(request: Request) -> Response:
    reader, form = await member(request), await page.form(request)
    ids = request.path_params
    try:
        await edition_drafts.put(
            reader, ids["programme"], ids["kind"], ids.get("key"), form.sent, form.value("seen"), now=who.now()
        )
    except NotFound:
        raise
    except Refusal as error:
        return await _again(request, reader, form, error)
    return page.done(_back(request), "edition_kept")


async def remove(request: Request) -> Response:
    reader, ids = await member(request), request.path_params
    try:
        await edition_drafts.remove(reader, ids["programme"], ids["kind"], ids["key"], now=who.now())
    except NotFound:
        raise
    except Refusal as error:
        return await _again(request, reader, Form(), error)
    return page.done(_back(request), "thing_removed")


async def move(request: Request) -> Response:
    """`up`: towards the beginning of its list."""
    reader, form, ids = await member(request), await page.form(request), request.path_params
    up = form.flag("up")
    await edition_drafts.move(reader, ids["programme"], ids["kind"], ids["key"], up, now=who.now())
    return page.done(_back(request), "edition_kept")


async def _again(request: Request, reader: Reader, form: Form, error: Refusal) -> Response:
    facts = await _about(request, reader)
    return page.again(request, "edition_thing", error, reader=reader, form=form, **facts)


def _back(request: Request) -> str:
    return f"{LIST}/{request.path_params['programme']}"
