"""Handing a filled-in declaration to the supervisor's mailbox to be confirmed, when nobody could type the code."""

from datetime import date, datetime, timedelta
from uuid import UUID

from server.domain import declarations, doors
from server.domain.refusal import NotFound, Outdated, Refusal, TooMany
from server.domain.roles import Visitor
from server.storage import answers, changes, editions, limits, mail_room, outbox, receipts, visible
from server.storage.database import transaction
from server.storage.declarations import Recipient
from server.storage.receipts import Receipt

MAILS_A_DAY = 5


async def ask(visitor: Visitor, deed_id: UUID, seen_revision: int, *, now: datetime, today: date) -> None:
    """It waits for the mailbox that was asked, which is mailed. Judged like a sending; nothing is sealed."""
    async with transaction():
        held = await visible.filling(visitor, now)
        declaration = await visible.declaration_of(held.recipient, lock=True)
        if await receipts.done(deed_id, "confirmation", declaration.id):
            return
        declarations.demand("submit", declaration.status)
        if doors.may_sign(held.door):
            raise Refusal("confirmed_already")
        if declaration.revision != seen_revision:
            raise Outdated
        edition = await editions.get(declaration.edition)
        if edition is None:
            raise NotFound
        values = await answers.values(declaration.id)
        declarations.demand_nothing(declarations.unanswered(values, edition, declaration.specialisation, today))
        declaration.awaiting_since, declaration.awaiting_door = now, held.door
        declaration.awaiting_recipient = held.recipient.id
        await declaration.save(update_fields=["awaiting_since", "awaiting_door", "awaiting_recipient"])
        await _mail(declaration.apprentice_id, held.recipient, now)
        await Receipt.create(id=deed_id, deed="confirmation", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def ask_again(person_id: UUID, declaration_id: UUID, deed_id: UUID, *, now: datetime) -> None:
    """The apprentice has the mailbox asked once more."""
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        if await receipts.done(deed_id, "confirmation", declaration.id):
            return
        declarations.demand("submit", declaration.status)
        row = await Recipient.get_or_none(id=declaration.awaiting_recipient, removed_at=None)
        if declaration.awaiting_since is None or row is None:
            raise Refusal("not_awaiting")
        await _mail(person_id, row, now)
        await Receipt.create(id=deed_id, deed="confirmation", declaration_id=declaration.id, done_at=now)
        await changes.note(person_id, [declaration.id])


async def _mail(apprentice_id: UUID, row: Recipient, now: datetime) -> None:
    wait = await limits.hit(f"confirmation {row.id}", MAILS_A_DAY, timedelta(days=1), now)
    if wait:
        raise TooMany("too_many_mails", wait)
    await mail_room.demand(apprentice_id, [row.address], now)
    await outbox.put("confirmation_asked", row.address, now=now, recipient_id=row.id, declaration_id=row.declaration_id)
