"""Rows of what is missing, as the pages of a school show them: whose, why, who is reminded, what was done."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tortoise.functions import Max

from server.domain import missing as rules
from server.domain.missing import Asked
from server.domain.moments import danish_day
from server.domain.reminders import all_again_at
from server.reading import truth
from server.reading.truth import MailState
from server.storage import missing, reminders
from server.storage.declarations import Recipient
from server.storage.listed import Listed
from server.storage.missing import Waiting
from server.storage.outbox import OutboxMessage
from server.storage.reminders import RemindedAddress, Reminder
from server.storage.summonses import Expected, Summons

# kind: declaration or expected; id; name; workplace; school_class; starts_on, nearness; reason, looks, sign; turn; fix;
# asked: names of who was asked; facts: what the reason's sentence needs; reminded_at;
# again_at: when whoever it waits for may be reminded again, None when nobody was
Row = dict[str, Any]
NO_FACTS = {"day": "", "answered": 0, "required": 0}
NEVER = MailState("none", None, None)


async def of_declarations(listed: Collection[Listed], today: date) -> list[Row]:
    """In no order. A draft tells its name and no more: nobody was asked about it yet."""
    found = await missing.with_people(listed)
    asked = [row for one in found for row in one.asked]
    mails, answering = await truth.mails(asked), await truth.answering(asked)
    known = await reminders.of_addresses({address for one in found for address in _waits_for(one)})
    reminded = await _reminded([*(row.id for row in asked), *(one.declaration.id for one in found)])
    return [
        {**_declaration(one, mails, answering, reminded, today), "again_at": _again_at(_waits_for(one), known)}
        for one in found
    ]


def _waits_for(one: Waiting) -> list[str]:
    """The addresses a reminder of it goes to."""
    if one.turn == "apprentice":
        return [one.declaration.apprentice.address]
    return [row.address for row in one.able()] if one.turn == "supervisor" else []


def _again_at(addresses: Iterable[str], known: Mapping[str, RemindedAddress]) -> datetime | None:
    """An address that wants no reminders is never free, so it does not count."""
    wanting = [known.get(address) for address in addresses]
    return all_again_at(row.last_at if row else None for row in wanting if not (row and row.stopped_at))


def _declaration(
    one: Waiting,
    mails: Mapping[UUID, MailState],
    answering: Mapping[UUID, tuple[datetime, datetime]],
    reminded: Mapping[UUID, datetime],
    today: date,
) -> Row:
    listed, declaration = one.listed, one.declaration
    asked = [_asked(row, mails.get(row.id, NEVER), row.id in answering) for row in one.asked]
    awaiting = declaration.awaiting_since is not None
    final = listed.final_period
    code = rules.reason(declaration.status, final_period=final, awaiting=awaiting, asked=asked, mends=one.mends)
    told = [reminded[key] for key in (declaration.id, *(row.id for row in one.asked)) if key in reminded]
    begun = listed.stage == "begun"
    return {
        **_looks(code, one.turn, listed.school_period_starts_on, today),
        "kind": "declaration",
        "id": declaration.id,
        "name": listed.apprentice_name,
        "summons_id": listed.summons_id,
        "workplace": "" if begun else listed.workplace_name,
        "school_class": listed.school_class,
        "asked": [] if begun else [row.name or row.address for row in one.asked],
        "facts": _facts(one, code, mails, answering, today),
        "reminded_at": max(told, default=None),
    }


def _asked(row: Recipient, mail: MailState, answering: bool) -> Asked:
    declined, dead = row.declined_at is not None, row.bounced_at is not None
    return Asked(declined, dead, mail.state, row.opened_at is not None, answering)


def _facts(
    one: Waiting,
    code: str,
    mails: Mapping[UUID, MailState],
    answering: Mapping[UUID, tuple[datetime, datetime]],
    today: date,
) -> dict[str, Any]:
    """`day`: since when; `answered`, `required`: goals; `quiet`: days without an answer; `because`: of a mail."""
    asked_at = one.declaration.requested_at or one.declaration.created_at
    last = max((answering[row.id][1] for row in one.asked if row.id in answering), default=None)
    states = [mails[row.id] for row in one.asked if row.id in mails]
    because = next((state.because for state in states if state.state in ("bounced", "failed")), None)
    declined = next((row.declined_reason for row in one.asked if row.declined_at), None)
    return {
        "day": danish_day(asked_at if code != "not_asked" else one.declaration.created_at).isoformat(),
        "answered": one.listed.answered,
        "required": one.listed.required,
        "quiet": (today - danish_day(last)).days if last else 0,
        "because": because,
        "declined": declined,
    }


async def of_names(expected: Iterable[Expected], of: Mapping[UUID, Summons], today: date) -> list[Row]:
    """Of names that have not begun; `of`: their call-ups."""
    rows = list(expected)
    reminded = await _reminded([row.id for row in rows])
    bounced = await _bounced([row.id for row in rows])
    known = await reminders.of_addresses({row.address for row in rows if row.address})
    return [
        {
            **_name(row, of[row.summons_id], row.id in bounced, reminded.get(row.id), today),
            "again_at": _again_at([row.address] if row.address else [], known),
        }
        for row in rows
    ]


def _name(row: Expected, of: Summons, bounced: bool, reminded_at: datetime | None, today: date) -> Row:
    code = rules.reason_of_name(row.address, bounced=bounced)
    turn = "nobody" if code != "not_begun" or of.closed_at else "apprentice"
    return {
        **_looks(code, turn, of.school_period_starts_on, today),
        "kind": "expected",
        "id": row.id,
        "name": row.name or row.address,
        "summons_id": row.summons_id,
        "workplace": "",
        "school_class": of.school_class,
        "asked": [],
        "facts": NO_FACTS,
        "reminded_at": reminded_at,
    }


def _looks(code: str, turn: str, starts_on: date | None, today: date) -> dict[str, Any]:
    looks, sign = rules.LOOKS[code]
    near = rules.nearness(starts_on, today)
    return {"reason": code, "looks": looks, "sign": sign, "turn": turn, "starts_on": starts_on, "nearness": near}


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The most urgent first."""
    return sorted(rows, key=lambda row: (*rules.order(row["starts_on"], row["reason"], row["name"]), str(row["id"])))


async def _reminded(ids: list[UUID]) -> dict[UUID, datetime]:
    """When each was last reminded of, by any hand."""
    rows = (
        await Reminder.filter(about_id__in=ids).annotate(last=Max("at")).group_by("about_id").values("about_id", "last")
    )
    return {UUID(str(row["about_id"])): truth.moment(row["last"]) for row in rows}


async def _bounced(ids: list[UUID]) -> set[UUID]:
    """The names whose newest mail came back."""
    said = await Reminder.filter(about_id__in=ids).order_by("at").values_list("about_id", "message_id")
    newest = dict(said)
    back = OutboxMessage.filter(id__in=list(newest.values()), bounced_at__isnull=False)
    came = set(await back.values_list("id", flat=True))
    return {about_id for about_id, message_id in newest.items() if message_id in came}
