"""The catalogue as phones keep it: what is current, and every edition for ever."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.refusal import NotFound
from server.storage import editions
from server.web import who

A_YEAR = "public, max-age=31536000, immutable"


async def current(_request: Request) -> Response:
    found = await editions.current(who.today())
    return JSONResponse({"editions": [edition.as_json() for edition in found]}, headers={"cache-control": "no-cache"})


async def edition(request: Request) -> Response:
    found = await editions.get(request.path_params["edition_id"])
    if found is None:
        raise NotFound
    return JSONResponse(found.as_json(), headers={"cache-control": A_YEAR})
