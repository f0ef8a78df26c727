"""One code by mail that opens everything that waits at the supervisor's mailbox."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import sittings
from server.domain.moments import iso
from server.reading import visits
from server.web import bodies, who


async def ask_for_code(request: Request) -> Response:
    visitor = who.visitor(request)
    await bodies.read(request)
    client, key = who.client(request), who.settings(request).secret_key
    expires_at = await sittings.ask_for_code(visitor, client, key=key, now=who.now())
    return JSONResponse({"expires_at": iso(expires_at)}, 202)


async def open_others(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, code=str)
    client, key = who.client(request), who.settings(request).secret_key
    await sittings.open_others(visitor, body["code"], client, key=key, now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))
