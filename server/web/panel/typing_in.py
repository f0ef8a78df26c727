"""`/panel/declarations/{id}/paper`: a sheet of paper is typed in, saved, and sent to the workplace to be confirmed."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server import words
from server.actions import access, confirmations, typing_in
from server.actions.typing_in import Sheet
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.reading import typing_in as reading
from server.web import who
from server.web.panel import page
from server.web.panel.page import Form

REVISION = re.compile(r"[0-9]{1,9}", re.ASCII)
TICKED = ("supervisor.function.", "supervisor.machine.")
ON_PAPER: Mapping[str, Mapping[str, str]] = {
    "supervisor.name": {"your_name_missing": "paper_signer_missing"},
    "supervisor.talked_through_on": {"talk_missing": "paper_talked_missing"},
    "supervisor.goals_reached_why": {"why_missing": "paper_why_missing"},
}
WHOLE = {"supervisor.functions_confirmed": True, "supervisor.machines_confirmed": True}


async def show(request: Request) -> Response:
    """Counts as opened, as the declaration's own page does."""
    reader = await page.reader(request)
    sheet = await reading.page(reader, _id(request))
    if nothing := page.unopened(request):
        return nothing
    await access.opened(reader, _id(request), now=who.now(), after_deed="done" in request.query_params)
    return page.show(request, "paper", reader=reader, sheet=sheet)


async def save(request: Request) -> Response:
    """What was typed is saved first, also when something is missing before it can be sent."""
    reader, form = await page.reader(request), await page.form(request)
    left = form
    try:
        lost = await typing_in.type_in(reader, _id(request), _sheet(form), now=who.now())
        left = Form({name: value for name, value in form.sent.items() if name != "seen"})  # saved: seen as it is now
        moved = [problem for problem in lost if problem.code != "typed_elsewhere"]
        if moved:
            raise InputInvalid(moved)
        if form.value("then") == "send":
            await _send(request, reader, form)
    except NotFound:
        raise
    except Refusal as error:
        return await _again(request, reader, left, error)
    done = "typed_sent" if form.value("then") == "send" else "typed_beside" if lost else "typed_saved"
    return page.done(f"/panel/declarations/{_id(request)}/paper", done)


async def _send(request: Request, reader: Reader, form: Form) -> None:
    asked = form.value("recipient_id")
    if not page.UUID_FORM.fullmatch(asked):
        raise InputInvalid([FieldProblem("recipient_id", "confirmer_unknown")])
    ids = _id(request), UUID(asked), form.uuid("deed_id")
    await confirmations.ask_typed(reader, *ids, now=who.now(), today=who.today())


def _sheet(form: Form) -> Sheet:
    """Every field that the page asked about. A box that is not ticked is not sent: `ticks` tells which there were."""
    seen = form.value("seen")
    values: dict[str, Any] = {name: name in form.sent for name in form.sent.get("ticks", []) if name.startswith(TICKED)}
    texts = [name for name in form.sent if name.startswith("supervisor.") and not name.startswith(TICKED)]
    values |= {name: _text(form.value(name)) for name in texts}
    if form.value("then") == "send":
        values |= WHOLE
    return Sheet(form.value("typist"), int(seen) if REVISION.fullmatch(seen) else 0, values)


def _text(typed: str) -> str | None:
    return typed.strip() or None


async def _again(request: Request, reader: Reader, form: Form, error: Refusal) -> Response:
    await access.opened(reader, _id(request), now=who.now(), after_deed=True)
    sheet: Mapping[str, Any] = await reading.page(reader, _id(request))
    error = _on_paper(error)
    labels = {field: text for _, goals in sheet["areas"] for field, text in goals} | dict(sheet["later"])
    summary = {field: _named(labels.get(field), told) for field, told in page.sentences(error).items()}
    return page.again(request, "paper", error, reader=reader, form=form, sheet=sheet, summary=summary)


def _on_paper(error: Refusal) -> Refusal:
    """What is missing in the words for somebody who was not there, and reads it off a sheet."""
    if not isinstance(error, InputInvalid):
        return error
    known = [(one, ON_PAPER.get(one.field, {}).get(one.code, one.code)) for one in error.problems]
    return InputInvalid([FieldProblem(one.field, code, one.facts) for one, code in known])


def _named(label: str | None, told: str) -> str:
    """A line of the summary: of several that say the same, each says which goal it means."""
    return words.text("panel_paper.at", what=label, problem=told) if label else told


def _id(request: Request) -> UUID:
    found: UUID = request.path_params["declaration_id"]
    return found
