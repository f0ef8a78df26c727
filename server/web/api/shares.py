"""The apprentice sends earlier declarations on and ends it; a supervisor opens them beside the form."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import shares
from server.actions.shares import Wanted
from server.reading import shares as reading
from server.web import bodies, who


async def share(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, share_id=str, name=str, address=str, days=int, declaration_ids=list)
    picked = [bodies.uuid(one, "declaration_ids") for one in body["declaration_ids"]]
    wanted = Wanted(bodies.uuid(body["share_id"], "share_id"), body["name"], body["address"], body["days"], picked)
    await shares.share(me.person_id, wanted, now=who.now())
    return await _all(me.person_id)


async def end(request: Request) -> Response:
    me = await who.signed_in(request)
    await bodies.read(request)
    await shares.end(me.person_id, request.path_params["share_id"], now=who.now())
    return await _all(me.person_id)


async def open_beside(request: Request) -> Response:
    visitor = who.visitor(request)
    await bodies.read(request)
    await shares.open_beside(visitor, now=who.now())
    return JSONResponse({"declarations": await reading.earlier(visitor, who.now())})


async def _all(person_id: UUID) -> Response:
    return JSONResponse({"shares": await reading.of_person(person_id)})
