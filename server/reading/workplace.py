"""The workplace's page: what waits to be filled in, and every apprentice of the mailbox with all their declarations.

Paged by key, since a training centre has hundreds. In an address stands the last apprentice's id, never a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.domain.roles import Reader
from server.storage import sittings
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed
from server.storage.people import Person

PAGE = 50
AT_WORKPLACE = Q(roles__contains="supervisor") | Q(roles__contains="workplace_contact")

Row = tuple[Recipient, Listed]


async def front(reader: Reader, after: UUID | None, today: date) -> dict[str, Any]:
    """`{waiting, apprentices, next}`; `next` is what the following page comes after. Seven statements, however many."""
    waiting = await sittings.listed(await sittings.asked(reader.address))
    people = await _people(reader, after)
    shown, more = people[:PAGE], len(people) > PAGE
    theirs = await _rows(reader, [person.id for person in shown])
    return {
        "waiting": [_shown(one.row, one.listed, "requested") for one in waiting],
        "most": len(waiting) == sittings.MOST,
        "apprentices": [_apprentice(person, theirs[person.id], today) for person in shown],
        "next": shown[-1].id if more else None,
        "first": after is None,
    }


async def whole(reader: Reader) -> list[dict[str, Any]]:
    """Every declaration of the mailbox at a workplace, by apprentice, for an export."""
    found = await _pairs(Recipient.filter(AT_WORKPLACE, address=reader.address, removed_at=None))
    return [_shown(row, listed, row.declaration.status) for row, listed in sorted(found, key=_by_name)]


def _by_name(pair: Row) -> tuple[str, str, date]:
    return pair[1].apprentice_name, str(pair[1].apprentice_id), pair[1].school_period_starts_on or date.max


async def _people(reader: Reader, after: UUID | None) -> list[Person]:
    """One more than a page, by name."""
    mine = Recipient.filter(AT_WORKPLACE, address=reader.address, removed_at=None).values("declaration_id")
    asked = Declaration.filter(id__in=Subquery(mine)).exclude(status="draft").values("apprentice_id")
    people = Person.filter(id__in=Subquery(asked))
    last = await people.get_or_none(id=after) if after else None
    if last:
        people = people.filter(Q(name__gt=last.name) | Q(name=last.name, id__gt=last.id))
    return await people.order_by("name", "id").limit(PAGE + 1)


async def _rows(reader: Reader, people: list[UUID]) -> Mapping[UUID, list[Row]]:
    mine = Recipient.filter(AT_WORKPLACE, address=reader.address, removed_at=None)
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row, listed in await _pairs(mine.filter(declaration__apprentice_id__in=people)):
        found[listed.apprentice_id].append((row, listed))
    return found


async def _pairs(rows: Any) -> list[Row]:
    """Each with what lists show of its declaration, which was asked for."""
    found = await rows.exclude(declaration__status="draft").select_related("declaration")
    listed = {one.declaration_id: one for one in await Listed.filter(declaration_id__in=_declarations(found))}
    return [(row, listed[row.declaration_id]) for row in found if row.declaration_id in listed]


def _declarations(rows: Iterable[Recipient]) -> list[UUID]:
    return [row.declaration_id for row in rows]


def _apprentice(person: Person, rows: list[Row], today: date) -> dict[str, Any]:
    """The next dates are of whatever begins first from today on."""
    newest_first = sorted(rows, key=lambda pair: pair[1].school_period_starts_on or date.max, reverse=True)
    coming = [
        listed
        for _, listed in reversed(newest_first)
        if listed.stage != "gone" and listed.school_period_starts_on and listed.school_period_starts_on >= today
    ]
    return {
        "name": person.name or "",
        "workplace_name": newest_first[0][1].workplace_name if newest_first else "",
        "coming": _dates(coming[0]) if coming else None,
        "declarations": [_shown(row, listed, row.declaration.status) for row, listed in newest_first],
    }


def _dates(listed: Listed) -> dict[str, Any]:
    return {
        "main_course": listed.main_course,
        "training_period_ends_on": listed.training_period_ends_on,
        "school_period_starts_on": listed.school_period_starts_on,
    }


def _shown(row: Recipient, listed: Listed, status: str) -> dict[str, Any]:
    """`state`: the stage, or `releasing` and `declined`, which only the workplace sees."""
    asked = listed.stage == "requested"
    seen = "releasing" if status == "releasing" else "declined" if row.declined_at else listed.stage
    return {
        **_dates(listed),
        "id": listed.declaration_id,
        "name": listed.apprentice_name,
        "workplace_name": listed.workplace_name,
        "school_class": listed.school_class,
        "state": seen if asked else listed.stage,
        "required": listed.required,
        "answered": listed.answered,
    }
