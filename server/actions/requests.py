"""Asking the workplace to fill in: the recipients get their links, all in one transaction with the mails."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from server.domain import addresses, declarations
from server.domain.recipients import mail_when_requested, wanted
from server.domain.refusal import NotFound, TooMany
from server.storage import (
    answers,
    changes,
    editions,
    limits,
    mail_room,
    outbox,
    push_subscriptions,
    receipts,
    recipients,
    visible,
)
from server.storage.database import transaction
from server.storage.people import Person
from server.storage.receipts import Receipt

MAILS_A_DAY = 60


async def request(
    person_id: UUID, declaration_id: UUID, deed_id: UUID, *, confirmed: Sequence[str] = (), now: datetime
) -> None:
    """The first time: everybody asked is mailed. Again with another id: those whose addresses are new. `confirmed`: the
    addresses of a school that the apprentice says are right, though no known school has them."""
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        if await receipts.done(deed_id, "request", declaration_id):
            return
        declarations.demand("request", declaration.status, discarded=declaration.discarded_at is not None)
        values = await answers.values(declaration_id)
        await _demand_complete(person_id, declaration.edition, declaration.specialisation, values)
        to_mail = await recipients.bring_in_line(declaration_id, wanted(values), now)
        await recipients.confirm(declaration_id, [addresses.normal(one) for one in confirmed], now)
        messages = [
            outbox.message(kind, row.address, now=now, recipient_id=row.id, declaration_id=declaration_id)
            for row in to_mail
            if (kind := "pen_handed" if row.has_pen else mail_when_requested(row.role_list()))
        ]
        await _demand_room(person_id, len(messages), now)
        await mail_room.demand(person_id, [message.to for message in messages], now)
        await outbox.put_all(messages)
        asked = {row.address: f"/e/{row.public_id}" for row in to_mail if "supervisor" in row.role_list()}
        await push_subscriptions.tell_addresses(asked, "requested", now=now, declaration_id=declaration_id)
        declaration.status, declaration.requested_at = "requested", declaration.requested_at or now
        await declaration.save(update_fields=["status", "requested_at"])
        await Receipt.create(id=deed_id, deed="request", declaration_id=declaration_id, done_at=now)
        await changes.note(person_id, [declaration_id])


async def _demand_room(person_id: UUID, mails: int, now: datetime) -> None:
    """Whoever may write to any address could write to everybody: so many a day is more than a class ever needs."""
    for _ in range(mails):
        wait = await limits.hit(f"request_mails {person_id}", MAILS_A_DAY, timedelta(days=1), now)
        if wait:
            raise TooMany("too_many_mails", wait)


async def _demand_complete(person_id: UUID, edition_id: str, specialisation: str, values: dict[str, object]) -> None:
    edition = await editions.get(edition_id)
    if edition is None:
        raise NotFound
    person = await Person.get(id=person_id)
    declarations.demand_nothing(declarations.missing(values, person.profile(), edition, specialisation))
