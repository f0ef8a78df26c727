"""Sending the declaration: judged, sealed and every mail written, in one transaction (§ 88: apprentice and school).

Who came by the mailed link signs by sending. Who came by another door also types the code that the mailbox was sent.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server import codes
from server.codes import Asker
from server.domain import addresses, declarations, declining, doors, seal, sealed_payload
from server.domain.catalogue import Edition
from server.domain.differences import differences
from server.domain.moments import iso
from server.domain.recipients import Wanted, mail_when_submitted
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Outdated, Refusal
from server.domain.roles import Visitor
from server.storage import (
    answers,
    changes,
    corrections,
    editions,
    mail_room,
    outbox,
    paper,
    push_subscriptions,
    receipts,
    recipients,
    sealed,
    visible,
)
from server.storage.corrections import Correction
from server.storage.database import transaction
from server.storage.declarations import Declaration, Grant, Recipient
from server.storage.people import Person
from server.storage.push_subscriptions import News
from server.storage.receipts import Receipt
from server.storage.sealed import SealedContent, SealedVersion
from server.storage.sign_in import CodeRequest

AWAITING = ("awaiting_since", "awaiting_door", "awaiting_recipient")


@dataclass(frozen=True)
class Typed:
    """The code somebody typed who came by another door than the mailed link, and from which client."""

    code: str
    client: str
    key: bytes


async def ask_for_code(visitor: Visitor, client: str, *, key: bytes, now: datetime) -> datetime:
    """Mails a code to the address that was asked; the moment it dies."""
    by = await visible.filler(visitor, now)
    declaration = await visible.declaration_of(by)
    declarations.demand("submit", declaration.status)
    ids = {"recipient_id": by.id, "declaration_id": declaration.id}
    return await codes.ask(by.address, _asker(visitor, by, client), purpose="sign", key=key, now=now, **ids)


def _asker(visitor: Visitor, by: Recipient, client: str) -> Asker:
    """A code signs one declaration, from the browser that asked for it."""
    return Asker(f"{visitor.token_hash} {by.id}", None, client)


async def _proof(visitor: Visitor, deed_id: UUID, typed: Typed | None, now: datetime) -> CodeRequest | None:
    """The code that was typed, not yet used up. Judged before the transaction, so that a wrong try stays counted."""
    if typed is None:
        return None
    held = await visible.filling(visitor, now)
    if doors.may_sign(held.door) or await Receipt.exists(id=deed_id):
        return None
    asker = _asker(visitor, held.recipient, typed.client)
    return await codes.right(held.recipient.address, typed.code, asker, purpose="sign", key=typed.key, now=now)


async def submit(
    visitor: Visitor,
    deed_id: UUID,
    seen_revision: int,
    typed: Typed | None = None,
    *,
    now: datetime,
    today: date,
    take_back: timedelta,
) -> None:
    """Done once however often it is sent. `seen_revision`: the answers as the person who sends last saw them.

    For the time of `take_back` only the receipt goes; the other mails wait for the release (actions/releases.py).
    """
    proof = await _proof(visitor, deed_id, typed, now)
    async with transaction():
        held = await visible.filling(visitor, now)
        by = held.recipient
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
        if addresses.mailbox(by.address) == addresses.mailbox(person.address):  # the apprentice's address moved since
            raise Refusal("address_of_apprentice")
        stand_in = await _stand_in(by, values, person, now)
        own = Wanted(person.address, person.name or "", ("apprentice",))
        rows = await recipients.everybody(declaration.id, own, now)
        how = await _confirmed(held, proof, declaration.awaiting_door, now)
        typed_by = await _typed_by(declaration)
        if typed_by:
            how["door"] = doors.PAPER
        version, number = await _seal(declaration, person, by, how, rows, values, edition, now, typed_by=typed_by)
        signed = {by.id, stand_in.id if stand_in else by.id}
        declaration.awaiting_since = declaration.awaiting_door = declaration.awaiting_recipient = None
        if take_back:
            declaration.status, declaration.releases_at = "releasing", now + take_back
        else:
            declaration.status, declaration.submitted_at = "submitted", now
        await declaration.save(update_fields=["status", "submitted_at", "releases_at", *AWAITING])
        mails = [_mail(row, declaration, version, number, now, receipt=row.id in signed) for row in rows]
        told = [row for row in rows if row.id not in signed]
        await outbox.put_all(mails + await _pushes(declaration, version, told, now))
        await Receipt.create(id=deed_id, deed="submit", declaration_id=declaration.id, done_at=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _pushes(
    declaration: Declaration, version: SealedVersion, rows: list[Recipient], now: datetime
) -> list[outbox.OutboxMessage]:
    """Beside the mails, and when they go; to who turned it on."""
    due_at = outbox.ON_RELEASE if declaration.releases_at else now
    ids = {"declaration_id": declaration.id, "version_id": str(version.id)}
    news: dict[UUID | str, News] = {
        row.address: News("arrived", f"/e/{row.public_id}") for row in rows if "apprentice" not in row.role_list()
    }
    news[declaration.apprentice_id] = News("submitted", f"/app/declarations/{declaration.id}")
    return await push_subscriptions.pushes(news, now=now, due_at=due_at, **ids)


async def _confirmed(
    held: Grant, proof: CodeRequest | None, awaiting_door: str | None, now: datetime
) -> dict[str, str]:
    """The door it was filled in at and how the mailbox was proved; the code is used up by it."""
    if doors.may_sign(held.door):
        waited_at = None if awaiting_door == doors.PAPER else awaiting_door  # paper counts while an answer of it stands
        return {"door": waited_at or held.door, "confirmed_by": "mail_link"}
    if proof is None:
        raise Refusal("code_needed")
    await codes.use(proof, now)
    return {"door": held.door, "confirmed_by": "code"}


async def _typed_by(declaration: Declaration) -> dict[str, str] | None:
    """`{name, role}` of who typed in from paper what stands; whoever corrects goes through it all on a screen."""
    typing = await paper.typed_by(declaration.id) if declaration.status == "requested" else None
    return {"name": typing.name, "role": typing.side} if typing else None


async def _stand_in(by: Recipient, values: dict[str, Any], person: Person, now: datetime) -> Recipient | None:
    """Who filled in by a forwarded link: gets a link of their own to read it, and a receipt beside the other."""
    known = sealed_payload.filled_by(values, by.address)
    if known is None:
        return None
    code = declining.refused(known["address"], values, person.address)
    if code:
        raise InputInvalid([FieldProblem("supervisor.filled_by", code)])
    await mail_room.demand(person.id, [known["address"]], now)
    row, _ = await recipients.give_role(by.declaration_id, known["address"], known["name"], "workplace_contact", now)
    return row


async def _seal(
    declaration: Declaration,
    person: Person,
    by: Recipient,
    how: dict[str, str],
    rows: list[Recipient],
    values: dict[str, Any],
    edition: Edition,
    now: datetime,
    *,
    typed_by: dict[str, str] | None,
) -> tuple[SealedVersion, int]:
    """With its number as people count, without what was taken back; the row's own is its place in the chain."""
    previous = await sealed.latest(declaration.id)
    standing = (await sealed.standing([declaration.id]))[declaration.id] if previous else []
    place, number = previous.number + 1 if previous else 1, len(standing) + 1
    correction = await corrections.of_newest(standing)
    told = sealed_payload.payload(
        declaration_id=str(declaration.id),
        number=number,
        sealed_at=iso(now),
        door=how["door"],
        confirmed_by=how["confirmed_by"],
        apprentice={"name": person.name or "", "address": person.address},
        supervisor_address=by.address,
        school_contacts=[{"name": r.name, "address": r.address} for r in rows if "school" in r.role_list()],
        answers=values,
        edition=edition,
        specialisation=declaration.specialisation,
        correction={"of": number - 1, "reason": correction.reason} if correction else None,
        typed_by=typed_by,
    )
    if correction:
        await _demand_difference(correction, told)
    payload = seal.canonical(told)
    salt = secrets.token_hex(32)
    content = seal.content_digest(salt, payload)
    before = previous.digest if previous else ""
    version = SealedVersion(
        id=uuid4(),
        declaration_id=declaration.id,
        number=place,
        previous_digest=before,
        content_digest=content,
        digest=seal.version_digest(before, str(declaration.id), place, content),
        sealed_at=now,
    )
    await version.save(force_create=True)
    await SealedContent(id=uuid4(), version_id=version.id, salt=salt, payload=payload).save(force_create=True)
    return version, number


async def _demand_difference(correction: Correction, told: dict[str, Any]) -> None:
    """A version that says the same as the one before is none."""
    before = await sealed.content(correction.of_version_id)
    if before and not differences(json.loads(before.payload), told):
        raise Refusal("nothing_corrected")


def _mail(
    row: Recipient, declaration: Declaration, version: SealedVersion, number: int, now: datetime, *, receipt: bool
) -> outbox.OutboxMessage:
    facts: dict[str, Any] = {"digest": version.digest, "version_number": number}
    if receipt:
        facts["releases_at"] = iso(declaration.releases_at) if declaration.releases_at else None
    else:
        facts["version_id"] = str(version.id)
    return outbox.message(
        mail_when_submitted(row.role_list(), submitted_it=receipt, correction=number > 1),
        row.address,
        now=now,
        due_at=outbox.ON_RELEASE if declaration.releases_at and not receipt else now,
        recipient_id=row.id,
        declaration_id=declaration.id,
        **facts,
    )
