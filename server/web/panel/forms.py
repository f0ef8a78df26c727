"""`/panel/forms`: the committee's own forms, kept by an operator: uploaded, mapped, looked at, replaced, taken away.

For everybody else there is no such page. The uploaded file itself is only ever saved, never shown.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import official_forms
from server.documents import official_form
from server.documents.official_form import BoxFailed, LeftOut, Link
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.reading import official_forms as reading
from server.web import files, who
from server.web.panel import deeds, form_facts, page, uploads
from server.web.panel.page import Form
from server.web.panel.uploads import Upload

LIST = "/panel/forms"
MOST_SENT = uploads.MOST_LET_GO
SAVED_ONLY = {"content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}


async def index(request: Request) -> Response:
    reader = await deeds.operator(request)
    return page.show(request, "forms", reader=reader, **await _all())


async def _all() -> dict[str, Any]:
    return {"forms": await reading.all_forms(), "programmes": await reading.programmes(), "kinds": official_form.KINDS}


async def add(request: Request) -> Response:
    """The form's deed id is the uploaded form's: one that is sent twice is one."""
    reader = await deeds.operator(request)
    sent = await uploads.read(request, "file", official_form.LARGEST)
    form = sent.form
    try:
        form_id, kind, programme = form.uuid("deed_id"), form.value("kind"), form.value("programme")
        await official_forms.demand_free(form_id, kind, programme)
        checked = await _checked(sent)
        await official_forms.add(
            form_id, kind, programme, sent.content, sent.name, checked.fields, checked.pages,
            by=reader.address, now=who.now(),
        )  # fmt: skip
    except Refusal as error:
        return page.again(request, "forms", error, reader=reader, form=form, **await _all())
    return page.done(f"{LIST}/{form_id}", "form_added")


async def _checked(sent: Upload) -> official_form.Checked:
    if sent.too_large:
        most = official_form.LARGEST // (1024 * 1024)
        raise InputInvalid([FieldProblem.of("file", "form_too_large", most=most)])
    if not sent.content:
        raise InputInvalid([FieldProblem("file", "form_file_missing")])
    return await official_form.in_turn(official_form.check, sent.content)


async def show(request: Request) -> Response:
    """The fields with what each takes, beside the pages with their numbers. `?remove=1` asks first."""
    reader = await deeds.operator(request)
    return page.show(request, "form", reader=reader, **await _about(request))


async def _about(request: Request) -> dict[str, Any]:
    told = await reading.one(request.path_params["form_id"])
    groups = await form_facts.offered(told["programme"], [*told["links"], *told["lost"]], who.today())
    return {
        "told": told,
        "groups": groups,
        "said": form_facts.said(groups),
        "numbered": reading.numbered(told["form"]),
        "link_of": reading.link_of,
        "is_tick": official_form.is_tick,
        "key_of": reading.key_of,
        "called_of": reading.called_of,
        "asked": bool(request.query_params.get("remove")),
    }


async def connect(request: Request) -> Response:
    """What each field takes. Where the file was replaced meanwhile, nothing is changed and the new one is shown."""
    reader, form = await deeds.operator(request), await page.form(request)
    form_id, about = request.path_params["form_id"], await _about(request)
    try:
        await official_forms.connect(
            form_id, form.value("digest"), lambda fields: _links(form, fields), about["said"],
            by=reader.address, now=who.now(),
        )  # fmt: skip
    except NotFound:
        raise
    except Refusal as error:
        return page.again(request, "form", error, reader=reader, form=form, **await _about(request))
    return page.done(f"{LIST}/{form_id}/preview", "form_mapped")


def _links(form: Form, fields: Sequence[Any]) -> list[Link]:
    """As our own page sends them: `fact_<key>` and `says_<key>`."""
    return [
        Link(field["name"], fact, state, form.value(f"says_{key}")[: official_form.SAYS_LETTERS])
        for field in fields
        for state in official_form.targets(field)
        if (fact := form.value(f"fact_{(key := reading.key_of(field['name'], state))}"))
    ]


async def replace(request: Request) -> Response:
    reader, form_id = await deeds.operator(request), request.path_params["form_id"]
    await reading.one(form_id)  # there is one
    sent = await uploads.read(request, "file", official_form.LARGEST)
    try:
        checked = await _checked(sent)
        await official_forms.replace(
            form_id, sent.content, sent.name, checked.fields, checked.pages, by=reader.address, now=who.now()
        )
    except NotFound:
        raise
    except Refusal as error:
        return page.again(request, "form", error, reader=reader, form=sent.form, **await _about(request))
    return page.done(f"{LIST}/{form_id}", "form_replaced")


async def remove(request: Request) -> Response:
    await deeds.operator(request)
    await official_forms.remove(request.path_params["form_id"])
    return page.done(LIST, "form_removed")


async def preview(request: Request) -> Response:
    """The form filled with examples: what takes nothing, and what does not go in, is named. So is a file that cannot be
    filled at all: until it is replaced the sheet is printed."""
    reader, about = await deeds.operator(request), await _about(request)
    form = about["told"]["form"]
    left_out: Sequence[LeftOut] | None
    try:
        made = await official_form.in_turn(official_form.fill, form, form_facts.examples(_taken(form.links)))
        left_out = made.left_out
    except BoxFailed:
        left_out = None
    return page.show(request, "form_preview", reader=reader, left_out=left_out, **about)


def _taken(links: Iterable[Link]) -> list[str]:
    return [link.fact for link in links]


async def picture(request: Request) -> Response:
    """A page as a picture, its fields with numbers; with `?filled=1` as the preview shows it."""
    await deeds.operator(request)
    told = await reading.one(request.path_params["form_id"])
    number, form = request.path_params["number"], told["form"]
    if not 1 <= number <= told["page_count"]:
        raise NotFound
    filled, marks = bool(request.query_params.get("filled")), reading.marks(form, number - 1)
    facts = form_facts.examples(_taken(form.links)) if filled else None
    wrong = await official_form.in_turn(official_form.left_out, form, facts) if facts else []
    looks = [_look(mark, {one.name for one in wrong}) for mark in marks]
    shown = [mark for mark in looks if mark["look"] != "filled" or not filled]
    try:
        made = await official_form.in_turn(official_form.picture, form, number - 1, shown, facts)
    except BoxFailed:
        raise NotFound from None
    return Response(made, media_type="image/png", headers=page.HEADERS)


def _look(mark: dict[str, Any], wrong: set[str]) -> dict[str, Any]:
    look = "wrong" if mark["name"] in wrong else "filled" if mark["takes"] else "empty"
    return {"number": mark["number"], "rect": mark["rect"], "look": look}


async def save(request: Request) -> Response:
    """The file as it was uploaded."""
    await deeds.operator(request)
    told = await reading.one(request.path_params["form_id"])
    answer = files.saved(told["form"].content, f"skema-{told['digest'][:8]}.pdf", files.PDF)
    answer.headers.update({**page.HEADERS, **SAVED_ONLY})
    return answer
