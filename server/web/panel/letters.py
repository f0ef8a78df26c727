"""`/panel/classes/{id}/letter`: what a school sends its apprentices: a sheet, and a paragraph for its own letter."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from server.documents import qr
from server.reading import panel_summonses
from server.web import who
from server.web.panel import page


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    known = await panel_summonses.one(reader, request.path_params["summons_id"], who.today())
    address = f"{who.settings(request).base_url}/app/summons"
    image = Markup(qr.svg(f"{address}#{known['code']}"))  # noqa: S704 (made by ourselves from our own code)
    typed = address.partition("://")[2]  # as people type it into a browser
    return page.show(request, "class_letter", reader=reader, known=known, address=typed, qr=image)
