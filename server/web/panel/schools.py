"""`/panel/schools`: the registry of schools, kept by an operator. For everybody else there is no such page."""

from collections.abc import Awaitable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import schools
from server.domain.refusal import Refusal
from server.domain.roles import Reader
from server.reading import schools as reading
from server.web import who
from server.web.panel import deeds, page
from server.web.panel.page import Form

LIST = "/panel/schools"


async def index(request: Request) -> Response:
    reader = await deeds.operator(request)
    return page.show(request, "schools", reader=reader, schools=await reading.all_schools())


async def add(request: Request) -> Response:
    """The form's deed id is the school's: one that is sent twice is one school."""
    reader, form = await deeds.operator(request), await page.form(request)
    school_id = form.uuid("deed_id")
    try:
        await schools.add(school_id, form.value("name"), form.value("cvr"), now=who.now())
    except Refusal as error:
        return page.again(request, "schools", error, reader=reader, form=form, schools=await reading.all_schools())
    return page.done(f"{LIST}/{school_id}", "school_added")


async def show(request: Request) -> Response:
    """`?domain=…`, `?staff=…` and `?remove=1` ask first; only the form that is then shown does it."""
    reader = await deeds.operator(request)
    asked = {name: request.query_params.get(name, "") for name in ("domain", "staff", "remove")}
    return page.show(request, "school", reader=reader, asked=asked, **await _about(request))


async def _about(request: Request) -> dict[str, Any]:
    """`encrypted`: whether mails can bring anything along."""
    known = await reading.one(request.path_params["school_id"])
    return {"school": known, "encrypted": who.settings(request).mail_is_encrypted}


async def _do(request: Request, reader: Reader, form: Form, deed: Awaitable[None], said: str) -> Response:
    """And back to the school's page, which asks nothing then."""

    async def facts() -> dict[str, Any]:
        return {"asked": dict.fromkeys(("domain", "staff", "remove"), ""), **await _about(request)}

    to = f"{LIST}/{request.path_params['school_id']}"
    return await deeds.do(request, "school", deed, facts, reader=reader, form=form, to=to, said=said)


async def change(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    deed = schools.change(request.path_params["school_id"], form.value("name"), form.value("cvr"))
    return await _do(request, reader, form, deed, "school_changed")


async def add_domain(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    deed = schools.add_domain(request.path_params["school_id"], form.value("domain"), now=who.now())
    return await _do(request, reader, form, deed, "school_domain_added")


async def remove_domain(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    ids = request.path_params
    deed = schools.remove_domain(ids["school_id"], ids["domain_id"], now=who.now())
    return await _do(request, reader, form, deed, "school_domain_removed")


async def add_staff(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    address, name = form.value("address"), form.value("staff_name")
    deed = schools.add_staff(request.path_params["school_id"], address, name, now=who.now())
    return await _do(request, reader, form, deed, "school_staff_added")


async def remove_staff(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    ids = request.path_params
    deed = schools.remove_staff(ids["school_id"], ids["staff_id"], now=who.now())
    return await _do(request, reader, form, deed, "school_staff_removed")


async def remove(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    done = await _do(request, reader, form, schools.remove(request.path_params["school_id"], now=who.now()), "")
    return page.done(LIST, "school_removed") if done.status_code == 303 else done
