"""Whether the process lives and whether it can serve."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from tortoise.exceptions import BaseORMException

from server.reading import health
from server.web import who

VERSION = "0.1.0"


async def live(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def ready(_request: Request) -> Response:
    """503 while the database does not answer or lacks the triggers that guard what is sealed."""
    try:
        problems = await health.problems(who.now())
    except (BaseORMException, OSError):
        problems = ["database"]
    return JSONResponse({"ready": not problems, "problems": problems}, 503 if problems else 200)


async def ping(_request: Request) -> Response:
    """The only proof of a network for a phone: its content is checked, since a worker may answer for the net."""
    return JSONResponse({"logbog": True, "version": VERSION}, headers={"cache-control": "no-store"})
