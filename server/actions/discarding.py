"""Throwing a draft away that nobody was asked to fill in, and bringing it back; nothing in it is touched."""

from datetime import datetime
from uuid import UUID

from server.domain import declarations
from server.storage import changes, receipts, visible
from server.storage.database import transaction
from server.storage.receipts import Receipt


async def discard(person_id: UUID, declaration_id: UUID, deed_id: UUID, *, now: datetime) -> None:
    """A tombstone: it leaves the lists, and edits that come after are refused. Twice is once."""
    await _mark("discard", person_id, declaration_id, deed_id, now)


async def restore(person_id: UUID, declaration_id: UUID, deed_id: UUID, *, now: datetime) -> None:
    """As it was, within 30 days; after that it may be gone, and is not found."""
    await _mark("restore", person_id, declaration_id, deed_id, now)


async def _mark(deed: str, person_id: UUID, declaration_id: UUID, deed_id: UUID, now: datetime) -> None:
    async with transaction():
        draft = await visible.declaration(person_id, declaration_id, lock=True)
        if await receipts.done(deed_id, deed, declaration_id):
            return
        declarations.demand(deed, draft.status)
        draft.discarded_at = (draft.discarded_at or now) if deed == "discard" else None
        await draft.save(update_fields=["discarded_at"])
        await Receipt.create(id=deed_id, deed=deed, declaration_id=declaration_id, done_at=now)
        await changes.note(person_id, [declaration_id])
