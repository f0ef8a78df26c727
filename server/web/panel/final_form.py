"""`/panel/declarations/{id}/final_form`: what is known for the committee's final forms, to print. Nothing that is said
of the agreement is kept; each declaration that is read in it counts as opened."""

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server.actions import access, downloads
from server.domain.refusal import InputInvalid, TooMany
from server.domain.roles import Reader
from server.reading import final_form, official_forms
from server.web import final_papers, who
from server.web.panel import page


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    return page.show(request, "final_form", reader=reader, **await _facts(request, reader))


async def save(request: Request) -> Response:
    reader, form = await page.reader(request), await page.form(request)
    try:
        kind = form.value("kind")
        days = (form.value("agreement_started_on"), form.value("agreement_ended_on"))
        agreement = final_form.asked(kind, *days, form.value("why"))
        await downloads.form_by_reader(reader, now=who.now())
    except (InputInvalid, TooMany) as error:
        return page.again(request, "final_form", error, reader=reader, form=form, **await _facts(request, reader))
    known = await final_form.to_reader(reader, _id(request))
    for one in known.opened:
        await access.opened(reader, one, now=who.now())
    answer = await final_papers.paper(request, kind, known, agreement, sheet=form.flag("sheet"))
    answer.headers.update(page.HEADERS)
    return answer


async def _facts(request: Request, reader: Reader) -> dict[str, Any]:
    known = await final_form.to_reader(reader, _id(request))
    forms = await official_forms.mapped_kinds(known.programme)
    called = known.profile["name"]
    send_to = who.settings(request).final_form_to
    count = len(known.payloads)
    return {"declaration_id": _id(request), "called": called, "count": count, "forms": forms, "send_to": send_to}


def _id(request: Request) -> UUID:
    found: UUID = request.path_params["declaration_id"]
    return found
