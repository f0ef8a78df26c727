"""The apprentice's own sheet for the committee's final forms."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import downloads
from server.reading import final_form, official_forms
from server.web import bodies, final_papers, who


async def show(request: Request) -> Response:
    """Where the committee wants its form, as it is printed, empty when the operator has not said; and the kinds whose
    own form is there."""
    me = await who.signed_in(request)
    known = await final_form.of_person(me.person_id, who.today())
    forms = await official_forms.mapped_kinds(known.programme)
    return JSONResponse({"send_to": who.settings(request).final_form_to, "forms": forms})


async def save(request: Request) -> Response:
    me = await who.signed_in(request)
    text = (str, type(None))
    days = {"agreement_started_on": text, "agreement_ended_on": text}
    body = await bodies.read(request, optional=("sheet",), kind=str, **days, why=text, sheet=bool)
    agreement = final_form.asked(body["kind"], body["agreement_started_on"], body["agreement_ended_on"], body["why"])
    await downloads.form_by_apprentice(me.person_id, now=who.now())
    known = await final_form.of_person(me.person_id, who.today())
    return await final_papers.paper(request, body["kind"], known, agreement, sheet=body.get("sheet", False))
