"""`/panel/missing`: what is missing before the school period, and reminding of what was chosen."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from server import danish_holidays
from server.actions import school_reminders
from server.domain.moments import danish_day
from server.domain.refusal import InputInvalid
from server.domain.roles import Reader
from server.reading import missing
from server.web import who
from server.web.panel import page
from server.web.panel.page import Form

HERE = "/panel/missing"
IDS = ("after", "loose_after")


async def show(request: Request) -> Response:
    reader = await page.at_declarations(request)
    return page.show(request, "missing", reader=reader, **await _facts(request, reader))


async def remind(request: Request) -> Response:
    reader = await page.at_declarations(request)
    form = await page.form(request)
    query = urlencode(_place(request))
    try:
        deed_id = await remind_of(reader, form)
    except InputInvalid as error:
        return page.again(request, "missing", error, reader=reader, form=form, **await _facts(request, reader))
    return page.done(f"{HERE}?{query}&reminded={deed_id}" if query else f"{HERE}?reminded={deed_id}")


async def remind_of(reader: Reader, form: Form) -> UUID:
    """Reminds of the one row whose own button was pressed, or else of all that were ticked; the deed's id."""
    rows = [form.value("only")] if form.value("only") else [row for row in form.sent.get("row", []) if row]
    chosen: dict[str, list[UUID]] = {"declaration": [], "expected": []}
    for row in rows:
        kind, _, key = row.partition(":")
        if kind in chosen and (known := uuid_of(key)):
            chosen[kind].append(known)
    deed_id = form.uuid("deed_id")
    now, holidays = who.now(), danish_holidays.days()
    await school_reminders.remind(
        reader, chosen["declaration"], chosen["expected"], deed_id, now=now, holidays=holidays
    )
    return deed_id


async def reminded(request: Request, reader: Reader, deed_id: UUID | None = None) -> dict[str, Any]:
    """What came of the reminding that led here, and what the page needs to pick everything without a script.
    `deed_id`: of the reminding this very request was."""
    deed_id = deed_id or uuid_of(request.query_params.get("reminded", ""))
    done = await missing.outcome(reader, deed_id) if deed_id else None
    return {
        "outcome": done,
        "later": done is not None and done["goes_at"] > who.now(),
        "all_picked": request.query_params.get("all") == "1",
        "now": who.now(),
    }


def uuid_of(text: str) -> UUID | None:
    return UUID(text) if page.UUID_FORM.fullmatch(text) else None


async def _facts(request: Request, reader: Reader) -> dict[str, Any]:
    query = _place(request)
    place = missing.Place(uuid_of(query.get("after", "")), uuid_of(query.get("loose_after", "")), "older" in query)
    found = await missing.page(reader, place, danish_day(who.now()))
    return {**found, **await reminded(request, reader), "part": place, "query": urlencode(query)}


def _place(request: Request) -> Mapping[str, str]:
    """Which part of the page the address means; what nobody can understand is left out."""
    given = request.query_params
    known = {name: given[name] for name in IDS if uuid_of(given.get(name, ""))}
    return {**known, **({"older": "1"} if given.get("older") == "1" else {})}
