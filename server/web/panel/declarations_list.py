"""`/panel/declarations`: all that a reader may see. Filters stand in the address, what is searched for is posted."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server import words
from server.documents import panel_lists as documents
from server.domain.moments import danish_day
from server.domain.refusal import InputInvalid, Refusal
from server.domain.roles import Reader
from server.reading import panel_lists
from server.reading.panel_lists import Asked
from server.web import who
from server.web.panel import exports, list_choices, page
from server.web.panel.page import Form

HERE = "/panel/declarations"
SEARCH_LONGEST = 120


async def show(request: Request) -> Response:
    reader = await page.at_declarations(request)
    asked = panel_lists.asked(request.query_params.multi_items())
    return page.show(request, "declarations", reader=reader, **await facts(reader, asked, _after(request)))


async def search(request: Request) -> Response:
    """A search for nothing is the list again."""
    reader, form = await page.at_declarations(request), await page.form(request)
    try:
        asked = searched(form)
    except InputInvalid as error:
        asked = panel_lists.asked(pairs(form))
        return page.again(request, "declarations", error, reader=reader, form=form, **await facts(reader, asked))
    if not asked.search:
        return page.done(f"{HERE}?{asked.query}")
    found = await facts(reader, asked, form.value("after"))
    return page.show(request, "declarations", reader=reader, form=form, **found)


async def start_over(_request: Request) -> Response:
    """What was searched for stands in no address, so a search that is opened again is the list."""
    return page.done(HERE)


async def save(request: Request) -> Response:
    reader = await page.at_declarations(request)
    return await _file(request, reader, panel_lists.asked(request.query_params.multi_items()))


async def save_search(request: Request) -> Response:
    reader, form = await page.at_declarations(request), await page.form(request)
    return await _file(request, reader, searched(form))


async def facts(reader: Reader, asked: Asked, after: str = "") -> dict[str, Any]:
    """What the page is made of."""
    found = await panel_lists.shown(reader, asked, after, who.now())
    options = list_choices.options(reader, found["choices"], asked)
    to = list_choices.colleagues(found["colleagues"], words.text("panel_lists.pick_colleague"))
    programmes = dict(found["choices"].programmes)
    return {**found, "options": options, "to": to, "programmes": programmes, "after": "" if found["first"] else after}


async def refused(request: Request, error: Refusal, reader: Reader, form: Form) -> Response:
    """The list as the form has it, with what is wrong on top."""
    asked = panel_lists.asked(pairs(form), form.value("q"))
    found = await facts(reader, asked, form.value("after"))
    return page.again(request, "declarations", error, reader=reader, form=form, **found)


def searched(form: Form) -> Asked:
    asked = panel_lists.asked(pairs(form), form.text("q", most=SEARCH_LONGEST))
    form.demand()
    return asked


def pairs(form: Form) -> list[tuple[str, str]]:
    return [(name, value) for name, values in form.sent.items() for value in values]


def _after(request: Request) -> str:
    return request.query_params.get("after", "")


async def _file(request: Request, reader: Reader, asked: Asked) -> Response:
    exports.kind(request)
    rows, programmes = await panel_lists.exported(reader, asked)
    at_school = "school" in reader.sides
    table = documents.declarations(rows, programmes, owners=at_school, today=danish_day(who.now()))
    return await exports.file(request, table)
