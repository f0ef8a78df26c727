"""Whether the process lives and whether it can serve."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from server.reading import health
from server.web import who

VERSION = "0.1.0"


async def live(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def ready(_request: Request) -> Response:
    """503 while the database does not answer or lacks the triggers that guard what is sealed. Slow mail is told."""
    problems, warnings = await health.problems(who.now())
    return JSONResponse({"ready": not problems, "problems": problems, "warnings": warnings}, 503 if problems else 200)


async def ping(request: Request) -> Response:
    """The only proof of a network for a phone: its content is checked, since a worker may answer for the net."""
    told = {"logbog": True, "version": VERSION, "contact": who.settings(request).contact}
    return JSONResponse(told)
