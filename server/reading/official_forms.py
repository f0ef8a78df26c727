"""The committee's own forms: as the operator sees them, and as they are filled."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from string import ascii_lowercase
from typing import Any
from uuid import UUID

from server.domain import agreements, final_form, longest_facts
from server.domain.official_forms import Link, OfficialForm, fingerprint, targets
from server.domain.refusal import NotFound
from server.storage import editions, official_forms
from server.storage.official_forms import LISTED, LISTED_USE, OfficialFormFile, OfficialFormUse

Row = Mapping[str, Any]


async def all_forms() -> list[dict[str, Any]]:
    """By kind and programme: `{id, kind, programme, programme_name, file_name, field_count, mapped_count, seen, used,
    drafted, …}`. `used`: the same of what is or was in use, or None; `drafted`: the draft is something else."""
    rows, names = await OfficialFormFile.all().values(*LISTED), await editions.programme_names()
    used = {row["id"]: row for row in await OfficialFormUse.all().values(*LISTED_USE)}
    found = [_listed(row, used.get(row["id"]), names) for row in rows]
    return sorted(found, key=lambda one: (agreements.KINDS.index(one["kind"]), one["programme_name"]))


def _listed(row: Row, used: Row | None, names: Mapping[str, str]) -> dict[str, Any]:
    told = _told(row)
    in_use = _told(used) if used else None
    return {
        **told,
        "programme_name": names.get(row["programme"], ""),
        "used": in_use,
        "drafted": in_use is None or in_use["seen"] != told["seen"],
    }


def _told(row: Row) -> dict[str, Any]:
    """A row in words; `seen` is its fingerprint."""
    links = official_forms.links_of(row["links_json"])
    pages = json.loads(row["pages_json"])
    return {
        **{name: value for name, value in row.items() if not name.endswith("_json")},
        "seen": fingerprint(row["digest"], links),
        "pages": pages,
        "page_count": len(pages),
        "field_count": len(official_forms.fields_of(row["fields_json"])),
        "mapped_count": len({link.name for link in links}),
    }


async def one(form_id: UUID) -> dict[str, Any]:
    """The same of one, with `{form, fields, links, lost, common}`: `form` is the draft as it is filled; `common`: the
    form for all programmes is what people get where this one is not in use. Raises NotFound."""
    row = await OfficialFormFile.get_or_none(id=form_id)
    if row is None:
        raise NotFound
    used = next(iter(await OfficialFormUse.filter(id=form_id).values(*LISTED_USE)), None)
    common = bool(row.programme) and await OfficialFormUse.exists(kind=row.kind, programme="", out_at=None)
    known = _listed({name: getattr(row, name) for name in LISTED}, used, await editions.programme_names())
    form, lost = _form(row), official_forms.links_of(row.lost_json)
    return {**known, "form": form, "fields": form.fields, "links": form.links, "lost": lost, "common": common}


async def in_use(form_id: UUID) -> OfficialForm:
    """What is in use of it, or was last. Raises NotFound."""
    row = await OfficialFormUse.get_or_none(id=form_id)
    if row is None:
        raise NotFound
    return _form(row)


def _form(row: OfficialFormFile | OfficialFormUse) -> OfficialForm:
    fields = official_forms.fields_of(row.fields_json)
    return OfficialForm(bytes(row.content), fields, official_forms.links_of(row.links_json))


async def mapped(kind: str, programme: str) -> OfficialForm | None:
    """The form that a declaration of that kind and programme is printed on: the programme's own, else the one for all.
    None while neither is in use."""
    rows = await OfficialFormUse.filter(kind=kind, programme__in=[programme, ""], out_at=None)
    best = max(rows, key=lambda row: row.programme, default=None)
    return _form(best) if best else None


async def mapped_kinds(programme: str) -> list[str]:
    """The kinds that `mapped` has a form for."""
    found = OfficialFormUse.filter(programme__in=[programme, ""], out_at=None)
    kinds = {str(kind) for kind in await found.values_list("kind", flat=True)}
    return [kind for kind in agreements.KINDS if kind in kinds]


async def goals(programme: str, today: date) -> list[tuple[str, str]]:
    """`(fact, the goal's text)` for each goal of the programme, or of all of them: its level, then its box."""
    found = [edition for edition in await editions.current(today) if programme in ("", edition.programme)]
    told = {
        fact: text
        for edition in found
        for one in edition.specialisations
        for fact, text in final_form.goal_facts(edition, one.key)
    }
    return list(told.items())


async def longest(programme: str, today: date, usual: Mapping[str, str]) -> dict[str, str]:
    """Every fact of the programme, or of all of them, as long as it can be: nobody's. `usual`: by fact, to begin
    with."""
    found = [edition for edition in await editions.current(today) if programme in ("", edition.programme)]
    told = dict(usual)
    for edition in found:
        for one in edition.specialisations:
            for fact, value in longest_facts.facts(edition, one.key, usual).items():
                told[fact] = max(told.get(fact, ""), value, key=len)
    return told


async def programmes() -> dict[str, str]:
    """What each programme is called."""
    return await editions.programme_names()


def marks(form: OfficialForm, page: int) -> list[dict[str, Any]]:
    """The boxes of a page with their numbers, and whether each takes a fact: `{number, name, rect, takes}`."""
    takes = {(link.name, link.state) for link in form.links}
    found = [(number, field, box) for number, field in numbered(form) for box in field["boxes"] if box["page"] == page]
    return [_mark(number, field, box, takes) for number, field, box in found]


def _mark(number: int, field: Any, box: Any, takes: set[tuple[str, str]]) -> dict[str, Any]:
    state = box["state"] if field["kind"] == "tick" else ""
    called = called_of(number, field, state)
    return {"number": called, "name": field["name"], "rect": box["rect"], "takes": (field["name"], state) in takes}


def numbered(form: OfficialForm) -> Sequence[tuple[int, Any]]:
    """The fields with the numbers that pictures and lists call them by."""
    return list(enumerate(form.fields, 1))


def called_of(number: int, field: Any, state: str) -> str:
    """The number of a field; of one that is ticked in several places with a letter each: 6a, 6b."""
    states = targets(field)
    return (
        f"{number}{ascii_lowercase[states.index(state) % 26]}" if len(states) > 1 and state in states else str(number)
    )


def key_of(name: str, state: str) -> str:
    """What a page calls a place of the form in its own fields: the same in every file that has the place."""
    return hashlib.sha256(f"{name}\n{state}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def link_of(links: Sequence[Link], name: str, state: str) -> Link | None:
    return next((link for link in links if (link.name, link.state) == (name, state)), None)
