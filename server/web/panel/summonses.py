"""`/panel/classes`: a school's call-ups: the list, making one, changing it, closing its code."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server.actions import summonses
from server.domain.refusal import FieldProblem, InputInvalid, Refusal
from server.domain.roles import Reader
from server.reading import panel_summonses, summons_form
from server.reading.panel_summonses import Position
from server.web import who
from server.web.panel import page
from server.web.panel.page import Form

LIST = "/panel/classes"
POSITION = re.compile(r"(20\d\d-\d\d-\d\d)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.ASCII)
CONFIRMED = "contact_confirmed"  # the box beside an address outside the school's domains
MOST = 30_000  # signs of a pasted list


async def index(request: Request) -> Response:
    reader = await page.reader(request)
    found = await panel_summonses.listed(reader, _position(request.query_params.get("after", "")), who.today())
    after = found["next"]
    further = f"{LIST}?after={after.starts_on.isoformat()}_{after.id}" if after else ""
    return page.show(request, "classes", reader=reader, classes=found["classes"], further=further)


def _position(written: str) -> Position | None:
    """Anything that is none of ours is the beginning."""
    found = POSITION.fullmatch(written)
    try:
        return Position(date.fromisoformat(found[1]), UUID(found[2])) if found else None
    except ValueError:
        return None


async def new(request: Request) -> Response:
    reader = await page.reader(request)
    choices = await panel_summonses.choices(reader, who.today())
    return page.show(request, "class_new", reader=reader, choices=choices, written=_blank(reader))


def _blank(reader: Reader) -> dict[str, str]:
    own = f"{reader.name}; {reader.address}" if reader.name.strip() else reader.address
    return {**dict.fromkeys(summonses.FIELDS, ""), "contacts": own}


async def make(request: Request) -> Response:
    reader = await page.reader(request)
    form = await page.form(request)
    today = who.today()
    try:
        summons_id = form.uuid("deed_id")
        written, confirmed = _written(form), form.texts(CONFIRMED, most=254)
        school_id = form.uuid("school_id")
        await summonses.make(reader, school_id, summons_id, written, confirmed=confirmed, now=who.now(), today=today)
    except Refusal as error:
        choices = await panel_summonses.choices(reader, today)
        facts: dict[str, Any] = {"choices": choices, "written": _blank(reader), "outside": _outside(form, error)}
        return page.again(request, "class_new", error, reader=reader, form=form, **facts)
    return page.done(f"{LIST}/{summons_id}/letter", "class_made")


def _outside(form: Form, error: Refusal) -> list[str]:
    """The addresses that the form asks about: a box each, also for those that were ticked before."""
    problems = error.problems if isinstance(error, InputInvalid) else []
    asked = [str(dict(problem.facts)["address"]) for problem in problems if problem.code == summonses.OUTSIDE]
    typed = form.value("contacts").lower()
    return list(dict.fromkeys([*(one for one in form.texts(CONFIRMED, most=254) if one in typed), *asked]))


def _written(form: Form) -> dict[str, str]:
    """As it was typed: the rules of the form judge each line."""
    written = {name: form.value(name).replace("\r", "\n") for name in summonses.FIELDS}
    long = [FieldProblem(name, "text_too_long") for name, value in written.items() if len(value) > MOST]
    if long:
        raise InputInvalid(long)
    return written


async def edit(request: Request) -> Response:
    reader = await page.reader(request)
    return page.show(request, "class_edit", reader=reader, **await _about(request, reader))


async def _about(request: Request, reader: Reader) -> dict[str, Any]:
    summons_id, today = request.path_params["summons_id"], who.today()
    return {
        "known": await panel_summonses.one(reader, summons_id, today),
        "choices": await panel_summonses.choices(reader, today),
        "standing": await summons_form.standing(reader, summons_id),
    }


async def change(request: Request) -> Response:
    reader = await page.reader(request)
    form = await page.form(request)
    summons_id = request.path_params["summons_id"]
    try:
        written, seen, confirmed = _written(form), form.value("seen"), form.texts(CONFIRMED, most=254)
        moment, today = who.now(), who.today()
        await summonses.change(reader, summons_id, written, seen, confirmed=confirmed, now=moment, today=today)
    except Refusal as error:
        about = {**await _about(request, reader), "outside": _outside(form, error)}
        if error.code == "summons_changed":
            about["moved"] = _otherwise(form, about["standing"].written)
        return page.again(request, "class_edit", error, reader=reader, form=form, **about)
    return page.done(f"{LIST}/{summons_id}/edit", "class_changed")


def _otherwise(form: Form, standing: dict[str, str]) -> dict[str, str]:
    """What a colleague saved, at the fields where this form says something else."""
    return {name: value for name, value in standing.items() if form.value(name).strip() != value}


async def set_closed(request: Request) -> Response:
    """Closes the code, or opens it again: the form says which."""
    reader = await page.reader(request)
    form = await page.form(request)
    summons_id, closed = request.path_params["summons_id"], form.flag("closed")
    await summonses.set_closed(reader, summons_id, closed, now=who.now())
    return page.done(f"{LIST}/{summons_id}/edit", "class_closed" if closed else "class_opened")
