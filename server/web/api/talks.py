"""Talk mode: the supervisor opens it, both sides ask plainly each two seconds."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import tokens
from server.actions import talks
from server.domain.refusal import NotFound, SignedOut
from server.reading import talks as reading
from server.reading import visits
from server.reading.talks import Talk
from server.web import bodies, who


async def set_open(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, open=bool)
    await talks.set_open(visitor, body["open"], now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))


async def for_apprentice(request: Request) -> Response:
    token = who.SESSION.read(request)
    if token is None:
        raise SignedOut
    try:
        talk = await reading.of_apprentice(tokens.hash_token(token), request.path_params["declaration_id"], who.now())
    except NotFound:
        await who.signed_in(request)  # signed out is not the same as not theirs
        raise
    return _unmoved(request, talk) or JSONResponse(await reading.beside(talk), headers={"etag": talk.etag})


async def for_visitor(request: Request) -> Response:
    """Only whether something moved: what it is, the view tells."""
    talk = await reading.of_visitor(who.visitor(request), who.now())
    return _unmoved(request, talk) or JSONResponse({"revision": talk.revision}, headers={"etag": talk.etag})


def _unmoved(request: Request, talk: Talk) -> Response | None:
    same = request.headers.get("if-none-match") == talk.etag
    return Response(status_code=304, headers={"etag": talk.etag}) if same else None
