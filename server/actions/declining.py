"""The supervisor says no: with a reason, and with the right person in their place when they know who it is."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.domain import declarations, declining, doors, texts
from server.domain.addresses import normal
from server.domain.declining import Decline
from server.domain.recipients import mail_when_requested
from server.domain.refusal import Refusal, TooMany
from server.domain.roles import Visitor
from server.storage import (
    answers,
    changes,
    limits,
    mail_room,
    outbox,
    push_subscriptions,
    receipts,
    recipients,
    visible,
)
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person
from server.storage.receipts import Receipt

DECLINES_A_DAY = 5  # of one declaration: each may write to an address nobody has looked at


async def decline(
    visitor: Visitor, deed_id: UUID, *, reason: str, text: str, instead: dict[str, Any] | None, now: datetime
) -> None:
    """Done once. The apprentice is told. Whoever is named `instead` is asked, and the link that said no is closed."""
    said = Decline(reason, text, instead)
    async with transaction():
        once = await visible.once_held(visitor, now)
        if await receipts.done(deed_id, "decline", once.declaration_id):
            return
        held = await visible.filling(visitor, now)
        if instead and not doors.may_sign(held.door):  # else whoever is shown the draft could name themselves, and sign
            raise Refusal("mailbox_needed")
        by = held.recipient
        declaration = await visible.declaration_of(by, lock=True)
        declarations.demand("decline", declaration.status)
        person = await Person.get(id=declaration.apprentice_id)
        values = await answers.values(declaration.id)
        declarations.demand_nothing(declining.problems(said, values, own=by.address, apprentice=person.address))
        await _demand_room(declaration.id, now)
        by.declined_at, by.declined_reason, by.declined_text = now, said.reason, texts.tidy(said.text)
        await by.save(update_fields=["declined_at", "declined_reason", "declined_text"])
        named = await _ask_instead(declaration, by, values, said.instead, now) if said.instead else None
        facts: dict[str, Any] = {"about": str(by.id), "reason": said.reason, "wrote": bool(by.declined_text),
                                 "instead": bool(named), "named": str(named.id) if named else None}  # fmt: skip
        await outbox.put("request_declined", person.address, now=now, declaration_id=declaration.id, **facts)
        own = f"/app/declarations/{declaration.id}"
        await push_subscriptions.tell_person(person.id, "declined", own, now=now, declaration_id=declaration.id)
        await Receipt.create(id=deed_id, deed="decline", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _demand_room(declaration_id: UUID, now: datetime) -> None:
    wait = await limits.hit(f"declines {declaration_id}", DECLINES_A_DAY, timedelta(days=1), now)
    if wait:
        raise TooMany("too_many_mails", wait)


async def _ask_instead(
    declaration: Declaration, by: Recipient, values: dict[str, Any], instead: Any, now: datetime
) -> Recipient:
    """Only these two rows change: what else the apprentice is writing among the addresses was not sent yet."""
    for field, people in declining.with_instead(values, by.address, instead).items():
        await answers.overwrite(declaration, field, people, author="supervisor", recipient_id=by.id, now=now)
    address, name = normal(instead["address"]), texts.tidy(instead["name"])
    row, news = await recipients.give_role(declaration.id, address, name, "supervisor", now)
    kind = mail_when_requested(row.role_list())
    if news and kind:
        await mail_room.demand(declaration.apprentice_id, [row.address], now)
        whose: dict[str, Any] = {"recipient_id": row.id, "declaration_id": declaration.id, "about": str(by.id)}
        await outbox.put(kind, row.address, now=now, **whose)
        asked = {row.address: f"/e/{row.public_id}"}
        await push_subscriptions.tell_addresses(asked, "requested", now=now, declaration_id=declaration.id)
    await recipients.leave_workplace(by, now)
    return row


async def take_back(visitor: Visitor, *, now: datetime) -> None:
    """Will fill it in after all, by the same link, while it is open. Again: nothing more happens."""
    async with transaction():
        by = await visible.filler(visitor, now)
        declaration = await visible.declaration_of(by, lock=True)
        if by.declined_at is None:
            return
        declarations.demand("decline", declaration.status)
        await recipients.ask_anew(by)
        await changes.note(declaration.apprentice_id, [declaration.id])
