"""What the holder of a mailed link does: open it, read, fill in, send, hand the pen over."""

import hashlib
import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import tokens
from server.actions import answers, confirmations, declarations, hand_overs, opening, submissions
from server.actions.submissions import Typed
from server.domain.moments import iso
from server.domain.refusal import FieldProblem, InputInvalid, Outdated
from server.domain.roles import Visitor
from server.reading import visits
from server.web import bodies, who
from server.web.answers import no
from server.web.api import operations


async def open_link(request: Request) -> Response:
    body = await bodies.read(request, optional=("secret",), secret=str)
    public_id = who.public_id(request)
    if "secret" not in body:
        return await _open_held(who.visitor(request))
    token = await opening.open_link(
        public_id,
        body["secret"],
        who.VISITOR.read(request),
        who.client(request),
        key=who.settings(request).secret_key,
        now=who.now(),
    )
    response = JSONResponse(await visits.view(Visitor(public_id, tokens.hash_token(token)), who.now()))
    who.VISITOR.write(request, response, token)
    return response


async def _open_held(visitor: Visitor) -> Response:
    await opening.open_held(visitor, now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))


async def show(request: Request) -> Response:
    response = JSONResponse(await visits.view(who.visitor(request), who.now()))
    response.headers["etag"] = etag = f'"{hashlib.sha256(response.body).hexdigest()[:24]}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"etag": etag})
    return response


async def take_operations(request: Request) -> Response:
    visitor = who.visitor(request)
    device, batch = await operations.read(request)
    return operations.told(*await answers.take_from_visitor(visitor, device, batch, now=who.now()))


async def submit(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, optional=("code",), submission_id=str, code=str)
    deed_id = bodies.uuid(body["submission_id"], "submission_id")
    typed = Typed(body["code"], who.client(request), who.settings(request).secret_key) if "code" in body else None
    try:
        await submissions.submit(
            visitor,
            deed_id,
            _seen(request),
            typed,
            now=who.now(),
            today=who.today(),
            take_back=who.settings(request).take_back,
        )
    except Outdated as moved:
        return no(moved.code, 412, view=await visits.view(visitor, who.now()))
    return JSONResponse(await visits.view(visitor, who.now()))


async def ask_for_confirmation(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, confirmation_id=str)
    deed_id = bodies.uuid(body["confirmation_id"], "confirmation_id")
    try:
        await confirmations.ask(visitor, deed_id, _seen(request), now=who.now(), today=who.today())
    except Outdated as moved:
        return no(moved.code, 412, view=await visits.view(visitor, who.now()))
    return JSONResponse(await visits.view(visitor, who.now()))


async def refuse_typed(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, refusal_id=str, text=str)
    deed_id = bodies.uuid(body["refusal_id"], "refusal_id")
    await confirmations.refuse(visitor, deed_id, body["text"], now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))


async def ask_for_code(request: Request) -> Response:
    visitor = who.visitor(request)
    await bodies.read(request)
    client, key = who.client(request), who.settings(request).secret_key
    expires_at = await submissions.ask_for_code(visitor, client, key=key, now=who.now())
    return JSONResponse({"expires_at": iso(expires_at)}, 202)


async def hand_back(request: Request) -> Response:
    visitor = who.visitor(request)
    await bodies.read(request)
    await hand_overs.hand_back(visitor, now=who.now())
    response = Response(status_code=204)
    who.VISITOR.drop(request, response)
    return response


async def hand_pen(request: Request) -> Response:
    visitor = who.visitor(request)
    body = await bodies.read(request, recipient_id=str)
    await declarations.hand_pen(visitor, None, bodies.uuid(body["recipient_id"], "recipient_id"), now=who.now())
    return JSONResponse(await visits.view(visitor, who.now()))


def _seen(request: Request) -> int:
    """The revision the person last saw, from `If-Match: "<revision>"`."""
    found = re.fullmatch(r'"([0-9]{1,15})"', request.headers.get("if-match", ""), re.ASCII)
    if not found:
        raise InputInvalid([FieldProblem("if-match", "value_wrong_type")])
    return int(found[1])
