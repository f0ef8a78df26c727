"""The signed-in person's profile and change of address."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import profiles, signing_in
from server.domain.moments import iso
from server.reading.profiles import profile
from server.web import bodies, who
from server.web.api.signing_in import asker


async def show(request: Request) -> Response:
    me = await who.signed_in(request)
    return JSONResponse(await profile(me.person_id, who.today()))


async def change(request: Request) -> Response:
    me = await who.signed_in(request)
    await profiles.change(me.person_id, await bodies.read_object(request), today=who.today())
    return JSONResponse(await profile(me.person_id, who.today()))


async def ask_for_address_change(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, address=str)
    asking = asker(request)
    expires_at = await signing_in.ask_for_address_change(
        me.person_id, body["address"], asking, key=who.settings(request).secret_key, now=who.now()
    )
    response = JSONResponse({"expires_at": iso(expires_at)}, 202)
    who.BROWSER.write(request, response, asking.browser)
    return response


async def change_address(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, address=str, code=str)
    await signing_in.change_address(
        me.person_id,
        body["address"],
        body["code"],
        asker(request),
        key=who.settings(request).secret_key,
        now=who.now(),
    )
    return JSONResponse(await profile(me.person_id, who.today()))
