"""`/panel/committees`: the registry of committees, kept by an operator. For everybody else there is no such page."""

from collections.abc import Awaitable
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server.actions import committees
from server.domain.refusal import Refusal
from server.domain.roles import Reader
from server.reading import committees as reading
from server.web import who
from server.web.panel import deeds, page
from server.web.panel.page import UUID_FORM, Form

LIST = "/panel/committees"
NEW = "new_programme"  # the key of one that the catalogue does not know yet


async def _list(reader: Reader) -> dict[str, Any]:
    return {"committees": await reading.all_committees(), **await reading.choices()}


async def index(request: Request) -> Response:
    reader = await deeds.operator(request)
    return page.show(request, "committees", reader=reader, **await _list(reader))


async def add(request: Request) -> Response:
    """The form's deed id is the committee's: one that is sent twice is one committee."""
    reader, form = await deeds.operator(request), await page.form(request)
    committee_id = form.uuid("deed_id")
    try:
        await committees.add(
            committee_id, form.value("kind"), form.value("name"), _programmes(form), _school(form), now=who.now()
        )
    except Refusal as error:
        return page.again(request, "committees", error, reader=reader, form=form, **await _list(reader))
    return page.done(f"{LIST}/{committee_id}", "committee_added")


def _programmes(form: Form) -> list[str]:
    new = form.value(NEW).strip()
    return [*form.sent.get("programmes", []), *([new] if new else [])]


def _school(form: Form) -> UUID | None:
    chosen = form.value("school")
    return UUID(chosen) if UUID_FORM.fullmatch(chosen) else None


async def show(request: Request) -> Response:
    """`?member=…` and `?remove=1` ask first; only the form that is then shown does it."""
    reader = await deeds.operator(request)
    asked = {name: request.query_params.get(name, "") for name in ("member", "remove")}
    return page.show(request, "committee", reader=reader, asked=asked, **await _about(request))


async def _about(request: Request) -> dict[str, Any]:
    told = {"panel_address": f"{who.settings(request).base_url}/panel"}
    return {"committee": await reading.one(request.path_params["committee_id"]), **told, **await reading.choices()}


async def _do(request: Request, reader: Reader, form: Form, deed: Awaitable[None], said: str) -> Response:
    """And back to the committee's page, which asks nothing then."""

    async def facts() -> dict[str, Any]:
        return {"asked": dict.fromkeys(("member", "remove"), ""), **await _about(request)}

    to = f"{LIST}/{request.path_params['committee_id']}"
    return await deeds.do(request, "committee", deed, facts, reader=reader, form=form, to=to, said=said)


async def change(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    deed = committees.change(request.path_params["committee_id"], form.value("name"), _programmes(form), _school(form))
    return await _do(request, reader, form, deed, "committee_changed")


async def add_member(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    address, name = form.value("address"), form.value("member_name")
    deed = committees.add_member(request.path_params["committee_id"], address, name, now=who.now())
    return await _do(request, reader, form, deed, "committee_member_added")


async def remove_member(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    ids = request.path_params
    deed = committees.remove_member(ids["committee_id"], ids["member_id"], now=who.now())
    return await _do(request, reader, form, deed, "committee_member_removed")


async def remove(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    done = await _do(request, reader, form, committees.remove(request.path_params["committee_id"]), "")
    return page.done(LIST, "committee_removed") if done.status_code == 303 else done
