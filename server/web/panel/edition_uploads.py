"""`/panel/catalogue/{programme}/upload`: a committee's subject table, or our own data file, becomes a draft."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server import words
from server.actions import edition_drafts
from server.documents import edition_files
from server.documents.edition_files import Unfit
from server.documents.turns import in_turn
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.reading import edition_drafts as reading
from server.web import who
from server.web.panel import page, uploads
from server.web.panel.catalogue import LIST, listed, member
from server.web.panel.uploads import Upload

MOST_SENT = uploads.MOST_LET_GO


async def take_in(request: Request) -> Response:
    """A file with faults changes nothing: all of them are told, each with its place."""
    reader, programme = await member(request), request.path_params["programme"]
    if programme not in reading.owned(reader):
        raise NotFound
    sent = await uploads.read(request, "file", edition_files.LARGEST)
    try:
        await _begun(reader, programme, sent)
    except Unfit as unfit:
        return await _again(request, reader, sent, Refusal("file_unfit"), unfit.faults)
    except NotFound:
        raise
    except Refusal as error:
        return await _again(request, reader, sent, error, ())
    return page.done(f"{LIST}/{programme}", "draft_begun")


async def _begun(reader: Reader, programme: str, sent: Upload) -> None:
    if sent.too_large:
        most = edition_files.LARGEST // (1024 * 1024)
        raise InputInvalid([FieldProblem.of("file", "upload_too_large", most=most)])
    if not sent.content:
        raise InputInvalid([FieldProblem("file", "upload_missing")])
    own, known = await reading.newest(programme), await reading.known()
    edition = await in_turn(edition_files.read, sent.name, sent.content, programme, own, known)
    await edition_drafts.begin(reader, programme, edition, now=who.now())


async def _again(request: Request, reader: Reader, sent: Upload, error: Refusal, faults: tuple[str, ...]) -> Response:
    facts = {**await listed(reader), "problem_programme": request.path_params["programme"], "faults": faults}
    if faults:
        facts["summary"] = {"faults": _told(facts, len(faults))}
    return page.again(request, "catalogue", error, reader=reader, form=sent.form, at="file", **facts)


def _told(facts: Mapping[str, Any], n: int) -> str:
    """Which programme's file it is, and how much is wrong: there may be several on the page."""
    name = next(one["name"] for one in facts["programmes"] if one["key"] == facts["problem_programme"])
    return words.text("panel_catalogue.unfit_file", programme=name, n=n)
