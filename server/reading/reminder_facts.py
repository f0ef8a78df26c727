"""What a reminder says, read when it is rendered: what was answered meanwhile falls out; with nothing left it dies."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.domain.moments import danish_day
from server.domain.recipients import may_fill
from server.domain.reminders import same_school_period
from server.reading import school_reminder_facts
from server.reading.declaration_facts import declaration_facts, recipient_facts
from server.storage import due_reminders, reminders
from server.storage.declarations import Declaration, Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person

SCHOOL_REMINDS = "school_reminds"
KINDS = ("reminder", "no_answer_yet", "make_your_declaration", "school_unanswered", SCHOOL_REMINDS)

Item = dict[str, Any]


async def facts(message: OutboxMessage) -> dict[str, Any]:
    """`links`: what it is about, oldest first; `stops`: whose reminders its link stops, for `tokens`."""
    items = await _items(message)
    theirs = {item.get("apprentice_address") for item in items}
    return {
        "apprentice_address": theirs.pop() if len(theirs) == 1 else None,  # whom a reply goes to
        "links": items,
        "stops": await _stops(message),
        **await _named(message),
        **(json.loads(message.facts) if message.kind == SCHOOL_REMINDS else {}),
    }


async def closed(message: OutboxMessage) -> str | None:
    """Why it is not to go any more, or None."""
    known = await reminders.of_address(message.to)
    if known and known.stopped_at:
        return "reminders_stopped"
    return None if await _items(message) else "nothing_left"


async def _named(message: OutboxMessage) -> dict[str, Any]:
    """The name of whoever is written to, and the school period of an apprentice."""
    if message.person_id:
        person = await Person.get(id=message.person_id)
        school_on = person.next_school_period_on
        return {"apprentice_address": person.address, "apprentice_name": person.name or "",
                "school_period": school_on.isoformat() if school_on else None}  # fmt: skip
    row = await Recipient.get_or_none(id=message.recipient_id)
    return {"recipient": recipient_facts(row) if row else None}


async def _stops(message: OutboxMessage) -> tuple[str, str]:
    if message.person_id:
        return "person", str(message.person_id)
    if message.recipient_id:
        return "recipient", str(message.recipient_id)
    return "expected", str((await reminders.said_by(message.id))[0].about_id)  # a name without an account


async def _items(message: OutboxMessage) -> list[Item]:
    about = [row.about_id for row in await reminders.said_by(message.id)]
    if message.kind == SCHOOL_REMINDS:
        return [*await school_reminder_facts.declarations(about), *await school_reminder_facts.names(about)]
    if message.kind == "make_your_declaration":
        return await _to_make(message.person_id)
    if message.kind == "no_answer_yet":
        return [await _without_answer(row) for row in await _requested(about)]
    if message.kind == "school_unanswered":
        rows = Recipient.filter(id__in=about, removed_at=None, declaration__status="requested")
        return [await _for_recipient(row, message) for row in await due_reminders.oldest_first(rows)]
    return [await _for_recipient(row, message) for row in await due_reminders.still_open(about)]


async def _requested(ids: list[UUID]) -> list[Declaration]:
    return await Declaration.filter(id__in=ids, status="requested").order_by("requested_at")


async def _for_recipient(row: Recipient, message: OutboxMessage) -> Item:
    known = await _of_declaration(row.declaration)
    begun = (known["school_period_starts_on"] or "9") <= danish_day(message.due_at).isoformat()
    asked_at = max(at for at in (row.declaration.requested_at, row.created_at, row.asked_at) if at)  # of their own
    own = {"recipient": recipient_facts(row), "requested_on": danish_day(asked_at).isoformat()}
    return {**known, **own, "school_begun": begun}


async def _of_declaration(declaration: Declaration) -> Item:
    asked_on = danish_day(declaration.requested_at).isoformat() if declaration.requested_at else None
    return {**await declaration_facts(declaration), "id": str(declaration.id), "requested_on": asked_on}


async def _without_answer(declaration: Declaration) -> Item:
    rows = await Recipient.filter(declaration_id=declaration.id, removed_at=None).order_by("created_at", "address")
    return {
        **await _of_declaration(declaration),
        "recipient": None,
        "asked": [_person(row) for row in rows if _may_still_fill(row)],
        "contacts": [_person(row) for row in rows if row.role_list() == ["workplace_contact"] and not row.has_pen],
        "school": [_person(row) for row in rows if "school" in row.role_list()],
    }


def _may_still_fill(row: Recipient) -> bool:
    return row.declined_at is None and may_fill(row.role_list(), has_pen=row.has_pen)


def _person(row: Recipient) -> Mapping[str, Any]:
    return {"name": row.name or row.address, "opened": row.opened_at is not None}


async def _to_make(person_id: UUID | None) -> list[Item]:
    """One empty item while there is still something to make."""
    one = await due_reminders.planned(person_id)
    school_on = one.person.next_school_period_on if one else None
    made = one is None or school_on is None or one.final or same_school_period(school_on, one.asked_for)
    return [] if made else [{"recipient": None, "declaration_id": None}]
