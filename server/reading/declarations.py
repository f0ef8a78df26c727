"""Declarations as their apprentice sees them: own answers, how far the supervisor is, who has it, what was sealed."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain import goals
from server.domain.moments import iso
from server.domain.refusal import NotFound
from server.reading import follow_ups, openings, reminded, school_addresses, summonses, truth, typing_told
from server.reading.replies import asked_of, replies_of
from server.reading.truth import MailState
from server.reading.versions import sealed_of
from server.storage import editions, visible
from server.storage.answers import Answer, AnswerOperation
from server.storage.declarations import Declaration, Recipient
from server.storage.summonses import Summons

NEVER_MAILED = MailState("none", None, None)

Values = dict[str, tuple[Any, int]]


async def for_apprentice(declarations: list[Declaration]) -> list[dict[str, Any]]:
    """The shape of docs/protocol.md; the number of queries does not grow with the number of declarations."""
    ids = [declaration.id for declaration in declarations]
    values, sealed = await _answers(ids), await sealed_of(ids)
    late, disputes = await late_of(ids), await truth.disputes_of(ids)
    replies, asked = await replies_of(ids), await asked_of(ids)
    progresses = {known.id: await progress(known, values[known.id]) for known in declarations}
    called = await summonses.of(declarations)
    recipients = await _recipients(ids, progresses, _given(declarations, await summonses.vouched(called)))
    opened, typed = await openings.of(ids), await typing_told.of(declarations)
    notes = await follow_ups.to_show({declaration.apprentice_id for declaration in declarations})
    return [
        {
            **base(declaration),
            "requested_at": moment(declaration.requested_at),
            "withdrawn_at": moment(declaration.withdrawn_at),
            "discarded_at": moment(declaration.discarded_at),
            "withdrawn_reason": declaration.withdrawn_reason,
            "created_at": iso(declaration.created_at),
            "answers": as_answers(values[declaration.id], ("details.", "self.")),
            "progress": progresses[declaration.id],
            "paper": typed.get(declaration.id),
            "summons": _summons(declaration, called),
            "recipients": recipients[declaration.id],
            "openings": opened[declaration.id],
            "follow_ups": notes.get(declaration.id, []),
            "sealed": sealed.get(declaration.id),
            "late": _late(declaration, late[declaration.id]),
            "replies": replies[declaration.id],
            "asked": asked[declaration.id],
            "talk_until": moment(declaration.talk_until) if declaration.status == "requested" else None,
            "disputes": disputes.get(declaration.id, []),
        }
        for declaration in declarations
    ]


def _late(declaration: Declaration, late: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the supervisor wrote is not told before anything of theirs is out."""
    out = declaration.status not in ("requested", "releasing")
    return [told for told in late if out or told["author"] == "apprentice"]


async def one(person_id: UUID, declaration_id: UUID) -> dict[str, Any]:
    """One of the person's own; raises NotFound."""
    return (await for_apprentice([await visible.declaration(person_id, declaration_id)]))[0]


async def sealed(person_id: UUID, declaration_id: UUID) -> dict[str, Any]:
    """What was sealed of one of the person's own. NotFound until it is out."""
    declaration = await visible.declaration(person_id, declaration_id)
    found = (await sealed_of([declaration.id])).get(declaration.id)
    if found is None:
        raise NotFound
    return found


def base(declaration: Declaration) -> dict[str, Any]:
    """What everybody who may see a declaration sees of it."""
    return {
        "id": str(declaration.id),
        "edition": declaration.edition,
        "specialisation": declaration.specialisation,
        "status": declaration.status,
        "revision": declaration.revision,
        "submitted_at": moment(declaration.submitted_at),
        "awaiting": _awaiting(declaration),
        "releases_at": moment(declaration.releases_at),
    }


def talk_until(declaration: Declaration, now: datetime) -> str | None:
    """The moment talk mode ends, while it is open."""
    until = declaration.talk_until
    return moment(until) if until and until > now and declaration.status == "requested" else None


