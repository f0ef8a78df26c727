"""`/panel/catalogue/{programme}/{kind}/…`: a thing of a draft: added, changed, moved, deleted."""

from collections.abc import Awaitable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import drafted_things
from server.domain.roles import Reader
from server.reading import edition_drafts as reading
from server.web import who
from server.web.panel import edition_deeds, page
from server.web.panel.catalogue import LIST, about_draft, member
from server.web.panel.page import Form


async def show(request: Request) -> Response:
    """The form of a thing, or of a new one."""
    reader = await member(request)
    return page.show(request, "edition_thing", reader=reader, **await _about(request, reader))


async def _about(request: Request, reader: Reader) -> dict[str, Any]:
    ids = request.path_params
    return {"about": await reading.thing(reader, ids["programme"], ids["kind"], ids.get("key"))}


async def put(request: Request) -> Response:
    reader, form, ids = await member(request), await page.form(request), request.path_params
    deed = drafted_things.put(
        reader, ids["programme"], ids["kind"], ids.get("key"), form.sent, form.value("seen"), now=who.now()
    )
    return await _do(request, reader, form, deed, "edition_kept")


async def remove(request: Request) -> Response:
    """Done at once, and undone by one tap on the page that follows."""
    reader, form, ids = await member(request), await page.form(request), request.path_params
    deed = drafted_things.remove(reader, ids["programme"], ids["kind"], ids["key"], form.value("going"), now=who.now())
    return await _do(request, reader, form, deed, "thing_removed")


async def _do(request: Request, reader: Reader, form: Form, deed: Awaitable[Any], said: str) -> Response:
    async def facts() -> dict[str, Any]:
        return await _about(request, reader)

    to = _back(request)
    return await edition_deeds.do(request, "edition_thing", deed, facts, reader=reader, form=form, to=to, said=said)


async def move(request: Request) -> Response:
    """`up`: towards the beginning of its list. The page that follows begins at what was moved."""
    reader, form, ids = await member(request), await page.form(request), request.path_params
    up, seen = form.flag("up"), form.value("seen")
    deed = drafted_things.move(reader, ids["programme"], ids["kind"], ids["key"], up, seen, now=who.now())

    async def facts() -> dict[str, Any]:
        return await about_draft(request, reader)

    to, nothing_typed, place = _back(request), Form(), f"{ids['kind']}-{ids['key']}"
    return await edition_deeds.do(
        request, "edition_draft", deed, facts, reader=reader, form=nothing_typed, to=to, said="edition_kept",
        place=place,
    )  # fmt: skip


def _back(request: Request) -> str:
    return f"{LIST}/{request.path_params['programme']}"
