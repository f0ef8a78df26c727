"""The apprentice's answer to a declaration that arrived, and asking the workplace to open it again."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.domain import replies, texts
from server.domain.recipients import may_fill
from server.domain.refusal import Refusal, TooMany
from server.storage import changes, limits, outbox, receipts, sealed, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.receipts import Receipt
from server.storage.replies import CorrectionAsk, DeclarationReply
from server.storage.sealed import SealedVersion

DAY = timedelta(days=1)
COMMENTS_A_DAY, ASKS_A_DAY = 10, 3


async def reply(
    person_id: UUID, declaration_id: UUID, deed_id: UUID, kind: str, text: str, number: int | None, *, now: datetime
) -> None:
    """Bound to the version the apprentice saw (`number`; None: the newest). Agreed once a version, commented often."""
    replies.demand_right(kind, text)
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        if await receipts.done(deed_id, "reply", declaration.id):
            return
        version = await _demand_version(declaration, number)
        if kind == "comment" or not await DeclarationReply.exists(version_id=version.id, kind="agree"):
            await _demand_room(f"replies {person_id}", COMMENTS_A_DAY, now)
            ids: dict[str, Any] = {"declaration_id": declaration.id, "version_id": version.id}
            await DeclarationReply.create(id=deed_id, kind=kind, text=texts.tidy(text), replied_at=now, **ids)
            await _mail("reply_added", await _others(declaration), now)
        await Receipt.create(id=deed_id, deed="reply", declaration_id=declaration.id, done_at=now)
        await changes.note(person_id, [declaration.id])


async def ask_correction(person_id: UUID, declaration_id: UUID, deed_id: UUID, text: str, *, now: datetime) -> None:
    """The workplace reads why behind its own link; the mail only says that it was asked."""
    replies.demand_words(text)
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        if await receipts.done(deed_id, "ask_correction", declaration.id):
            return
        replies.demand_asking(declaration.status)
        version = await _demand_version(declaration, None)
        await _demand_room(f"asks {declaration.id}", ASKS_A_DAY, now)
        ids: dict[str, Any] = {"declaration_id": declaration.id, "version_id": version.id}
        await CorrectionAsk.create(id=deed_id, text=texts.tidy(text), asked_at=now, **ids)
        await _mail("correction_asked", await _supervisors(declaration, version), now)
        await Receipt.create(id=deed_id, deed="ask_correction", declaration_id=declaration.id, done_at=now)
        await changes.note(person_id, [declaration.id])


async def _demand_version(declaration: Declaration, number: int | None) -> SealedVersion:
    out = sealed.released((await sealed.standing([declaration.id]))[declaration.id])
    if not out or (number is not None and not 1 <= number <= len(out)):
        raise Refusal("not_sealed")
    return out[-1] if number is None else out[number - 1]


async def _demand_room(key: str, most: int, now: datetime) -> None:
    wait = await limits.hit(key, most, DAY, now)
    if wait:
        raise TooMany("too_many_mails", wait)


async def _others(declaration: Declaration) -> list[Recipient]:
    return [row for row in await visible.recipients(declaration.id) if "apprentice" not in row.role_list()]


async def _supervisors(declaration: Declaration, version: SealedVersion) -> list[Recipient]:
    """Whoever sent it; when that address is gone, all who may fill in."""
    rows = [row for row in await _others(declaration) if may_fill(row.role_list(), has_pen=row.has_pen)]
    sender = await sealed.sender(version.id)
    return [row for row in rows if row.address == sender] or rows


async def _mail(kind: str, rows: list[Recipient], now: datetime) -> None:
    await outbox.put_all(
        [
            outbox.message(kind, row.address, now=now, recipient_id=row.id, declaration_id=row.declaration_id)
            for row in rows
        ]
    )
