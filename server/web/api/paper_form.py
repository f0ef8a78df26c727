"""A declaration's form on paper, for its apprentice: blank, or with what is known of one that is not filled in yet."""

from starlette.requests import Request
from starlette.responses import Response

from server.reading import paper_form
from server.web import files, who


async def blank(request: Request) -> Response:
    await who.signed_in(request)
    return await files.paper_form(request, await files.blank(request))


async def of_declaration(request: Request) -> Response:
    me = await who.signed_in(request)
    form = await paper_form.of_person(me.person_id, request.path_params["declaration_id"])
    return await files.paper_form(request, form)
