"""The code of a school's letter: what the call-up says, for a phone with or without a session."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import looking_up
from server.reading import summonses
from server.web import bodies, who


async def by_code(request: Request) -> Response:
    body = await bodies.read(request, code=str)
    key, client = who.settings(request).secret_key, who.client(request)
    code = await looking_up.look_up(body["code"][:100], client, key=key, now=who.now())
    return JSONResponse(await summonses.by_code(code))
