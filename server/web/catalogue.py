"""The catalogue as phones keep it: what is current, and every edition for ever."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.reading import catalogue
from server.web import who

A_YEAR = "public, max-age=31536000, immutable"


async def current(_request: Request) -> Response:
    return JSONResponse(await catalogue.current(who.today()), headers={"cache-control": "no-cache"})


async def edition(request: Request) -> Response:
    found = await catalogue.edition(request.path_params["edition_id"])
    return JSONResponse(found, headers={"cache-control": A_YEAR})
