"""Who has a case: the chosen ones of a list, and `/panel/case_owners`, where all of a colleague's change hands."""

import re
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server import words
from server.actions import case_owners
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.reading import case_owners as reading
from server.reading import panel_lists
from server.web import who
from server.web.panel import declarations_list, list_choices, page
from server.web.panel.page import Form

HERE = "/panel/case_owners"
CHOSEN = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{1,16})")  # a case and who had it


async def give(request: Request) -> Response:
    """The chosen ones: `take` is the reader's own key, or else `to` a colleague's. Back to where the list stood."""
    reader, form = await page.reader(request), await page.form(request)
    try:
        seen = _chosen(form)
        done = await case_owners.give(reader, seen, form.value("take") or form.value("to"), now=who.now())
        if done.moved:
            raise Refusal("cases_moved", given=done.given, moved=done.moved)
    except NotFound:
        raise
    except Refusal as error:
        return await declarations_list.refused(request, error, reader, form)
    return await _back(request, reader, form)


async def _back(request: Request, reader: Reader, form: Form) -> Response:
    """A search stands in no address: its list is shown at once."""
    asked = panel_lists.asked(declarations_list.pairs(form), form.value("q"))
    if not asked.search:
        return page.done(f"{declarations_list.HERE}?{asked.filters.query(after=form.value('after'))}", "cases_given")
    found = await declarations_list.facts(reader, asked, form.value("after"))
    return page.show(
        request, "declarations", reader=reader, form=Form({"q": [asked.search]}), said="cases_given", **found
    )


def _chosen(form: Form) -> dict[UUID, str]:
    found = [CHOSEN.fullmatch(value) for value in form.sent.get("case", [])]
    if not all(found):
        raise InputInvalid([FieldProblem("case", "value_wrong_type")])
    return {UUID(one[1]): one[2] for one in found if one}


async def show(request: Request) -> Response:
    reader = await _at_school(request)
    return page.show(request, "case_owners", reader=reader, **await _facts(reader))


async def hand_over(request: Request) -> Response:
    reader, form = await _at_school(request), await page.form(request)
    try:
        await case_owners.hand_over(reader, form.value("of"), form.value("to"), now=who.now())
    except Refusal as error:
        return page.again(request, "case_owners", error, reader=reader, form=form, **await _facts(reader))
    return page.done(HERE, "cases_handed_over")


async def _facts(reader: Reader) -> dict[str, Any]:
    found = await reading.shown(reader, who.now())
    first = words.text("panel_owners.pick")
    of = [("", first), *((key, _cases(name, count)) for key, name, count in found["owners"])]
    return {"of": of, "to": list_choices.colleagues(found["colleagues"], first)}


def _cases(name: str, count: int) -> str:
    if count == 1:
        return words.text("panel_owners.one_case", name=name)
    return words.text("panel_owners.cases", name=name, count=count)


async def _at_school(request: Request) -> Reader:
    reader = await page.reader(request)
    if "school" not in reader.sides:
        raise NotFound
    return reader
