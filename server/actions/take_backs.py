"""Pulling back what was just sent, before anybody is mailed: the seal stays, a row of its own cancels it."""

from datetime import datetime
from uuid import UUID, uuid4

from server.domain import versions
from server.domain.roles import Visitor
from server.storage import changes, outbox, receipts, sealed, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.receipts import Receipt
from server.storage.sealed import SealedVersion, TakeBack


async def take_back(visitor: Visitor, deed_id: UUID, *, now: datetime) -> None:
    """The answers stand as they were, the waiting mails are dead. Whoever sent it and whoever took it back is told."""
    async with transaction():
        by = await visible.signer(visitor, now)
        declaration = await visible.declaration_of(by, lock=True)
        if await receipts.done(deed_id, "take_back", declaration.id):
            return
        versions.demand_take_back(declaration.status)
        standing = (await sealed.standing([declaration.id]))[declaration.id]
        row = TakeBack(id=uuid4(), version_id=standing[-1].id, recipient_id=by.id, taken_back_at=now)
        await row.save(force_create=True)
        await outbox.take_back(declaration.id, now)
        declaration.status = versions.status_after_take_back(len(standing) - 1)
        declaration.releases_at = None
        await declaration.save(update_fields=["status", "releases_at"])
        await _tell(declaration, by, standing[-1], now)
        await Receipt.create(id=deed_id, deed="take_back", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _tell(declaration: Declaration, by: Recipient, version: SealedVersion, now: datetime) -> None:
    sender = await sealed.sender(version.id)
    told = [row for row in await visible.recipients(declaration.id) if row.id == by.id or row.address == sender]
    for row in told:
        ids = {"recipient_id": row.id, "declaration_id": declaration.id}
        await outbox.put("taken_back", row.address, now=now, due_at=now, **ids)
