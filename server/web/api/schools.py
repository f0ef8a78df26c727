"""Whether addresses are of a school that Logbog knows, asked before a request goes out; that one is right anyway."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import school_addresses
from server.domain.refusal import FieldProblem, InputInvalid
from server.reading.declarations import one
from server.reading.school_addresses import check as checked
from server.web import bodies, who

MOST = 10  # as many contacts as a declaration may have
LONGEST = 254  # letters of an address


def texts(value: Any, field: str) -> list[str]:
    """A short list of addresses."""
    if len(value) > MOST or not all(type(one) is str and len(one) <= LONGEST and one.isprintable() for one in value):
        raise InputInvalid([FieldProblem(field, "value_wrong_type")])
    return list(value)


async def check(request: Request) -> Response:
    await who.signed_in(request)
    body = await bodies.read(request, addresses=list)
    return JSONResponse({"addresses": await checked(texts(body["addresses"], "addresses"))})


async def confirm(request: Request) -> Response:
    me = await who.signed_in(request)
    await bodies.read(request)
    declaration_id, recipient_id = request.path_params["declaration_id"], request.path_params["recipient_id"]
    await school_addresses.confirm(me.person_id, declaration_id, recipient_id, now=who.now())
    return JSONResponse(await one(me.person_id, declaration_id))
