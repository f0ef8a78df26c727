"""`/panel/access/school_mail`: whether mails to a school bring a PDF along. Its staff decide; an operator does
so on the page of the school."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import school_mail
from server.domain.refusal import FieldProblem, InputInvalid, NotFound
from server.domain.roles import Reader
from server.reading import schools as reading
from server.web import who
from server.web.panel import page

HERE = "/panel/access/school_mail"


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    if not reader.schools:
        raise NotFound
    mails = await reading.mails_of(reader.schools)
    encrypted = who.settings(request).mail_is_encrypted
    return page.show(request, "school_mail", reader=reader, mails=mails, encrypted=encrypted)


async def decide(request: Request) -> Response:
    reader = await page.reader(request)
    if request.path_params["school_id"] not in reader.schools:
        raise NotFound
    return await _decide(request, reader, HERE)


async def decide_for_them(request: Request) -> Response:
    reader = await page.reader(request)
    if not reader.operator:
        raise NotFound
    return await _decide(request, reader, f"/panel/schools/{request.path_params['school_id']}")


async def _decide(request: Request, reader: Reader, back: str) -> Response:
    wanted = (await page.form(request)).value("attach")
    if wanted not in ("0", "1"):
        raise InputInvalid([FieldProblem("attach", "value_wrong_type")])
    await school_mail.attach_pdf(reader, request.path_params["school_id"], wanted == "1", now=who.now())
    attached = "pdf_attached" if who.settings(request).mail_is_encrypted else "pdf_attached_in_vain"
    return page.done(back, attached if wanted == "1" else "pdf_not_attached")
