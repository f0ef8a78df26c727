"""What the committee's final declarations are printed on: its own form where it is there, else a sheet with it all."""

import logging

from starlette.requests import Request
from starlette.responses import Response

from server.documents import official_form
from server.reading import official_forms
from server.reading.final_form import Agreement, Known
from server.web import files, who

log = logging.getLogger("logbog.web")


async def paper(request: Request, kind: str, known: Known, agreement: Agreement, *, sheet: bool) -> Response:
    """The committee's form with what is known, where it is uploaded; else, or with `sheet`, the sheet."""
    form = None if sheet else await official_forms.mapped(kind, known.programme)
    if form and (made := await _filled(form, known.form_facts(agreement, who.today()))):
        return files.saved(made, f"{files.SHEETS[kind]}-skema.pdf", files.PDF)
    return await files.final_form(request, kind, known, agreement)


async def _filled(form: official_form.OfficialForm, facts: dict[str, str]) -> bytes:
    """Nothing when the form cannot be filled: then the sheet is better than no paper."""
    try:
        return (await official_form.in_turn(official_form.fill, form, facts)).content
    except official_form.BoxFailed:
        log.error("An official form could not be filled")
        return b""