def _awaiting(declaration: Declaration) -> dict[str, Any] | None:
    """Filled in at a door that may not sign, and waiting for the mailbox that was asked."""
    if declaration.awaiting_since is None or declaration.status != "requested":
        return None
    asked = str(declaration.awaiting_recipient)
    return {"since": moment(declaration.awaiting_since), "door": declaration.awaiting_door, "recipient_id": asked}


def moment(value: Any) -> str | None:
    return iso(value) if value else None


def as_answers(values: Values, prefixes: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return {
        field: {"value": value, "revision": revision}
        for field, (value, revision) in sorted(values.items())
        if field.startswith(prefixes)
    }


async def progress(declaration: Declaration, values: Values) -> dict[str, int] | None:
    """How many of the required goals the supervisor has answered; None before anybody is asked."""
    if declaration.status in ("draft", "withdrawn"):
        return None
    asked = await required(declaration, values)
    plain = {field: value for field, (value, _) in values.items()}
    return {"required": len(asked), "answered": goals.answered(plain, asked, "supervisor")}


async def required(declaration: Declaration, values: Values) -> list[str]:
    edition = await editions.get(declaration.edition)
    course = values.get("details.main_course", (None, 0))[0]
    return goals.required(edition, declaration.specialisation, course) if edition and course else []


async def _answers(ids: list[UUID]) -> Mapping[UUID, Values]:
    found: dict[UUID, Values] = defaultdict(dict)
    rows = await Answer.filter(declaration_id__in=ids).values_list("declaration_id", "field", "value", "revision")
    for declaration_id, field, value, revision in rows:
        found[declaration_id][field] = (json.loads(value), revision)
    return found


def _summons(declaration: Declaration, called: Mapping[UUID, Summons]) -> dict[str, Any] | None:
    found = called.get(declaration.summons_id) if declaration.summons_id else None
    return summonses.facts(found) if found else None


def _given(declarations: list[Declaration], vouched: Mapping[UUID, Mapping[str, str]]) -> school_addresses.Given:
    """The contacts that a school itself named in its call-up."""
    return {one.id: vouched[one.summons_id] for one in declarations if one.summons_id and one.summons_id in vouched}


async def _recipients(
    ids: list[UUID], progresses: Mapping[UUID, dict[str, int] | None], given: school_addresses.Given
) -> Mapping[UUID, list[dict[str, Any]]]:
    everybody = await Recipient.filter(declaration_id__in=ids).order_by("created_at", "address")
    rows = [row for row in everybody if row.removed_at is None]
    said = truth.passed_on(everybody)
    mails = await truth.mails(rows)
    answering = await truth.answering(rows)
    reminded_of, at_school = await reminded.of(rows), await school_addresses.of(rows, given)
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        mail = mails.get(row.id, NEVER_MAILED)
        begun_at, answered_at = answering.get(row.id, (None, None))
        done = progresses[row.declaration_id] or {"answered": 0}
        found[row.declaration_id].append(
            {
                "id": str(row.id),
                "name": row.name,
                "address": row.address,
                "roles": row.role_list(),
                "has_pen": row.has_pen,
                "mail": mail.state,
                "mail_because": mail.because,
                "mail_at": moment(mail.at),
                "opened_at": moment(row.opened_at),
                "begun_at": moment(begun_at),
                "answered_at": moment(answered_at),
                "answered": done["answered"] if begun_at else 0,
                "declined": truth.declined(row),
                "passed_on": said[row.id],
                "read": truth.read(row),
                "reminded": reminded_of[row.id],
                **at_school[row.id],
            }
        )
    return found


async def late_of(ids: list[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """What was written before a declaration was sealed and came after: kept, and shown to both sides."""
    rows = await AnswerOperation.filter(declaration_id__in=ids, outcome="late").order_by("received_at")
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        told = {"id": str(row.id), "field": row.field, "value": json.loads(row.value), "author": row.author}
        found[row.declaration_id].append({**told, "typed_at": row.typed_at})
    return found
