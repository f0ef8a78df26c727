"""Handing a filled-in declaration to the supervisor's mailbox to be confirmed, when nobody could type the code."""

from datetime import date, datetime, timedelta
from uuid import UUID

from server.domain import declarations, doors, texts
from server.domain.answers import LONG
from server.domain.recipients import may_fill
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Outdated, Refusal, TooMany
from server.domain.roles import Reader, Visitor
from server.storage import answers, changes, editions, limits, mail_room, outbox, paper, receipts, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.paper import PaperTyping
from server.storage.receipts import Receipt
from server.storage.schools import worked_for

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
        await _demand_whole(declaration, today)
        await _await(declaration, held.recipient, held.door, deed_id, now)


async def ask_typed(
    reader: Reader, declaration_id: UUID, recipient_id: UUID, deed_id: UUID, *, now: datetime, today: date
) -> None:
    """The same of what the reader typed in from paper. They choose who is asked, out of those who fill in."""
    async with transaction():
        declaration = await visible.declaration_for(reader, declaration_id, lock=True)
        await visible.types_in_as(reader, declaration)
        typing = await paper.of(declaration.id, reader.address)
        if await receipts.done(deed_id, "confirmation", declaration.id):
            return
        declarations.demand("type_in", declaration.status)
        if typing is None:
            raise Refusal("nothing_typed")
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration.id, removed_at=None)
        if row is None or row.declined_at or not may_fill(row.role_list(), has_pen=row.has_pen):
            raise InputInvalid([FieldProblem("recipient_id", "confirmer_unknown")])
        await _demand_whole(declaration, today)
        await paper.note_asked(typing, now)
        await _await(declaration, row, doors.PAPER, deed_id, now)


async def refuse(visitor: Visitor, deed_id: UUID, text: str, *, now: datetime) -> None:
    """The mailbox says that what was typed in is not what stands on the paper. The answers stay as they are, to be
    mended by whoever typed them, who is mailed."""
    async with transaction():
        by = await visible.signer(visitor, now)
        declaration = await visible.declaration_of(by, lock=True)
        if await receipts.done(deed_id, paper.REFUSED, declaration.id):
            return
        declarations.demand("type_in", declaration.status)
        typing = (await paper.newest([declaration.id])).get(declaration.id)
        if typing is None or declaration.awaiting_door != doors.PAPER:
            raise Refusal("not_awaiting")
        _demand_why(text)
        typing.refused_at, typing.refused_text = now, texts.tidy(text)
        await typing.save(update_fields=["refused_at", "refused_text"])
        declaration.awaiting_since, declaration.awaiting_door = None, None
        declaration.awaiting_recipient = None
        await declaration.save(update_fields=["awaiting_since", "awaiting_door", "awaiting_recipient"])
        await _tell_typist(typing, declaration, by, now)
        await Receipt.create(id=deed_id, deed=paper.REFUSED, declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _tell_typist(typing: PaperTyping, declaration: Declaration, by: Recipient, now: datetime) -> None:
    """While they may still see it."""
    schools = await worked_for(typing.address)
    if await visible.sees(Reader(typing.id, typing.address, typing.name, schools), declaration):
        about = str(by.id)
        await outbox.put("typed_refused", typing.address, now=now, declaration_id=declaration.id, about=about)


def _demand_why(text: str) -> None:
    code = texts.problem(text, LONG, lines=True) or (None if text.strip() else "why_missing")
    if code:
        raise InputInvalid([FieldProblem("text", code)])


async def _demand_whole(declaration: Declaration, today: date) -> None:
    edition = await editions.get(declaration.edition)
    if edition is None:
        raise NotFound
    values = await answers.values(declaration.id)
    declarations.demand_nothing(declarations.unanswered(values, edition, declaration.specialisation, today))


async def _await(declaration: Declaration, row: Recipient, door: str, deed_id: UUID, now: datetime) -> None:
    declaration.awaiting_since, declaration.awaiting_door = now, door
    declaration.awaiting_recipient = row.id
    await declaration.save(update_fields=["awaiting_since", "awaiting_door", "awaiting_recipient"])
    await _mail(declaration.apprentice_id, row, now)
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
