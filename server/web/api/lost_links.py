"""Links that were lost or do not work: mailed again, with the same answer for everybody."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import lost_links
from server.reading.lost_links import masked_address
from server.web import bodies, who


async def find(request: Request) -> Response:
    body = await bodies.read(request, address=str)
    key = who.settings(request).secret_key
    await lost_links.ask_for_all(body["address"], who.client(request), key=key, now=who.now())
    return JSONResponse({}, 202)


async def show_address(request: Request) -> Response:
    return JSONResponse({"masked": await masked_address(who.public_id(request))})


async def ask_for_fresh(request: Request) -> Response:
    await bodies.read(request)
    key = who.settings(request).secret_key
    await lost_links.ask_for_fresh(who.public_id(request), who.client(request), key=key, now=who.now())
    return JSONResponse({}, 202)
