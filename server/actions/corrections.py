"""Correcting what was sent: opened with a fresh code and a reason, sent like the first, or dropped and nothing lost."""

from datetime import datetime
from uuid import UUID, uuid4

from server import codes
from server.codes import Asker
from server.domain import texts, versions
from server.domain.answers import LONG, owner
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Visitor
from server.storage import answers, changes, corrections, mail_room, receipts, sealed, visible
from server.storage.corrections import Correction
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.receipts import Receipt


async def ask_for_code(visitor: Visitor, client: str, *, key: bytes, now: datetime) -> datetime:
    """Mails a code to the address that was asked; the moment it dies."""
    by = await visible.filler(visitor, now)
    versions.demand_correction((await visible.declaration_of(by)).status)
    ids = {"recipient_id": by.id, "declaration_id": by.declaration_id}
    return await codes.ask(by.address, _asker(visitor, by, client), purpose="correct", key=key, now=now, **ids)


def _asker(visitor: Visitor, by: Recipient, client: str) -> Asker:
    """A code opens one declaration, in the browser that asked for it."""
    return Asker(f"{visitor.token_hash} {by.id}", None, client)


async def begin(
    visitor: Visitor, deed_id: UUID, reason: str, code: str, client: str, *, key: bytes, now: datetime
) -> None:
    """The form opens with what was sealed; all others keep the version before until the next one is out."""
    by = await visible.filler(visitor, now)
    if await receipts.done(deed_id, "correct", by.declaration_id):
        return
    versions.demand_correction((await visible.declaration_of(by)).status)
    _demand_reason(reason)
    asker = _asker(visitor, by, client)  # judged before the transaction, so that a wrong try stays counted
    proof = await codes.right(by.address, code, asker, purpose="correct", key=key, now=now)
    async with transaction():
        declaration = await visible.declaration_of(await visible.filler(visitor, now), lock=True)
        if await receipts.done(deed_id, "correct", declaration.id):
            return
        versions.demand_correction(declaration.status)
        newest = await sealed.newest(declaration.id)
        if newest is None:
            raise NotFound
        if await sealed.content(newest[0].id) is None:  # to correct it would write down again what was erased
            raise Refusal("version_erased")
        told = [row.address for row in await visible.recipients(declaration.id)]
        await mail_room.demand(declaration.apprentice_id, told, now)
        await codes.use(proof, now)
        await Correction.create(
            id=uuid4(),
            declaration_id=declaration.id,
            of_version_id=newest[0].id,
            recipient_id=by.id,
            reason=texts.tidy(reason),
            revision=declaration.revision,
            begun_at=now,
        )
        declaration.status = "correcting"
        await declaration.save(update_fields=["status"])
        await Receipt.create(id=deed_id, deed="correct", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


def _demand_reason(reason: str) -> None:
    code = texts.problem(reason, LONG, lines=True) or (None if reason.strip() else "why_missing")
    if code:
        raise InputInvalid([FieldProblem("reason", code)])


async def drop(visitor: Visitor, deed_id: UUID, *, now: datetime) -> None:
    """The answers are again what was sealed; what was written meanwhile stays among the operations."""
    async with transaction():
        by = await visible.signer(visitor, now)
        declaration = await visible.declaration_of(by, lock=True)
        if await receipts.done(deed_id, "drop", declaration.id):
            return
        versions.demand_dropping(declaration.status)
        correction = await corrections.under_way(declaration.id)
        if correction is None:
            raise NotFound
        await _put_back(declaration, by, correction.revision, now)
        correction.dropped_at = now
        await correction.save(update_fields=["dropped_at"])
        declaration.status = "submitted"
        declaration.awaiting_since = declaration.awaiting_door = declaration.awaiting_recipient = None
        saved = ["status", "awaiting_since", "awaiting_door", "awaiting_recipient"]
        await declaration.save(update_fields=saved)
        await Receipt.create(id=deed_id, deed="drop", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _put_back(declaration: Declaration, by: Recipient, revision: int, now: datetime) -> None:
    """Each answer that moved since gets its old value as a new operation: the next correction counts from there."""
    for field, (_, moved) in (await answers.current(declaration.id)).items():
        if moved > revision and owner(field) == "supervisor":  # whom the apprentice took off stays off
            value = await answers.value_at(declaration.id, field, revision)
            await answers.overwrite(declaration, field, value, author="supervisor", recipient_id=by.id, now=now)
