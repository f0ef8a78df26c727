"""`/panel/catalogue`: a trade committee's goals, machines and scale: worked on as a draft, published as an edition."""

from collections.abc import Awaitable
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import edition_drafts
from server.documents import edition_files
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import edition_drafts as reading
from server.web import files, who
from server.web.panel import deeds, page
from server.web.panel.page import Form

LIST = "/panel/catalogue"
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
    """The draft whole. `?drop=1` asks first."""
    reader = await member(request)
    return page.show(request, "edition_draft", reader=reader, **await _about(request, reader))


async def _about(request: Request, reader: Reader) -> dict[str, Any]:
    told = await reading.draft(reader, request.path_params["programme"])
    return {"draft": told, "kinds": KINDS, "asked": request.query_params.get("drop", "")}


async def preview(request: Request) -> Response:
    """As the supervisor's phone shows it, by the phone's own parts."""
    reader = await member(request)
    return page.show(request, "edition_preview", reader=reader, **await _about(request, reader))


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
    deed = edition_drafts.drop(reader, request.path_params["programme"])
    return await _do(request, reader, form, deed, "draft_dropped", "", back=LIST)


async def _do(
    request: Request, reader: Reader, form: Form, deed: Awaitable[Any], said: str, at: str, *, back: str = ""
) -> Response:
    async def facts() -> dict[str, Any]:
        return await _about(request, reader)

    to = back or f"{LIST}/{request.path_params['programme']}"
    return await deeds.do(request, "edition_draft", deed, facts, reader=reader, form=form, to=to, said=said, at=at)
