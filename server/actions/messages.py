"""Writing to other receivers of a declaration: a mail each, and nothing kept but that it was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server import tokens
from server.domain import addresses, declarations, doors, messages, texts
from server.domain.messages import Receiver
from server.domain.refusal import NotFound, Refusal, TooMany
from server.domain.roles import Reader, Visitor
from server.storage import limits, outbox, receipts, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.outbox_texts import OutboxText
from server.storage.receipts import Receipt
from server.storage.receivers import everybody, reader_among, writer_of

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Message:
    """What a client hands in. `id` is made by it; `to`: ids of receivers."""

    id: UUID
    to: Sequence[Any]
    text: Any


async def write(
    by: UUID | Visitor | Reader, declaration_id: UUID | None, message: Message, *, key: bytes, now: datetime
) -> None:
    """Done once however often it is sent. `by`: the apprentice, the holder of a link, or a reader of the panel."""
    async with transaction():
        declaration, place = await _place(by, declaration_id, now)
        if await receipts.done(message.id, "message", declaration.id):
            return
        declarations.demand("message", declaration.status)
        known = await everybody(declaration)
        writer = await reader_among(known, by) if isinstance(by, Reader) else writer_of(known, place)
        others = {one.id: one for one in known if one.id != writer.id}
        messages.demand_right(message.text, message.to, others)
        chosen = [others[one] for one in dict.fromkeys(message.to)]
        await _demand_room(writer, chosen, key, now)
        await _put(declaration, writer, chosen, texts.tidy(message.text), now)
        await Receipt.create(id=message.id, deed="message", declaration_id=declaration.id, done_at=now)


async def _place(
    by: UUID | Visitor | Reader, declaration_id: UUID | None, now: datetime
) -> tuple[Declaration, Recipient | None]:
    """The declaration, held until the transaction ends, and whose link it is, if it is one."""
    if isinstance(by, Visitor):
        held = await visible.grant(by, now)
        if not doors.may_sign(held.door):  # else whoever is shown the draft could write in the supervisor's name
            raise Refusal("mail_link_only")
        return await visible.declaration_of(held.recipient, lock=True), held.recipient
    if isinstance(by, UUID):
        return await visible.declaration(by, declaration_id, lock=True), None
    if declaration_id is None:
        raise NotFound
    return await visible.declaration_for(by, declaration_id, lock=True), None


async def _put(declaration: Declaration, writer: Receiver, chosen: list[Receiver], text: str, now: datetime) -> None:
    rows = [
        outbox.message(
            messages.KIND,
            one.address,
            now=now,
            recipient_id=None if one.id == messages.APPRENTICE else UUID(one.id),
            declaration_id=declaration.id,
            writer={"name": writer.name, "address": writer.address, "roles": writer.roles},
            opens=one.opens,
        )
        for one in chosen
    ]
    await outbox.put_all(rows)
    await OutboxText.bulk_create([OutboxText(message_id=row.id, text=text) for row in rows])


async def _demand_room(writer: Receiver, chosen: list[Receiver], key: bytes, now: datetime) -> None:
    """Nobody writes without end, and nobody is written to without end, however many declarations they stand on."""
    for one in sorted(chosen, key=lambda one: one.address):  # in one order: two writers never wait for each other
        for what, address, most in (
            ("messages_by", writer.address, messages.A_WRITER_A_DAY),
            ("messages_to", one.address, messages.AN_ADDRESS_A_DAY),
        ):
            wait = await limits.hit(f"{what} {tokens.pseudonym(key, what, addresses.mailbox(address))}", most, DAY, now)
            if wait:
                raise TooMany("too_many_mails", wait)
