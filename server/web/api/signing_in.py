"""Signing in and out, and the list of devices."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import tokens
from server.actions import signing_in
from server.codes import Asker
from server.domain.moments import iso
from server.reading import sessions
from server.web import bodies, devices, who

OWN_DEVICE = timedelta(days=365)


def asker(request: Request) -> Asker:
    browser = who.BROWSER.read(request) or tokens.new_token()
    return Asker(browser, who.DEVICE.read(request), who.client(request))


async def ask_for_code(request: Request) -> Response:
    body = await bodies.read(request, address=str)
    asking = asker(request)
    expires_at = await signing_in.ask_for_code(
        body["address"], asking, key=who.settings(request).secret_key, now=who.now()
    )
    response = JSONResponse({"expires_at": iso(expires_at)}, 202)
    who.BROWSER.write(request, response, asking.browser)
    return response


async def sign_in(request: Request) -> Response:
    body = await bodies.read(request, address=str, code=str, shared_device=bool)
    asking, shared = asker(request), body["shared_device"]
    device = asking.device or tokens.new_token()
    done = await signing_in.sign_in_with_code(
        body["address"],
        body["code"],
        asking,
        device=device,
        shared_device=shared,
        device_name=devices.name(request.headers.get("user-agent", "")),
        key=who.settings(request).secret_key,
        now=who.now(),
    )
    response = JSONResponse({"person": done.person.profile()})
    who.SESSION.write(request, response, done.token, lives=None if shared else OWN_DEVICE)
    who.BROWSER.drop(request, response)
    if not shared:
        who.DEVICE.write(request, response, device)
    return response


async def sign_out(request: Request) -> Response:
    me = await who.signed_in(request)
    await signing_in.end_session(me.person_id, me.session_id, who.now())
    response = Response(status_code=204)
    who.SESSION.drop(request, response)
    return response


async def list_sessions(request: Request) -> Response:
    me = await who.signed_in(request)
    return JSONResponse({"sessions": await sessions.of(me.person_id, me.session_id, who.now())})


async def end_session(request: Request) -> Response:
    me = await who.signed_in(request)
    await signing_in.end_session(me.person_id, request.path_params["session_id"], who.now())
    return Response(status_code=204)


async def end_others(request: Request) -> Response:
    me = await who.signed_in(request)
    await signing_in.end_other_sessions(me.person_id, me.session_id, who.now())
    return Response(status_code=204)
