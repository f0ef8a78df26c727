"""What a reader of a sealed declaration does: marks it as read, or says "this was not me"."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import disputes, read_marks
from server.reading import visits
from server.web import bodies, who


async def mark_read(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, read_id=str, name=str)
    await read_marks.mark_read(visitor, None, bodies.uuid(body["read_id"], "read_id"), body["name"], now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))


async def dispute(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, dispute_id=str, text=str)
    await disputes.dispute(visitor, bodies.uuid(body["dispute_id"], "dispute_id"), body["text"], now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))
