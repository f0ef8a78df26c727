"""`/panel/paper`, printed as `/papir`: the code of a printed form leads to the declaration it belongs to."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.refusal import InputInvalid
from server.reading import paper
from server.web.panel import page
from server.web.panel.page import Form

HERE = "/panel/paper"


async def short(request: Request) -> Response:
    """The address as it is printed."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{HERE}{query}", 303, page.HEADERS)


async def find(request: Request) -> Response:
    """The form, or with `?code=` the way on. The code is no secret: it opens nothing."""
    reader = await page.at_declarations(request)
    if "code" not in request.query_params:
        return page.show(request, "paper_code", reader=reader)
    typed = request.query_params["code"]
    try:
        found = await paper.behind(reader, typed)
    except InputInvalid as error:
        return page.again(request, "paper_code", error, reader=reader, form=Form({"code": [typed[:40]]}))
    return RedirectResponse(f"/panel/declarations/{found}/paper", 303, page.HEADERS)
