"""`/panel/declarations/{id}`: one declaration and what is done about it. The apprentice hears that it was opened."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server import danish_holidays, words
from server.actions import access, case_owners, follow_ups, messages, read_marks, school_reminders
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.reading import case_owners as owners
from server.reading import panel_declaration, sealed_files
from server.web import who
from server.web.panel import cards, missing, page, workplace
from server.web.panel.page import Form

VERSION = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    if nothing := page.unopened(request):
        await panel_declaration.one(reader, _id(request), who.today())  # 404 for who may not see it
        return nothing
    after = "done" in request.query_params or "reminded" in request.query_params
    await access.opened(reader, _id(request), now=who.now(), after_deed=after)
    return page.show(request, "declaration", reader=reader, **await _facts(request, reader))


async def mark_read(request: Request) -> Response:
    reader, form = await page.reader(request), await page.form(request)
    try:
        deed_id = form.uuid("read_id")
        shown = int(form.value("version")) if VERSION.fullmatch(form.value("version")) else None
        await read_marks.mark_read(reader, _id(request), deed_id, form.value("name"), now=who.now(), shown=shown)
    except Refusal as error:
        return await _again(request, reader, form, error, "read")
    return await _done(request, reader, form, "read", "marked_read")


async def give(request: Request) -> Response:
    """The case to a colleague, or to nobody. `seen`: who had it when the page was made."""
    reader, form = await page.reader(request), await page.form(request)
    try:
        seen = {_id(request): form.value("seen")}
        given = await case_owners.give(reader, seen, form.value("owner"), now=who.now())
        if given.moved:
            raise Refusal("case_moved")
    except InputInvalid as error:
        problems = [FieldProblem("owner", problem.code) for problem in error.problems]
        return await _again(request, reader, form, InputInvalid(problems), "owner")
    except Refusal as error:
        return await _again(request, reader, form, error, "owner", at="owner")
    return await _done(request, reader, form, "owner", "case_given")


async def write_note(request: Request) -> Response:
    reader, form = await page.reader(request), await page.form(request)
    revision = form.value("revision")
    seen = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1
    try:
        await follow_ups.note(reader, _id(request), form.value("note"), seen, now=who.now())
    except Refusal as error:
        return await _again(request, reader, form, error, "note", at="note" if error.code == "note_moved" else "")
    return await _done(request, reader, form, "note", "noted")


async def write_message(request: Request) -> Response:
    reader, form = await page.reader(request), await page.form(request)
    try:
        message = messages.Message(form.uuid("message_id"), form.sent.get("to", []), form.value("text"))
        await messages.write(reader, _id(request), message, key=who.settings(request).secret_key, now=who.now())
    except Refusal as error:
        return await _again(request, reader, form, error, "message")
    return await _done(request, reader, form, "message", "message_gone")


async def remind(request: Request) -> Response:
    """Whoever's turn it is. What came of it is told on the page that comes up."""
    reader, form = await page.reader(request), await page.form(request)
    case = await panel_declaration.one(reader, _id(request), who.today())
    if not case["for_school"]:
        raise NotFound
    try:
        deed_id, holidays = form.uuid("remind_id"), danish_holidays.days()
        await school_reminders.remind(reader, [case["id"]], [], deed_id, now=who.now(), holidays=holidays)
    except Refusal as error:
        return await _again(request, reader, form, error, "remind")
    return await _done(request, reader, form, "remind", "", reminded=deed_id)


async def fill(request: Request) -> Response:
    """Away to the form, unless that would lose what was typed here."""
    reader, form = await page.reader(request), await page.form(request)
    case = await panel_declaration.one(reader, _id(request), who.today())
    if cards.unsaved(form, case, "fill").sent:
        return await _again(request, reader, form, Refusal("typed_unsaved"), "fill")
    return await workplace.fill(request)


async def _again(request: Request, reader: Reader, form: Form, error: Refusal, deed: str, *, at: str = "") -> Response:
    """The page once more, with everything typed, and told unless it was opened just before."""
    if isinstance(error, NotFound):
        raise error
    await access.opened(reader, _id(request), now=who.now(), after_deed=True)
    facts = await _facts(request, reader)
    left = cards.to_mend(form, facts["case"], deed)
    return page.again(request, "declaration", error, reader=reader, form=left, at=at, **facts)


async def _done(
    request: Request, reader: Reader, form: Form, deed: str, word: str, *, reminded: UUID | None = None
) -> Response:
    """Back to the page. What was typed at its other cards cannot go along in an address: then it is shown at once."""
    facts = await _facts(request, reader, reminded)
    left = cards.unsaved(form, facts["case"], deed)
    if not left.sent:
        here = f"/panel/declarations/{_id(request)}"
        return page.done(f"{here}?reminded={reminded}" if reminded else here, word)
    await access.opened(reader, _id(request), now=who.now(), after_deed=True)
    return page.show(request, "declaration", reader=reader, form=left, done=word, unsaved=True, **facts)


async def _facts(request: Request, reader: Reader, reminded: UUID | None = None) -> Mapping[str, Any]:
    case = await panel_declaration.one(reader, _id(request), who.today())
    came = await missing.reminded(request, reader, reminded)
    files = await sealed_files.parts_of_apprentice(reader, _id(request)) if case["sealed"] else []
    colleagues = await _colleagues(reader, case)
    return {**came, "case": case, "colleagues": colleagues, "because": _because, "files": files}


async def _colleagues(reader: Reader, case: Mapping[str, Any]) -> list[tuple[str, str]]:
    """To whom the case can go; whoever has it stands among them, also when they have left."""
    if not case["for_school"]:
        return []
    known = [("nobody", words.text("panel_lists.nobody")), *(await owners.shown(reader, who.now()))["colleagues"]]
    owner = case["follow_up"]["owner"]
    return known if owner is None or owner.key in dict(known) else [*known, (owner.key, owner.shown)]


def _because(code: str) -> str:
    """Why a mail did not arrive; a mail server may have codes that nobody has words for."""
    return words.all_words().get(f"mail_because.{code}") or words.text("mail_because.other")


def _id(request: Request) -> UUID:
    found: UUID = request.path_params["declaration_id"]
    return found
