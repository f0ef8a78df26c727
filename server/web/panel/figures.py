"""`/panel/figures`: what committees are told, as a page, a PDF and a spreadsheet. Figures only, for their members."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.documents import meeting_pack
from server.documents.turns import in_turn
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.reading import figures
from server.web import files, who
from server.web.panel import exports, page


async def _member(request: Request) -> Reader:
    reader = await page.reader(request)
    if not reader.seats:
        raise NotFound
    return reader


async def index(request: Request) -> Response:
    reader = await _member(request)
    return page.show(
        request,
        "figures",
        reader=reader,
        seats=await figures.seats(reader),
        next=figures.next_told(who.today()),
        **_words(),
    )


async def show(request: Request) -> Response:
    reader = await _member(request)
    return page.show(request, "meeting_pack", reader=reader, pack=await _pack(request, reader), **_words())


async def save(request: Request) -> Response:
    """`.pdf`, `.csv` or `.xlsx`."""
    reader = await _member(request)
    pack = await _pack(request, reader)
    if request.path_params["kind"] != "pdf":
        return await exports.file(request, meeting_pack.table(pack))
    content = await in_turn(meeting_pack.pdf, pack)
    answer = files.saved(content, f"{meeting_pack.table(pack).name}.pdf", files.PDF)
    answer.headers.update(page.HEADERS)
    return answer


async def _pack(request: Request, reader: Reader) -> dict[str, Any]:
    ids = request.path_params
    return await figures.pack(reader, ids["committee_id"], ids["programme"], ids["period"], who.today())


def _words() -> dict[str, Any]:
    """How figures are said, for the templates."""
    names = ("period_name", "cell_name", "line_name", "column_names", "next_told")
    return {"shown": meeting_pack.SHOWN, **{name: getattr(meeting_pack, name) for name in names}}
