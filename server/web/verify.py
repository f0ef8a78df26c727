"""`/verify`: whether a digest belongs to a declaration that was sent, for anybody with a paper in hand. No script.

What is typed comes as a form, and only the digest found in it goes on into an address: people paste whole mails.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from server import words
from server.actions import verifying
from server.domain.refusal import Refusal, TooMany
from server.web import answers, templates, who
from server.web.panel import page
from server.web.panel.page import Form

HERE = "/verify"


async def show(request: Request) -> Response:
    """`?digest=`: what the code on the paper leads to. Without it, the form alone."""
    if nothing := page.unopened(request):
        return nothing
    asked = request.query_params.get("digest")
    if asked is None:
        return _page(request, Form())
    key = who.settings(request).secret_key
    try:
        found = await verifying.verify(asked, who.client(request), key=key, now=who.now())
    except Refusal as error:
        return _again(request, _form(asked), error)
    return _page(request, _form(found.shown), is_out=found.is_out)


async def take(request: Request) -> Response:
    form = Form()
    try:
        form = await page.form(request)
        digest = verifying.digest_in(form.value("digest"))
    except Refusal as error:
        return _again(request, form, error)
    return RedirectResponse(f"{HERE}?digest={digest}", 303, page.HEADERS)


def _form(typed: str) -> Form:
    return Form({"digest": [typed]})


def _again(request: Request, form: Form, error: Refusal) -> Response:
    """The page with what was typed, and what is wrong with it at the field."""
    response = _page(request, form, status=answers.STATUS[type(error)], problems=page.sentences(error, "digest"))
    if isinstance(error, TooMany):
        response.headers["retry-after"] = str(error.retry_after)
    return response


def _page(
    request: Request,
    form: Form,
    *,
    status: int = 200,
    is_out: bool | None = None,
    problems: dict[str, str] | None = None,
) -> Response:
    said = {None: "", True: words.text("verify.yes"), False: words.text("verify.no")}[is_out]
    facts = {"form": form, "problems": problems or {}, "is_out": is_out, "said": said}
    return HTMLResponse(templates.fill("pages/verify.html", who.settings(request), **facts), status, page.HEADERS)
