"""*Markér som læst*: somebody at an address says that they handle a declaration. Never guessed from a visit."""

from datetime import datetime
from uuid import UUID

from server.domain import doors, texts
from server.domain.answers import NAME
from server.domain.recipients import may_mark_read
from server.domain.refusal import FieldProblem, InputInvalid, Refusal
from server.domain.roles import Visitor
from server.storage import changes, receipts, sealed, visible
from server.storage.database import transaction
from server.storage.receipts import Receipt


async def mark_read(visitor: Visitor, deed_id: UUID, name: str, *, now: datetime) -> None:
    """Done once a deed; another person at the same mailbox does it again, and the newest stands."""
    code = texts.problem(name, NAME) or (None if name.strip() else "your_name_missing")
    if code:
        raise InputInvalid([FieldProblem("name", code)])
    async with transaction():
        held = await visible.grant(visitor, now)
        if not doors.may_sign(held.door):  # else the apprentice could mark it in the supervisor's name
            raise Refusal("mail_link_only")
        by = held.recipient
        declaration = await visible.declaration_of(by, lock=True)
        if await receipts.done(deed_id, "read", declaration.id):
            return
        newest = await sealed.newest(declaration.id)
        if newest is None:
            raise Refusal("not_sealed")
        if not may_mark_read(by.role_list()):
            raise Refusal("reading_only")
        by.read_at, by.read_by, by.read_version = now, texts.tidy(name), newest[1]
        await by.save(update_fields=["read_at", "read_by", "read_version"])
        await Receipt.create(id=deed_id, deed="read", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])
