"""Earlier declarations that were sent on: as their apprentice lists them, and as whoever they went to reads them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain.doors import may_sign
from server.domain.moments import iso
from server.domain.roles import Reader, Visitor
from server.reading.declarations import moment
from server.reading.versions import sealed_of
from server.storage import shares, visible
from server.storage.declarations import Grant
from server.storage.people import Person
from server.storage.shares import Share

Told = dict[str, Any]


async def of_person(person_id: UUID) -> list[Told]:
    """What the apprentice has sent on, the newest first, ended ones too."""
    rows = await shares.of_person(person_id)
    ids = await shares.declarations_of([row.id for row in rows])
    return [
        {
            "id": str(row.id),
            "name": row.name,
            "address": row.address,
            "created_at": iso(row.created_at),
            "expires_at": iso(row.expires_at),
            "ended_at": moment(row.ended_at),
            "declaration_ids": [str(one) for one in ids.get(row.id, [])],
        }
        for row in rows
    ]


async def beside(grant: Grant, apprentice_id: UUID, now: datetime) -> int:
    """How many earlier declarations of the same apprentice the holder of a mailed link may open."""
    if not may_sign(grant.door):
        return 0
    return len(await _declarations(await visible.shares_of(grant.recipient.address, apprentice_id, now)))


async def earlier(visitor: Visitor, now: datetime) -> list[Told]:
    """Those declarations: `{id, sealed}`, the first period first. Opening them is actions.shares' to write down."""
    grant = await visible.grant(visitor, now)
    declaration = await visible.declaration_of(grant.recipient)
    if not may_sign(grant.door):
        return []
    return await _sealed(await visible.shares_of(grant.recipient.address, declaration.apprentice_id, now))


async def to_reader(reader: Reader, now: datetime) -> list[Told]:
    """What was sent on to a reader of the panel: from whom, how many, until when. No content."""
    rows = await shares.standing(reader.address, now).select_related("person")
    ids = await shares.declarations_of([row.id for row in rows])
    return [
        {"id": str(row.id), "name": _name(row.person), "until": row.expires_at, "count": len(ids.get(row.id, []))}
        for row in rows
    ]


async def one(reader: Reader, share_id: UUID, now: datetime) -> Told:
    """One of them: `{name, until, declarations}`, each as it was sealed with `disputed_at`, and `goals`: each goal with
    its level in every declaration."""
    row = await visible.share(reader, share_id, now)
    found = await _sealed([row])
    sealed = [told["sealed"] for told in found if told["sealed"]["payload"]]
    payloads = [{**told["payload"], "disputed_at": told["disputed_at"]} for told in sealed]
    return {
        "id": str(row.id),
        "name": _name(row.person),
        "until": row.expires_at,
        "declarations": payloads,
        "goals": side_by_side(payloads),
    }


def side_by_side(payloads: list[Told]) -> list[Told]:
    """Each goal once, with the level's name in each declaration, None where it was not asked for."""
    texts = {goal["key"]: goal for payload in payloads for goal in payload["goals"]}
    return [
        {"text": goal["text"], "levels": [_level(payload, key) for payload in payloads]} for key, goal in texts.items()
    ]


def _level(payload: Told, key: str) -> str | None:
    names = {step["key"]: step["name"] for step in payload["scale"]}
    return next((names.get(goal["supervisor"]) for goal in payload["goals"] if goal["key"] == key), None)


def _name(person: Person) -> str:
    return person.name or person.address


async def _declarations(rows: list[Share]) -> list[UUID]:
    found = await shares.declarations_of([row.id for row in rows])
    return list(dict.fromkeys(one for ids in found.values() for one in ids))


async def _sealed(rows: list[Share]) -> list[Told]:
    ids = await _declarations(rows)
    standing = await sealed_of(ids)
    found = [{"id": str(one), "sealed": standing[one]} for one in ids if one in standing]
    return sorted(found, key=_when)


def _when(told: Told) -> tuple[str, str]:
    payload = told["sealed"]["payload"] or {}
    return (payload.get("period") or {}).get("school_period_starts_on") or "", told["id"]
