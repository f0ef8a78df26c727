"""The apprentice's own sheet for the committee's final forms."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.reading import final_form
from server.web import bodies, files, who


async def show(request: Request) -> Response:
    """Where the committee wants its form, as it is printed; empty when the operator has not said."""
    await who.signed_in(request)
    return JSONResponse({"send_to": who.settings(request).final_form_to})


async def save(request: Request) -> Response:
    me = await who.signed_in(request)
    text = (str, type(None))
    body = await bodies.read(request, kind=str, agreement_started_on=text, agreement_ended_on=text, why=text)
    agreement = final_form.asked(body["kind"], body["agreement_started_on"], body["agreement_ended_on"], body["why"])
    known = await final_form.of_person(me.person_id, who.today())
    return await files.final_form(request, body["kind"], known, agreement)
