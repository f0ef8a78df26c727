"""What the holder of a mailed link does: open it, read, fill in, send, hand the pen over."""

import hashlib
import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import tokens
from server.actions import declarations, opening, submissions
from server.domain.recipients import may_fill
from server.domain.refusal import FieldProblem, InputInvalid, Outdated, Refusal
from server.domain.seal import canonical
from server.reading import visits
from server.storage import visible
from server.storage.declarations import Recipient
from server.web import bodies, who
from server.web.answers import no
from server.web.api import operations


async def open_link(request: Request) -> Response:
    body = await bodies.read(request, secret=str)
    public_id = request.path_params["public_id"]
    visitor = await opening.open_link(
        public_id,
        body["secret"],
        who.VISITOR.read(request),
        who.client(request),
        key=who.settings(request).secret_key,
        now=who.now(),
    )
    recipient = await visible.recipient(public_id, tokens.hash_token(visitor), who.now())
    response = JSONResponse(await visits.view(recipient))
    who.VISITOR.write(request, response, visitor)
    return response


async def show(request: Request) -> Response:
    view = await visits.view(await who.recipient(request))
    etag = f'"{hashlib.sha256(canonical(view).encode()).hexdigest()[:24]}"'
    headers = {"etag": etag, "cache-control": "no-store"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return JSONResponse(view, headers=headers)


async def take_operations(request: Request) -> Response:
    recipient = await _who_may_fill(request)
    return await operations.take(request, recipient.declaration_id, "supervisor", who.now(), recipient.id)


async def submit(request: Request) -> Response:
    recipient = await _who_may_fill(request)
    body = await bodies.read(request, submission_id=str)
    deed_id = bodies.uuid(body["submission_id"], "submission_id")
    try:
        await submissions.submit(recipient, deed_id, _seen(request), now=who.now(), today=who.today())
    except Outdated as moved:
        return no(moved.code, 412, view=await visits.view(recipient))
    return JSONResponse(await visits.view(recipient))


async def hand_pen(request: Request) -> Response:
    recipient = await _who_may_fill(request)
    body = await bodies.read(request, recipient_id=str)
    declaration = await visible.declaration_of(recipient)
    await declarations.hand_pen(declaration, bodies.uuid(body["recipient_id"], "recipient_id"), now=who.now())
    return JSONResponse(await visits.view(recipient))


async def _who_may_fill(request: Request) -> Recipient:
    recipient = await who.recipient(request)
    if not may_fill(recipient.role_list(), has_pen=recipient.has_pen):
        raise Refusal("reading_only")
    return recipient


def _seen(request: Request) -> int:
    """The revision the person last saw, from `If-Match: "<revision>"`."""
    found = re.fullmatch(r'"([0-9]{1,15})"', request.headers.get("if-match", ""), re.ASCII)
    if not found:
        raise InputInvalid([FieldProblem("if-match", "value_wrong_type")])
    return int(found[1])

