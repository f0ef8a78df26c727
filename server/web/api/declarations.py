"""The apprentice's declarations: making, answering, asking, taking back, and what changed."""

import re
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import tokens
from server.actions import access, answers, declarations, discarding, requests
from server.domain.refusal import SignedOut
from server.reading import changes
from server.reading.declarations import one
from server.web import bodies, who
from server.web.api import operations, schools


async def _shown(person_id: UUID, declaration_id: UUID, status: int = 200) -> Response:
    return JSONResponse(await one(person_id, declaration_id), status)


async def make(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, edition=str, specialisation=str, created_at=str)
    declaration_id = request.path_params["declaration_id"]
    new = await declarations.make(
        me.person_id, declaration_id, body["edition"], body["specialisation"], now=who.now(), today=who.today()
    )
    return await _shown(me.person_id, declaration_id, 201 if new else 200)


async def take_operations(request: Request) -> Response:
    me = await who.signed_in(request)
    device, batch = await operations.read(request)
    declaration_id = request.path_params["declaration_id"]
    return operations.told(
        *await answers.take_from_apprentice(me.person_id, declaration_id, device, batch, now=who.now())
    )


async def ask(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, optional=("confirmed",), request_id=str, confirmed=list)
    declaration_id = request.path_params["declaration_id"]
    deed_id = bodies.uuid(body["request_id"], "request_id")
    confirmed = schools.texts(body.get("confirmed", []), "confirmed")
    await requests.request(me.person_id, declaration_id, deed_id, confirmed=confirmed, now=who.now())
    return await _shown(me.person_id, declaration_id)


async def withdraw(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, withdrawal_id=str, reason=str)
    declaration_id = request.path_params["declaration_id"]
    deed_id = bodies.uuid(body["withdrawal_id"], "withdrawal_id")
    await declarations.withdraw(me.person_id, declaration_id, deed_id, body["reason"], now=who.now())
    return await _shown(me.person_id, declaration_id)


async def discard(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, discard_id=str)
    declaration_id = request.path_params["declaration_id"]
    deed_id = bodies.uuid(body["discard_id"], "discard_id")
    await discarding.discard(me.person_id, declaration_id, deed_id, now=who.now())
    return await _shown(me.person_id, declaration_id)


async def restore(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, restore_id=str)
    declaration_id = request.path_params["declaration_id"]
    deed_id = bodies.uuid(body["restore_id"], "restore_id")
    await discarding.restore(me.person_id, declaration_id, deed_id, now=who.now())
    return await _shown(me.person_id, declaration_id)


async def hand_pen(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, recipient_id=str)
    declaration_id = request.path_params["declaration_id"]
    recipient_id = bodies.uuid(body["recipient_id"], "recipient_id")
    await declarations.hand_pen(me.person_id, declaration_id, recipient_id, now=who.now())
    return await _shown(me.person_id, declaration_id)


async def renew_link(request: Request) -> Response:
    me = await who.signed_in(request)
    await bodies.read(request)
    declaration_id, recipient_id = request.path_params["declaration_id"], request.path_params["recipient_id"]
    await declarations.renew_link(me.person_id, declaration_id, recipient_id, now=who.now())
    return await _shown(me.person_id, declaration_id)


async def end_access(request: Request) -> Response:
    me = await who.signed_in(request)
    await bodies.read(request)
    declaration_id, recipient_id = request.path_params["declaration_id"], request.path_params["recipient_id"]
    await access.end(me.person_id, declaration_id, recipient_id, now=who.now())
    return await _shown(me.person_id, declaration_id)


async def list_changes(request: Request) -> Response:
    """The poll of every phone: one plain query when there is nothing new."""
    token = who.SESSION.read(request)
    seen = await changes.poll(tokens.hash_token(token), who.now()) if token else None
    if seen is None:
        raise SignedOut
    etag = f'"{seen.newest}"'
    headers = {"etag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return JSONResponse(await changes.since(seen.person_id, _after(request), seen.newest, who.today()), headers=headers)


def _after(request: Request) -> int:
    """Anything that is no number means "from the beginning": the phone gets everything, and loses nothing."""
    given = request.query_params.get("after", "0")
    return int(given) if re.fullmatch(r"[0-9]{1,15}", given, re.ASCII) else 0
