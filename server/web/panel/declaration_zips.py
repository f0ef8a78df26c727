"""All declarations of a class, or of one apprentice, as a ZIP of PDFs. Each that is in it counts as opened."""

import re
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response

from server.actions import access, downloads
from server.documents import declaration_files as documents
from server.documents.turns import in_turn
from server.documents.zipped import File
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import sealed_files
from server.reading.sealed_files import Chosen
from server.web import who, zips
from server.web.panel import page

PART = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)


async def save_class(request: Request) -> Response:
    reader = await page.reader(request)
    chosen = await sealed_files.of_class(reader, request.path_params["summons_id"], _part(request))
    return await _zip(request, reader, chosen, documents.zip_name(chosen.school_class, "hold", who.today()))


async def save_of_apprentice(request: Request) -> Response:
    """Of whoever made the declaration of the path."""
    reader = await page.reader(request)
    chosen = await sealed_files.of_apprentice(reader, request.path_params["declaration_id"], _part(request))
    return await _zip(request, reader, chosen, documents.zip_name("laerling", "", who.today()))


async def _zip(request: Request, reader: Reader, chosen: Chosen, name: str) -> Response:
    if nothing := page.unopened(request):
        return nothing
    if not chosen.ids and not chosen.erased:
        raise Refusal("nothing_sealed_yet")
    await downloads.by_reader(reader, now=who.now())
    answer = zips.answer(_files(request, chosen), len(chosen.ids) + bool(chosen.erased), name)
    answer.headers.update(page.HEADERS)
    return answer


async def _files(request: Request, chosen: Chosen) -> AsyncIterator[File]:
    """Kept and told as opened when it is about to leave. One that the reader may no longer see breaks it all off."""
    base_url = who.settings(request).base_url
    for declaration_id in chosen.ids:
        reader = await page.reader(request)  # who has left the school meanwhile, or is signed out
        sealed = await sealed_files.one(reader, declaration_id)
        file = await in_turn(documents.pdf, sealed, len(sealed["versions"]) + 1, base_url)
        await access.opened(reader, declaration_id, now=who.now())
        yield file
    if chosen.erased:
        yield documents.left_out(chosen.erased, who.now())


def _part(request: Request) -> int:
    """Of `?part=`: the first unless one is asked for."""
    wanted = request.query_params.get("part", "1")
    if not PART.fullmatch(wanted):
        raise NotFound
    return int(wanted)
