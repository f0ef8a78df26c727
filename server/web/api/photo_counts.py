"""The only thing the server ever hears of photos: how many there are on a device."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import photo_counts
from server.domain.refusal import FieldProblem, InputInvalid
from server.web import bodies, devices, who
from server.web.api.operations import DEVICE_FORM


async def tell(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, device=str, count=int)
    if not DEVICE_FORM.fullmatch(body["device"]):
        raise InputInvalid([FieldProblem("device", "value_wrong_type")])
    name = devices.name(request.headers.get("user-agent", ""))
    await photo_counts.tell(me.person_id, body["device"], name, body["count"], now=who.now())
    return Response(status_code=204)
