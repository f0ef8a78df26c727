"""`/panel/catalogue`: a trade committee's goals, machines and scale: worked on as a draft, published as an edition."""

import re
from collections.abc import Awaitable
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import drafted_things, edition_drafts
from server.documents import edition_files
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import edition_drafts as reading
from server.web import files, who
from server.web.panel import deeds, edition_deeds, page
from server.web.panel.page import Form

LIST = "/panel/catalogue"
ROW_ID = re.compile(r"[0-9]{1,9}", re.ASCII)
KINDS = ("goals", "work_areas", "machines", "scale", "main_courses", "specialisations")


async def member(request: Request) -> Reader:
    """Whoever sits on a trade committee. For everybody else there is no such page."""
    reader = await page.reader(request)
    if not reading.owned(reader):
        raise NotFound
    return reader


async def index(request: Request) -> Response:
    reader = await member(request)
    return page.show(request, "catalogue", reader=reader, **await listed(reader))


async def listed(reader: Reader) -> dict[str, Any]:
    return {"programmes": await reading.programmes(reader, who.today()), "problem_programme": "", "faults": ()}


async def begin(request: Request) -> Response:
    """A draft from the newest edition."""
    reader, programme = await member(request), request.path_params["programme"]
    try:
        await edition_drafts.begin(reader, programme, None, now=who.now())
    except NotFound:
        raise
    except Refusal as error:
        return page.again(request, "catalogue", error, reader=reader, form=Form(), **await listed(reader))
    return page.done(f"{LIST}/{programme}", "draft_begun")


async def show(request: Request) -> Response:
    """The draft whole. `?taken=`: what was taken out of it last, to be put back by one tap."""
    reader = await member(request)
    return page.show(request, "edition_draft", reader=reader, **await about_draft(request, reader))


async def about_draft(request: Request, reader: Reader) -> dict[str, Any]:
    told = await reading.draft(reader, request.path_params["programme"])
    return {"draft": told, "kinds": KINDS, "taken": request.query_params.get("taken", "")}


async def preview(request: Request) -> Response:
    """As the supervisor's phone shows it, by the phone's own parts."""
    reader = await member(request)
    return page.show(request, "edition_preview", reader=reader, **await about_draft(request, reader))


async def save(request: Request) -> Response:
    """The draft as our own data file, to be kept or edited elsewhere and uploaded again."""
    reader = await member(request)
    told = await reading.draft(reader, request.path_params["programme"])
    name = f"{told['programme'].replace('_', '-')}.yaml"
    answer = files.saved(edition_files.written(told["content"]), name, "application/yaml")
    answer.headers.update(page.HEADERS)
    return answer


async def about(request: Request) -> Response:
    reader, form = await member(request), await page.form(request)
    deed = edition_drafts.about(reader, request.path_params["programme"], form.sent, form.value("seen"), now=who.now())
    return await _do(request, reader, form, deed, "edition_kept", "name")


async def check(request: Request) -> Response:
    """What is about to be published, and from which day: the last step before it holds for ever."""
    reader, programme = await member(request), request.path_params["programme"]
    form = Form({name: [value] for name, value in request.query_params.items()})

    async def facts() -> dict[str, Any]:
        return await about_draft(request, reader)

    try:
        told = await reading.to_publish(reader, programme, _day(form), form.value("whole"), who.today())
    except NotFound:
        raise
    except Refusal as error:
        return await edition_deeds.refused(
            request, "edition_draft", error, facts, reader=reader, form=form, at="valid_from"
        )
    return page.show(request, "edition_check", reader=reader, draft=told)


async def publish(request: Request) -> Response:
    reader, form = await member(request), await page.form(request)
    programme = request.path_params["programme"]
    deed = edition_drafts.publish(reader, programme, _day(form), form.value("whole"), today=who.today(), now=who.now())
    return await _do(request, reader, form, deed, "edition_published", "valid_from", back=LIST)


def _day(form: Form) -> date | None:
    try:
        return date.fromisoformat(form.value("valid_from"))
    except ValueError:
        return None


async def drop(request: Request) -> Response:
    reader, form = await member(request), await page.form(request)
    deed = edition_drafts.drop(reader, request.path_params["programme"], form.value("whole"), now=who.now())
    return await _do(request, reader, form, deed, "draft_dropped", "", back=LIST)


async def take_back(request: Request) -> Response:
    """A draft that was dropped."""
    reader, form, programme = await member(request), await page.form(request), request.path_params["programme"]
    sent = form.value("id")
    number = int(sent) if ROW_ID.fullmatch(sent) else 0

    async def facts() -> dict[str, Any]:
        return await listed(reader)

    deed = edition_drafts.take_back(reader, programme, number, now=who.now())
    to = f"{LIST}/{programme}"
    return await deeds.do(request, "catalogue", deed, facts, reader=reader, form=form, to=to, said="draft_taken_back")


async def put_back(request: Request) -> Response:
    """A thing that was taken out of the draft."""
    reader, form, ids = await member(request), await page.form(request), request.path_params
    deed = drafted_things.put_back(reader, ids["programme"], form.value("id"), now=who.now())
    return await _do(request, reader, form, deed, "thing_put_back", "")


async def _do(
    request: Request, reader: Reader, form: Form, deed: Awaitable[Any], said: str, at: str, *, back: str = ""
) -> Response:
    async def facts() -> dict[str, Any]:
        return await about_draft(request, reader)

    to = back or f"{LIST}/{request.path_params['programme']}"
    return await edition_deeds.do(
        request, "edition_draft", deed, facts, reader=reader, form=form, to=to, said=said, at=at
    )
