"""Push subscriptions over HTTP, for the signed-in apprentice and, under a link's path, for its holder."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import vapid
from server.actions import push_subscriptions as deeds
from server.domain.roles import SignedIn, Visitor
from server.reading import push_subscriptions
from server.web import bodies, devices, who


async def _asking(request: Request) -> SignedIn | Visitor:
    return who.visitor(request) if "public_id" in request.path_params else await who.signed_in(request)


async def show(request: Request) -> Response:
    me = await _asking(request)
    told = {"public_key": vapid.public(who.settings(request).vapid_key)}
    return JSONResponse({**told, "subscriptions": await push_subscriptions.of(me, who.now())})


async def subscribe(request: Request) -> Response:
    me = await _asking(request)
    body = await bodies.read(request, endpoint=str, p256dh=str, auth=str)
    settings = who.settings(request)
    browser = deeds.Browser(**body, device=devices.name(request.headers.get("user-agent", "")))
    row, active = await deeds.subscribe(me, browser, settings.push_hosts, key=settings.secret_key, now=who.now())
    return JSONResponse({"id": str(row), "active": active})


async def echo(request: Request) -> Response:
    """From the service worker: what a push carried."""
    body = await bodies.read(request, id=str, token=str)
    await deeds.confirm(
        bodies.uuid(body["id"], "id"), body["token"], key=who.settings(request).secret_key, now=who.now()
    )
    return Response(status_code=204)


async def forget(request: Request) -> Response:
    me = await _asking(request)
    body = await bodies.read(request, id=str)
    await deeds.forget(me, bodies.uuid(body["id"], "id"), now=who.now())
    return Response(status_code=204)
