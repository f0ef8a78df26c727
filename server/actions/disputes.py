""" "This was not me": the owner of the address that signed warns the apprentice and the school. The seal stays."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain import doors, texts
from server.domain.declining import WORDS
from server.domain.recipients import signed_at
from server.domain.refusal import FieldProblem, InputInvalid, Refusal
from server.domain.roles import Visitor
from server.storage import changes, outbox, receipts, sealed, visible
from server.storage.database import transaction
from server.storage.declarations import Recipient
from server.storage.disputes import SignatureDispute
from server.storage.receipts import Receipt
from server.storage.sealed import SealedVersion


async def dispute(visitor: Visitor, dispute_id: UUID, text: str, *, now: datetime) -> None:
    """Once a person and version; the same id again is the same dispute."""
    code = texts.problem(text, WORDS, lines=True) or (None if text.strip() else "why_missing")
    if code:
        raise InputInvalid([FieldProblem("text", code)])
    async with transaction():
        held = await visible.grant(visitor, now)
        if not doors.may_sign(held.door):
            raise Refusal("mail_link_only")
        by = held.recipient
        declaration = await visible.declaration_of(by, lock=True)
        if await receipts.done(dispute_id, "not_me", declaration.id):
            return
        if declaration.status == "releasing":
            raise Refusal("take_back_instead")
        version, number = await _demand_signed(by)
        if await SignatureDispute.exists(version_id=version.id, recipient_id=by.id):
            raise Refusal("already_disputed")
        ids: dict[str, Any] = {"declaration_id": declaration.id, "version_id": version.id, "recipient_id": by.id}
        await SignatureDispute.create(id=dispute_id, text=texts.tidy(text), made_at=now, **ids)
        await outbox.put_all([_warning(row, by, version, number, now) for row in await _warned(by)])
        await Receipt.create(id=dispute_id, deed="not_me", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _demand_signed(by: Recipient) -> tuple[SealedVersion, int]:
    """The newest version and its number, when it was signed from this very address."""
    newest = await sealed.newest(by.declaration_id)
    content = await sealed.content(newest[0].id) if newest else None
    if newest is None or content is None:
        raise Refusal("not_sealed")
    if by.address not in signed_at(json.loads(content.payload)):
        raise Refusal("not_signed_here")
    return newest


async def _warned(by: Recipient) -> list[Recipient]:
    rows = await visible.recipients(by.declaration_id)
    return [row for row in rows if row.id != by.id and {"apprentice", "school"} & set(row.role_list())]


def _warning(row: Recipient, by: Recipient, version: SealedVersion, number: int, now: datetime) -> outbox.OutboxMessage:
    ids: dict[str, Any] = {"recipient_id": row.id, "declaration_id": row.declaration_id}
    facts: dict[str, Any] = {"about": str(by.id), "digest": version.digest, "version_number": number}
    return outbox.message("signature_disputed", row.address, now=now, **ids, **facts)
