"""Sending the declaration: judged, sealed and every mail written, in one transaction (§ 88: apprentice and school)."""

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from server.domain import declarations, seal, sealed_payload
from server.domain.catalogue import Edition
from server.domain.moments import iso
from server.domain.recipients import Wanted, mail_when_submitted
from server.domain.refusal import NotFound, Outdated
from server.domain.roles import Visitor
from server.storage import answers, changes, editions, outbox, receipts, recipients, sealed, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person
from server.storage.receipts import Receipt
from server.storage.sealed import SealedContent, SealedVersion

DOOR = "mail_link"


async def submit(visitor: Visitor, deed_id: UUID, seen_revision: int, *, now: datetime, today: date) -> None:
    """Done once however often it is sent. `seen_revision`: the answers as the person who sends last saw them."""
    async with transaction():
        by = await visible.filler(visitor, now)
        declaration = await visible.declaration_of(by, lock=True)
        if await receipts.done(deed_id, "submit", declaration.id):
            return
        declarations.demand("submit", declaration.status)
        if declaration.revision != seen_revision:
            raise Outdated
        edition = await editions.get(declaration.edition)
        if edition is None:
            raise NotFound
        values = await answers.values(declaration.id)
        declarations.demand_nothing(declarations.unanswered(values, edition, declaration.specialisation, today))
        person = await Person.get(id=declaration.apprentice_id)
        own = Wanted(person.address, person.name or "", ("apprentice",))
        rows = await recipients.everybody(declaration.id, own, now)
        version = await _seal(declaration, person, by, rows, values, edition, now)
        await outbox.put_all([_mail(row, by, version, now) for row in rows])
        declaration.status, declaration.submitted_at = "submitted", now
        await declaration.save(update_fields=["status", "submitted_at"])
        await Receipt.create(id=deed_id, deed="submit", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _seal(
    declaration: Declaration,
    person: Person,
    by: Recipient,
    rows: list[Recipient],
    values: dict[str, Any],
    edition: Edition,
    now: datetime,
) -> SealedVersion:
    previous = await sealed.latest(declaration.id)
    number = previous.number + 1 if previous else 1
    payload = seal.canonical(
        sealed_payload.payload(
            declaration_id=str(declaration.id),
            number=number,
            sealed_at=iso(now),
            door=DOOR,
            apprentice={"name": person.name or "", "address": person.address},
            supervisor_address=by.address,
            school_contacts=[{"name": r.name, "address": r.address} for r in rows if "school" in r.role_list()],
            answers=values,
            edition=edition,
            specialisation=declaration.specialisation,
        )
    )
    salt = secrets.token_hex(32)
    content = seal.content_digest(salt, payload)
    before = previous.digest if previous else ""
    version = SealedVersion(
        id=uuid4(),
        declaration_id=declaration.id,
        number=number,
        previous_digest=before,
        content_digest=content,
        digest=seal.version_digest(before, str(declaration.id), number, content),
        sealed_at=now,
    )
    await version.save(force_create=True)
    await SealedContent(id=uuid4(), version_id=version.id, salt=salt, payload=payload).save(force_create=True)
    return version


def _mail(row: Recipient, by: Recipient, version: SealedVersion, now: datetime) -> outbox.OutboxMessage:
    kind = mail_when_submitted(row.role_list(), submitted_it=row.id == by.id)
    return outbox.message(
        kind,
        row.address,
        now=now,
        recipient_id=row.id,
        declaration_id=version.declaration_id,
        digest=version.digest,
        version_number=version.number,
    )
