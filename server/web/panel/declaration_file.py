"""`/panel/declarations/{id}.pdf`: what was sealed, to file away. It counts as opened, as when it is read."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import access
from server.reading import panel_declaration
from server.web import files, who
from server.web.panel import page


async def save(request: Request) -> Response:
    """The version of `?version=`, else the newest."""
    reader, declaration_id = await page.reader(request), request.path_params["declaration_id"]
    sealed = (await panel_declaration.one(reader, declaration_id, who.today()))["sealed"]
    version = files.version(request, sealed)
    if nothing := page.unopened(request):
        return nothing
    await access.opened(reader, declaration_id, now=who.now())
    answer = await files.declaration(request, sealed, version)
    answer.headers.update(page.HEADERS)
    return answer
