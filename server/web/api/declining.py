"""The supervisor says no, or changes their mind."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import declining
from server.reading import visits
from server.web import bodies, who


async def decline(request: Request) -> Response:
    """`{}`: the link may be closed by this very deed, so there is no view to answer with."""
    visitor = who.visitor(request)
    body = await bodies.read(request, decline_id=str, reason=str, text=str, instead=(dict, type(None)))
    deed_id = bodies.uuid(body.pop("decline_id"), "decline_id")
    await declining.decline(visitor, deed_id, **body, now=who.now())
    return JSONResponse({})


async def take_back(request: Request) -> Response:
    visitor = who.visitor(request)
    await bodies.read(request)
    await declining.take_back(visitor, now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))
