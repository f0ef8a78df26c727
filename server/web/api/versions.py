"""What is done with a declaration that was sent: taking it back."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import take_backs
from server.reading import visits
from server.web import bodies, who


async def take_back(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, take_back_id=str)
    await take_backs.take_back(visitor, bodies.uuid(body["take_back_id"], "take_back_id"), now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))
