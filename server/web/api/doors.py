"""The doors an apprentice opens for the supervisor, and the field for a short code."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import tokens
from server.actions import confirmations, doors, hand_overs
from server.domain.moments import iso
from server.domain.roles import Visitor
from server.reading import visits
from server.reading.declarations import one
from server.web import bodies, who


async def open_doors(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, recipient_id=str)
    settings, recipient_id = who.settings(request), bodies.uuid(body["recipient_id"], "recipient_id")
    declaration_id = request.path_params["declaration_id"]
    found = await doors.open_doors(me.person_id, declaration_id, recipient_id, key=settings.secret_key, now=who.now())
    links = {door: f"{settings.base_url}/e/{found.public_id}#{secret}" for door, secret in found.secrets.items()}
    told = {"shared_link": links["shared_link"], "qr_link": links["qr"]}
    return JSONResponse({**told, "short_code": found.short_code, "expires_at": iso(found.expires_at)})


async def by_short_code(request: Request) -> Response:
    body = await bodies.read(request, code=str)
    public_id, secret = await doors.by_short_code(
        body["code"][:100], who.client(request), key=who.settings(request).secret_key, now=who.now()
    )
    return JSONResponse({"public_id": public_id, "secret": secret})


async def ask_for_confirmation(request: Request) -> Response:
    me = await who.signed_in(request)
    body = await bodies.read(request, confirmation_id=str)
    declaration_id, deed_id = (
        request.path_params["declaration_id"],
        bodies.uuid(body["confirmation_id"], "confirmation_id"),
    )
    await confirmations.ask_again(me.person_id, declaration_id, deed_id, now=who.now())
    return JSONResponse(await one(me.person_id, declaration_id))


async def hand_over(request: Request) -> Response:
    """The answer is the visitor's, not the apprentice's: the phone is in the supervisor's hand."""
    me = await who.signed_in(request)
    body = await bodies.read(request, hand_over_id=str, recipient_id=str)
    ids = [bodies.uuid(body[name], name) for name in ("hand_over_id", "recipient_id")]
    key = who.settings(request).secret_key
    declaration_id = request.path_params["declaration_id"]
    token, public_id = await hand_overs.hand_over(me.person_id, declaration_id, *ids, key=key, now=who.now())
    response = JSONResponse(await visits.view(Visitor(public_id, tokens.hash_token(token)), who.now()))
    who.VISITOR.write(request, response, token)
    return response
