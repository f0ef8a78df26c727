"""Sending earlier declarations on to a new supervisor for a time, ending it, and opening what was sent on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server.domain import addresses, doors, shares, texts
from server.domain.refusal import InputInvalid, NotFound, Refusal, TooMany
from server.domain.roles import Reader, Visitor
from server.storage import access_log, changes, limits, outbox, sealed, visible
from server.storage import shares as stored
from server.storage.database import transaction
from server.storage.declarations import Declaration
from server.storage.people import Person
from server.storage.shares import Share, SharedDeclaration

A_DAY, DAY = 10, timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What the apprentice picked and typed. `id` is made by the phone."""

    id: UUID
    name: Any
    address: Any
    days: Any
    declaration_ids: Sequence[UUID]


async def share(person_id: UUID, wanted: Wanted, *, now: datetime) -> None:
    """Done once however often it is sent. Only what is sealed and out can be sent on."""
    async with transaction():
        person = await Person.filter(id=person_id).select_for_update().get()
        known = await Share.get_or_none(id=wanted.id)
        if known:
            if known.person_id != person_id:
                raise NotFound
            return
        found = shares.problems(wanted.name, wanted.address, wanted.days, wanted.declaration_ids, person.address)
        if found:
            raise InputInvalid(found)
        chosen = list(dict.fromkeys(wanted.declaration_ids))
        await _demand_sealed(person_id, chosen)
        wait = await limits.hit(f"shares {person_id}", A_DAY, DAY, now)
        if wait:
            raise TooMany("too_many_mails", wait)
        address, until = addresses.normal(wanted.address), now + timedelta(days=wanted.days)
        told: dict[str, Any] = {
            "address": address,
            "name": texts.tidy(wanted.name),
            "created_at": now,
            "expires_at": until,
        }
        await Share.create(id=wanted.id, person_id=person_id, **told)
        await SharedDeclaration.bulk_create(
            [SharedDeclaration(id=uuid4(), share_id=wanted.id, declaration_id=one) for one in chosen]
        )
        await outbox.put(shares.KIND, address, now=now, person_id=person_id, share_id=str(wanted.id))
        await changes.note(person_id, [None])


async def _demand_sealed(person_id: UUID, chosen: list[UUID]) -> None:
    mine = await Declaration.filter(id__in=chosen, apprentice_id=person_id).count()
    if mine != len(chosen):
        raise NotFound
    standing = await sealed.standing(chosen)
    if not all(sealed.released(standing.get(one, [])) for one in chosen):
        raise Refusal("not_sealed")


async def end(person_id: UUID, share_id: UUID, *, now: datetime) -> None:
    """Nobody reads it from now on. Ending it again changes nothing."""
    async with transaction():
        known = await Share.filter(id=share_id, person_id=person_id).select_for_update().first()
        if known is None:
            raise NotFound
        if known.ended_at is None:
            known.ended_at = now
            await known.save(update_fields=["ended_at"])
            await changes.note(person_id, [None])


async def open_beside(visitor: Visitor, *, now: datetime) -> None:
    """The supervisor asks to see what was sent on, beside the form of the same apprentice. Logged as opened."""
    async with transaction():
        held = await visible.grant(visitor, now)
        if not doors.may_sign(held.door):  # it was sent to a mailbox, not to whoever is shown a draft
            raise Refusal("mail_link_only")
        declaration = await visible.declaration_of(held.recipient)
        found = await visible.shares_of(held.recipient.address, declaration.apprentice_id, now)
        await _log(found, held.recipient.address, held.recipient.name, now)


async def open_one(reader: Reader, share_id: UUID, *, now: datetime) -> None:
    """The same, in the panel."""
    async with transaction():
        found = await visible.share(reader, share_id, now)
        await _log([found], reader.address, reader.name or found.name, now)


async def _log(found: list[Share], address: str, name: str, now: datetime) -> None:
    opened = {one for ids in (await stored.declarations_of([row.id for row in found])).values() for one in ids}
    if not opened:
        raise NotFound
    await access_log.write(opened, address=address, name=name, roles=[], way="shared", now=now)
    await changes.note(found[0].person_id, sorted(opened))
