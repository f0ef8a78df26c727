"""The apprentice's answer to a sealed declaration, and asking for it to be opened again."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import replies
from server.reading.declarations import one
from server.web import bodies, who


async def reply(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, optional=("number",), reply_id=str, kind=str, text=str, number=int)
    declaration_id, deed_id = request.path_params["declaration_id"], bodies.uuid(body["reply_id"], "reply_id")
    said = (body["kind"], body["text"], body.get("number"))
    await replies.reply(me.person_id, declaration_id, deed_id, *said, now=who.now())
    return JSONResponse(await one(me.person_id, declaration_id))


async def ask_correction(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, ask_id=str, text=str)
    declaration_id, deed_id = request.path_params["declaration_id"], bodies.uuid(body["ask_id"], "ask_id")
    await replies.ask_correction(me.person_id, declaration_id, deed_id, body["text"], now=who.now())
    return JSONResponse(await one(me.person_id, declaration_id))
