"""`/panel/classes/{summons_id}`: one class, how far it is, and reminding of what it misses."""

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server.domain.moments import danish_day
from server.domain.refusal import InputInvalid
from server.domain.roles import Reader
from server.reading import classes, sealed_files
from server.web import who
from server.web.panel import missing, page


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    return page.show(request, "class", reader=reader, **await _facts(request, reader))


async def remind(request: Request) -> Response:
    reader = await page.reader(request)
    form = await page.form(request)
    facts = await _facts(request, reader)
    try:
        deed_id = await missing.remind_of(reader, form)
    except InputInvalid as error:
        return page.again(request, "class", error, reader=reader, form=form, **facts)
    return page.done(f"/panel/classes/{facts['class_']['id']}?reminded={deed_id}")


async def _facts(request: Request, reader: Reader) -> dict[str, Any]:
    summons_id: UUID = request.path_params["summons_id"]
    found = await classes.page(reader, summons_id, danish_day(who.now()))
    wanted = request.query_params.get("show", "")
    shown = wanted if wanted in classes.SHOWN else "missing"
    parts = await sealed_files.parts_of_class(reader, summons_id)
    return {**found, **await missing.reminded(request, reader), "shown": shown, "parts_of_zip": parts}
