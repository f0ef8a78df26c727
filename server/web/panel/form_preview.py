"""Looking at one of the committee's forms filled with an example, and taking what was looked at into use."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import official_forms
from server.documents import official_form
from server.documents.official_form import BoxFailed, LeftOut, Link, OfficialForm
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.reading import official_forms as reading
from server.web import files, who
from server.web.panel import deeds, form_facts, forms, page
from server.web.panel.page import Form

SAVED_ONLY = {"content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}


async def use(request: Request) -> Response:
    """From here on people get it: the draft as its preview showed it, or what was taken out of use. One that cannot be
    filled never comes so far."""
    reader, form = await deeds.operator(request), await page.form(request)
    form_id = request.path_params["form_id"]
    try:
        told = await reading.one(form_id)
        if form.value("seen") == told["seen"]:
            await _demand_filled(told["form"])
        await official_forms.take_into_use(form_id, form.value("seen"), by=reader.address, now=who.now())
    except NotFound:
        raise
    except Refusal as error:
        return await _preview(request, reader, error)
    return page.done(f"{forms.LIST}/{form_id}", "form_used")


async def _demand_filled(form: OfficialForm) -> None:
    try:
        await official_form.in_turn(official_form.fill, form, form_facts.examples(_taken(form.links)))
    except BoxFailed:
        raise Refusal("form_cannot_be_filled") from None


async def preview(request: Request) -> Response:
    """The form filled with examples: what takes nothing, and what does not go in, is named. `?long=1`: everything as
    long as it can be; `?used=1`: what is in use, not the draft."""
    return await _preview(request, await deeds.operator(request))


async def _preview(request: Request, reader: Reader, error: Refusal | None = None) -> Response:
    told, (form, used) = await forms.about(request), await _shown(request)
    longest = await form_facts.longest(told["told"]["programme"], who.today())
    usual, long = (form_facts.examples(_taken(form.links), values) for values in (None, longest))
    asked_long = bool(request.query_params.get("long"))
    left_out: Sequence[LeftOut] | None
    try:
        left_out = (await official_form.in_turn(official_form.fill, form, long if asked_long else usual)).left_out
    except BoxFailed:
        left_out = None
    too_long = left_out if asked_long else await official_form.in_turn(official_form.left_out, form, long)
    shown = {"links": form.links, "numbered": reading.numbered(form), "used": used, "long": asked_long}
    facts = {**told, **shown, "left_out": left_out, "too_long": len(too_long or ())}
    if error:
        return page.again(request, "form_preview", error, reader=reader, form=Form(), **facts)
    return page.show(request, "form_preview", reader=reader, **facts)


async def _shown(request: Request) -> tuple[OfficialForm, bool]:
    """What `?used=1` asks for, else the draft."""
    form_id, used = request.path_params["form_id"], bool(request.query_params.get("used"))
    return (await reading.in_use(form_id) if used else (await reading.one(form_id))["form"]), used


def _taken(links: Iterable[Link]) -> list[str]:
    return [link.fact for link in links]


async def picture(request: Request) -> Response:
    """A page as a picture, its fields with numbers; with `?filled=1` as the preview with the same question shows it."""
    await deeds.operator(request)
    number, (form, _) = request.path_params["number"], await _shown(request)
    facts = await _facts(request, form) if request.query_params.get("filled") else None
    marks = reading.marks(form, number - 1)
    wrong = await official_form.in_turn(official_form.left_out, form, facts) if facts else []
    looks = [_look(mark, {one.name for one in wrong}) for mark in marks]
    shown = [mark for mark in looks if mark["look"] != "filled" or facts is None]
    try:
        made = await official_form.in_turn(official_form.picture, form, number - 1, shown, facts)
    except BoxFailed:
        raise NotFound from None
    return Response(made, media_type="image/png", headers=page.HEADERS)


async def _facts(request: Request, form: OfficialForm) -> Mapping[str, str]:
    told = None
    if request.query_params.get("long"):
        programme = (await reading.one(request.path_params["form_id"]))["programme"]
        told = await form_facts.longest(programme, who.today())
    return form_facts.examples(_taken(form.links), told)


def _look(mark: dict[str, Any], wrong: set[str]) -> dict[str, Any]:
    look = "wrong" if mark["name"] in wrong else "filled" if mark["takes"] else "empty"
    return {"number": mark["number"], "rect": mark["rect"], "look": look}


async def save(request: Request) -> Response:
    """The file as it was uploaded; with `?used=1` the one in use."""
    await deeds.operator(request)
    form, used = await _shown(request)
    answer = files.saved(form.content, "skema-i-brug.pdf" if used else "skema.pdf", files.PDF)
    answer.headers.update({**page.HEADERS, **SAVED_ONLY})
    return answer
