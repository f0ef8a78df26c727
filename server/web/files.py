"""Documents as files that a browser saves: made beside the event loop, kept by nobody on the way."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.documents import declarations
from server.documents import final_form as sheets
from server.documents import paper_form as on_paper
from server.documents.turns import in_turn
from server.domain.refusal import NotFound
from server.reading import paper_form as paper_forms
from server.reading.final_form import Agreement, Known
from server.reading.paper_form import Form
from server.web import who

NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)
PDF = "application/pdf"
SHEETS = {"final": "afsluttende-erklaering", "partly_completed": "delvist-gennemfoert"}
Told = Mapping[str, Any]


def version(request: Request, sealed: Told | None) -> Told:
    """The version of `?version=`, or the newest. NotFound also for one whose content is erased."""
    wanted = request.query_params.get("version", "")
    if sealed is None or (wanted and not NUMBER.fullmatch(wanted)):
        raise NotFound
    known: list[Told] = [sealed, *sealed["versions"]]
    found = next((one for one in known if not wanted or one["number"] == int(wanted)), None)
    if found is None or not found["payload"]:
        raise NotFound
    return found


async def declaration(request: Request, sealed: Told, wanted: Told) -> Response:
    """A version of `sealed` as a PDF."""
    base_url, all = who.settings(request).base_url, len(sealed["versions"]) + 1
    content = await in_turn(declarations.pdf, wanted, all, base_url)
    return saved(content, declarations.file_name(wanted), PDF)


async def final_form(request: Request, kind: str, known: Known, agreement: Agreement) -> Response:
    """The sheet with what is known for one of the committee's forms."""
    send_to = who.settings(request).final_form_to
    content = await in_turn(sheets.sheet, kind, known, agreement, send_to, who.now())
    return saved(content, f"{SHEETS[kind]}.pdf", PDF)


async def blank(request: Request) -> Form:
    """The blank form of `?edition=&specialisation=&main_course=`. Raises NotFound."""
    asked = [request.query_params.get(name, "") for name in ("edition", "specialisation", "main_course")]
    return await paper_forms.blank(*asked)


async def paper_form(request: Request, form: Form) -> Response:
    """A declaration's form for a pencil."""
    content = await in_turn(on_paper.pdf, form, who.settings(request).base_url, who.now())
    return saved(content, "papirskema.pdf", PDF)


def saved(content: bytes, name: str, media_type: str) -> Response:
    """A file to save under `name`, which is plain ASCII and nobody's name."""
    named = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=media_type, headers=named)
