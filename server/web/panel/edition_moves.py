"""`/panel/declarations/{id}/edition`: what a newer edition would change for the apprentice, and the school's word that
they go on by it. Each declaration whose levels are told counts as opened."""

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server.actions import access, edition_moves
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import edition_moves as reading
from server.reading import panel_declaration
from server.web import who
from server.web.panel import page
from server.web.panel.page import Form


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    facts = await _facts(request, reader, request.query_params.get("to", ""))
    if nothing := page.unopened(request):
        return nothing
    await _opened(request, reader, facts)
    return page.show(request, "edition", reader=reader, **facts)


async def move(request: Request) -> Response:
    reader, form = await page.reader(request), await page.form(request)
    now, today, to = who.now(), who.today(), form.value("to")
    await reading.standing(reader, _id(request), today)  # 404 before anything that was typed is judged
    try:
        deed_id = form.uuid("deed_id")
        await edition_moves.move(reader, _id(request), deed_id, to, form.value("name"), now=now, today=today)
    except Refusal as error:
        return await _again(request, reader, form, error, to)
    return page.done(_here(request), "edition_moved")


async def undo(request: Request) -> Response:
    reader, form = await page.reader(request), await page.form(request)
    await reading.standing(reader, _id(request), who.today())
    try:
        deed_id = form.uuid("deed_id")
        await edition_moves.undo(reader, _id(request), deed_id, form.value("seen"), now=who.now())
    except Refusal as error:
        return await _again(request, reader, form, error)
    return page.done(_here(request), "edition_move_undone")


async def _again(request: Request, reader: Reader, form: Form, error: Refusal, to: str = "") -> Response:
    if isinstance(error, NotFound):
        raise error
    facts = await _facts(request, reader, to)
    await _opened(request, reader, facts)
    typed = Form({"name": form.sent["name"]} if "name" in form.sent else {})
    return page.again(request, "edition", error, reader=reader, form=typed, **facts)


async def _facts(request: Request, reader: Reader, to: str) -> dict[str, Any]:
    found = await reading.standing(reader, _id(request), who.today())
    case = await panel_declaration.named(reader, _id(request))
    return {**case, "standing": found, "move": await reading.move(reader, _id(request), found, to)}


async def _opened(request: Request, reader: Reader, facts: dict[str, Any]) -> None:
    for one in facts["move"].opened if facts["move"] else []:
        await access.opened(reader, one, now=who.now(), after_deed=True)


def _here(request: Request) -> str:
    return f"/panel/declarations/{_id(request)}/edition"


def _id(request: Request) -> UUID:
    found: UUID = request.path_params["declaration_id"]
    return found
