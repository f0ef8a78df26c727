"""What was sealed as a PDF: for its apprentice, and for whoever holds a link and may read it on the page."""

from starlette.requests import Request
from starlette.responses import Response

from server import danish_dates
from server.actions import opening
from server.domain.refusal import Refusal
from server.reading import declarations, visits
from server.web import files, who
from server.web.panel import page


async def for_apprentice(request: Request) -> Response:
    """The version of `?version=`, else the newest that is out."""
    me = await who.signed_in(request)
    sealed = await declarations.sealed(me.person_id, request.path_params["declaration_id"])
    version = files.version(request, sealed)
    return page.unopened(request) or await files.declaration(request, sealed, version)


async def for_visitor(request: Request) -> Response:
    """The same behind a link. It counts as opened. What can still be taken back is no file yet: it could not be."""
    visitor = who.visitor(request)
    sealed, goes_out_at = await visits.sealed(visitor, who.now())
    version = files.version(request, sealed)
    if goes_out_at and version is sealed:
        raise Refusal("pdf_when_sent", at=danish_dates.time_of_day(goes_out_at))
    if nothing := page.unopened(request):
        return nothing
    await opening.open_held(visitor, now=who.now())
    return await files.declaration(request, sealed, version)
