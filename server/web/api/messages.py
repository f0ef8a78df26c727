"""A message to other receivers of a declaration: from the signed-in apprentice, or from the holder of a link."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import messages
from server.domain.roles import Visitor
from server.web import bodies, who


async def write(request: Request) -> Response:
    me = await who.signed_in(request)
    return await _write(request, me.person_id, request.path_params["declaration_id"])


async def write_from_link(request: Request) -> Response:
    return await _write(request, who.visitor(request), None)


async def _write(request: Request, by: UUID | Visitor, declaration_id: UUID | None) -> Response:
    """202: it is on its way. Nothing of it comes back."""
    body = await bodies.read(request, message_id=str, to=list, text=str)
    message = messages.Message(bodies.uuid(body["message_id"], "message_id"), body["to"], body["text"])
    await messages.write(by, declaration_id, message, key=who.settings(request).secret_key, now=who.now())
    return JSONResponse({}, 202)
