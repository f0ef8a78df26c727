"""*Markér som læst*: somebody at an address says that they handle a declaration. Never guessed from a visit."""

from datetime import datetime
from uuid import UUID

from server.domain import doors, texts
from server.domain.answers import NAME
from server.domain.recipients import may_mark_read
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Reader, Visitor
from server.storage import changes, readers, receipts, recipients, sealed, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.receipts import Receipt


async def mark_read(
    by: Visitor | Reader,
    declaration_id: UUID | None,
    deed_id: UUID,
    name: str,
    *,
    now: datetime,
    shown: int | None = None,
) -> None:
    """Done once a deed; another person at the same mailbox does it again, and the newest stands.

    `shown`: the version on the page, so that one that came out meanwhile is not said to be read; else the newest.
    `declaration_id`: which one, of a reader of the panel; the holder of a link has one.
    """
    code = texts.problem(name, NAME) or (None if name.strip() else "your_name_missing")
    if code:
        raise InputInvalid([FieldProblem("name", code)])
    async with transaction():
        declaration, row = await _place(by, declaration_id, now)
        if await receipts.done(deed_id, "read", declaration.id):
            return
        newest = await sealed.newest(declaration.id)
        if newest is None:
            raise Refusal("not_sealed")
        row = row or await _as_school(by, declaration, name, now)
        if not may_mark_read(row.role_list()):
            raise Refusal("reading_only")
        row.read_at, row.read_by, row.read_version = now, texts.tidy(name), min(newest[1], shown or newest[1])
        await row.save(update_fields=["read_at", "read_by", "read_version"])
        await Receipt.create(id=deed_id, deed="read", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _place(
    by: Visitor | Reader, declaration_id: UUID | None, now: datetime
) -> tuple[Declaration, Recipient | None]:
    """The declaration, held until the transaction ends, and the recipient who marks it: None when staff of the school
    becomes one by this."""
    if isinstance(by, Visitor):
        held = await visible.grant(by, now)
        if not doors.may_sign(held.door):  # else the apprentice could mark it in the supervisor's name
            raise Refusal("mail_link_only")
        return await visible.declaration_of(held.recipient, lock=True), held.recipient
    if declaration_id is None:
        raise NotFound
    declaration = await visible.declaration_for(by, declaration_id, lock=True)
    row = await readers.place_of(by, declaration.id)
    for_school = await visible.at_school(by, declaration)
    return declaration, row if row and (not for_school or "school" in row.role_list()) else None


async def _as_school(by: Visitor | Reader, declaration: Declaration, name: str, now: datetime) -> Recipient:
    """Whoever handles it at the school stands there from now on, and hears of corrections."""
    assert isinstance(by, Reader)
    return (await recipients.give_role(declaration.id, by.address, texts.tidy(name), "school", now))[0]
