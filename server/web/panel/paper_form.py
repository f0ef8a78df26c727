"""`/panel/paper_form`: forms for a pencil, blank ones for everybody in the panel, and those of a declaration."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import access
from server.reading import paper_form
from server.web import files, who
from server.web.panel import page


async def show(request: Request) -> Response:
    reader = await page.at_declarations(request)
    return page.show(request, "paper_form", reader=reader, blanks=await paper_form.choices(who.today()))


async def blank(request: Request) -> Response:
    await page.at_declarations(request)
    return await files.paper_form(request, await files.blank(request))


async def of_declaration(request: Request) -> Response:
    """It says whose it is, so it counts as opened."""
    reader, declaration_id = await page.at_declarations(request), request.path_params["declaration_id"]
    form = await paper_form.to_reader(reader, declaration_id)
    if nothing := page.unopened(request):
        return nothing
    await access.opened(reader, declaration_id, now=who.now())
    answer = await files.paper_form(request, form)
    answer.headers.update(page.HEADERS)
    return answer
