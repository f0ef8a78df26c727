"""Making a declaration, taking it back, handing the pen over, renewing a link."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from server.domain import declarations
from server.domain.recipients import mail_when_requested
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, TooMany
from server.domain.roles import Visitor
from server.storage import changes, editions, limits, mail_room, outbox, receipts, recipients, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.receipts import Receipt

REASONS = ("taken_over", "mistake")
NEW_LINKS_A_DAY = 5


async def make(
    person_id: UUID, declaration_id: UUID, edition_id: str, specialisation: str, *, now: datetime, today: date
) -> bool:
    """True when it is new, False when it was there. Another's id is not found."""
    edition = await editions.get(edition_id)
    if edition is None or edition.valid_from > today:
        raise InputInvalid([FieldProblem("edition", "edition_unknown")])
    if specialisation not in [item.key for item in edition.specialisations]:
        raise InputInvalid([FieldProblem("specialisation", "specialisation_unknown")])
    async with transaction():
        known, new = await Declaration.get_or_create(
            id=declaration_id,
            defaults={
                "apprentice_id": person_id,
                "edition": edition_id,
                "specialisation": specialisation,
                "status": "draft",
                "revision": 0,
                "created_at": now,
            },
        )
        if known.apprentice_id != person_id:
            raise NotFound
        if new:
            await changes.note(person_id, [declaration_id])
    return new


async def withdraw(person_id: UUID, declaration_id: UUID, deed_id: UUID, reason: str, *, now: datetime) -> None:
    """Closes it before it is filled in; whoever was asked is told, and the links no longer fill in anything."""
    if reason not in REASONS:
        raise InputInvalid([FieldProblem("reason", "value_wrong_type")])
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        if await receipts.done(deed_id, "withdraw", declaration_id):
            return
        declarations.demand("withdraw", declaration.status, discarded=declaration.discarded_at is not None)
        declaration.status, declaration.withdrawn_at, declaration.withdrawn_reason = "withdrawn", now, reason
        await declaration.save(update_fields=["status", "withdrawn_at", "withdrawn_reason"])
        told = [row for row in await visible.recipients(declaration_id) if mail_when_requested(row.role_list())]
        ids: dict[str, Any] = {"declaration_id": declaration_id, "reason": reason}
        await outbox.put_all(
            [outbox.message("declaration_withdrawn", row.address, now=now, recipient_id=row.id, **ids) for row in told]
        )
        await Receipt.create(id=deed_id, deed="withdraw", declaration_id=declaration_id, done_at=now)
        await changes.note(person_id, [declaration_id])


async def hand_pen(by: UUID | Visitor, declaration_id: UUID | None, recipient_id: UUID, *, now: datetime) -> None:
    """A workplace contact may fill in the same draft from now on, and is told. `by`: the apprentice or who fills in."""
    async with transaction():
        if isinstance(by, Visitor):
            declaration = await visible.declaration_of(await visible.filler(by, now), lock=True)
        else:
            declaration = await visible.declaration(by, declaration_id, lock=True)
        declarations.demand("hand_pen", declaration.status)
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration.id, removed_at=None)
        if row is None or not {"workplace_contact", "supervisor"} & set(row.role_list()):
            raise NotFound
        if row.has_pen or "supervisor" in row.role_list():
            return
        await mail_room.demand(declaration.apprentice_id, [row.address], now)
        row.has_pen, row.asked_at = True, now
        await row.save(update_fields=["has_pen", "asked_at"])
        await outbox.put("pen_handed", row.address, now=now, recipient_id=row.id, declaration_id=declaration.id)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def renew_link(person_id: UUID, declaration_id: UUID, recipient_id: UUID, *, now: datetime) -> None:
    """The old link is dead, a new one is mailed."""
    wait = await limits.hit(f"new_link {recipient_id}", NEW_LINKS_A_DAY, timedelta(days=1), now)
    if wait:
        raise TooMany("too_many_mails", wait)
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        declarations.demand("renew_link", declaration.status)
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration_id, removed_at=None)
        if row is None:
            raise NotFound
        await mail_room.demand(person_id, [row.address], now)
        row.link_generation += 1
        await row.save(update_fields=["link_generation"])
        await recipients.mend_mailbox(row)
        await outbox.put("link_renewed", row.address, now=now, recipient_id=row.id, declaration_id=declaration_id)
        await changes.note(person_id, [declaration_id])
