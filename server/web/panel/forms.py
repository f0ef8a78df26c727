"""`/panel/forms`: the committee's own forms, kept by an operator: uploaded, mapped, looked at, taken into use and out
of it, replaced, taken away.

For everybody else there is no such page. The uploaded file itself is only ever saved, never shown.
"""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions import official_forms
from server.documents import official_form
from server.documents.official_form import Link
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.reading import official_forms as reading
from server.web import who
from server.web.panel import deeds, form_facts, page, uploads
from server.web.panel.page import Form
from server.web.panel.uploads import Upload

LIST = "/panel/forms"
MOST_SENT = uploads.MOST_LET_GO


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
    return page.show(request, "form", reader=reader, **await about(request))


async def about(request: Request) -> dict[str, Any]:
    """What the form's own page tells, of the draft."""
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
    """What each field takes. Where a colleague changed the form meanwhile, nothing is saved and theirs is shown."""
    reader, form = await deeds.operator(request), await page.form(request)
    form_id, said = request.path_params["form_id"], (await about(request))["said"]
    try:
        await official_forms.connect(
            form_id, form.value("seen"), lambda fields: _links(form, fields), said,
            by=reader.address, now=who.now(),
        )  # fmt: skip
    except NotFound:
        raise
    except Refusal as error:
        return page.again(request, "form", error, reader=reader, form=form, **await about(request))
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
        return page.again(request, "form", error, reader=reader, form=sent.form, **await about(request))
    return page.done(f"{LIST}/{form_id}", "form_replaced")


async def remove(request: Request) -> Response:
    await deeds.operator(request)
    await official_forms.remove(request.path_params["form_id"])
    return page.done(LIST, "form_removed")


async def out(request: Request) -> Response:
    reader, form = await deeds.operator(request), await page.form(request)
    form_id = request.path_params["form_id"]
    deed = official_forms.take_out_of_use(form_id, form.value("seen"), by=reader.address, now=who.now())
    return await deeds.do(
        request,
        "form",
        deed,
        lambda: about(request),
        reader=reader,
        form=form,
        to=f"{LIST}/{form_id}",
        said="form_out",
    )
