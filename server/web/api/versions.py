"""What is done with a declaration that was sent: taken back, corrected, the correction dropped."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import corrections, take_backs
from server.domain.moments import iso
from server.reading import visits
from server.web import bodies, who


async def take_back(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, take_back_id=str)
    await take_backs.take_back(visitor, bodies.uuid(body["take_back_id"], "take_back_id"), now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))


async def ask_for_code(request: Request) -> Response:
    visitor = who.visitor(request)
    await bodies.read(request)
    client, key = who.client(request), who.settings(request).secret_key
    expires_at = await corrections.ask_for_code(visitor, client, key=key, now=who.now())
    return JSONResponse({"expires_at": iso(expires_at)}, 202)


async def correct(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, correction_id=str, code=str, reason=str)
    deed_id = bodies.uuid(body["correction_id"], "correction_id")
    client, key = who.client(request), who.settings(request).secret_key
    await corrections.begin(visitor, deed_id, body["reason"], body["code"], client, key=key, now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))


async def drop(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, drop_id=str)
    await corrections.drop(visitor, bodies.uuid(body["drop_id"], "drop_id"), now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))
