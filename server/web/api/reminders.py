"""The apprentice's button: remind one recipient."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import danish_holidays
from server.actions import reminders
from server.reading.declarations import one
from server.web import bodies, who


async def remind(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, remind_id=str)
    declaration_id, recipient_id = request.path_params["declaration_id"], request.path_params["recipient_id"]
    deed_id = bodies.uuid(body["remind_id"], "remind_id")
    await reminders.remind(
        me.person_id, declaration_id, recipient_id, deed_id, now=who.now(), holidays=danish_holidays.days()
    )
    return JSONResponse(await one(me.person_id, declaration_id))
