"""`/api/everything.zip`: all that is the apprentice's, to take along at any time. The photos are on the phone alone."""

from collections.abc import AsyncIterator
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server.actions import downloads
from server.documents import everything as documents
from server.documents.turns import in_turn
from server.documents.zipped import File
from server.reading import everything
from server.reading.everything import Outline
from server.web import who, zips
from server.web.panel import page


async def save(request: Request) -> Response:
    me = await who.signed_in(request)
    if nothing := page.unopened(request):
        return nothing
    await downloads.by_apprentice(me.person_id, now=who.now())
    outline = await everything.outline(me.person_id)
    count = documents.count(len(outline.declarations), outline.readable, outline.erased)
    return zips.answer(_files(request, me.person_id, outline), count, f"logbog-{who.today().isoformat()}.zip")


async def _files(request: Request, person_id: UUID, outline: Outline) -> AsyncIterator[File]:
    base_url, now, taken = who.settings(request).base_url, who.now(), set[str]()
    profile = await everything.profile(person_id)
    yield documents.read_me(profile["name"] or "", outline.erased, base_url, now)
    yield documents.profile(profile, now)
    names = await everything.names(person_id, who.today())
    for file in documents.log(await everything.log(person_id), names, now):
        yield file
    for declaration_id in outline.declarations:
        await who.signed_in(request)  # still: a phone that was lost is signed out from another one
        found = await everything.declaration(person_id, declaration_id)
        for file in await in_turn(documents.declaration, found, taken, base_url, now):
            yield file
