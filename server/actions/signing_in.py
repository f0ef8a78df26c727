"""Signing in with a code by mail, ending sessions: proof of a mailbox, limited, revocable (docs/decisions/0005)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from server import codes, tokens
from server.codes import Asker
from server.domain import addresses
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal, SignedOut
from server.storage import changes, outbox, recipients
from server.storage.database import transaction
from server.storage.people import Person
from server.storage.sessions import Session

OWN_DEVICE_LIVES = timedelta(days=365)
SHARED_DEVICE_LIVES = timedelta(hours=8)


async def ask_for_code(address: str, asker: Asker, *, key: bytes, now: datetime) -> datetime:
    """Mails a code; the moment it dies."""
    return await codes.ask(address, asker, purpose="sign_in", key=key, now=now)


@dataclass(frozen=True)
class Fresh:
    """A fresh session: `token` goes into the cookie and nowhere else."""

    token: str
    session: Session
    person: Person


async def sign_in_with_code(
    address: str,
    code: str,
    asker: Asker,
    *,
    device: str,
    shared_device: bool,
    device_name: str,
    key: bytes,
    now: datetime,
) -> Fresh:
    """A new session; the first time also the person. `device` marks one's own device as known, never a shared one."""
    request = await codes.spend(address, code, asker, purpose="sign_in", key=key, now=now)
    token = tokens.new_token()
    async with transaction():
        person, _ = await Person.get_or_create(
            defaults={"id": uuid4(), "created_at": now, "moved_to_new_order": False}, address=request.address
        )
        session = await Session.create(
            id=uuid4(),
            token_hash=tokens.hash_token(token),
            person=person,
            device=device_name,
            device_hash=None if shared_device else tokens.hash_token(device),
            shared_device=shared_device,
            created_at=now,
            last_seen_at=now,
            expires_at=now + (SHARED_DEVICE_LIVES if shared_device else OWN_DEVICE_LIVES),
        )
    return Fresh(token, session, person)


async def end_session(person_id: UUID, session_id: UUID, now: datetime) -> None:
    """Ends one of the person's own sessions. Another's is not there."""
    mine = Session.filter(id=session_id, person_id=person_id)
    if not await mine.filter(ended_at=None).update(ended_at=now) and not await mine.exists():
        raise NotFound


async def end_other_sessions(person_id: UUID, kept: UUID, now: datetime) -> None:
    await Session.filter(person_id=person_id, ended_at=None).exclude(id=kept).update(ended_at=now)


async def ask_for_address_change(person_id: UUID, address: str, asker: Asker, *, key: bytes, now: datetime) -> datetime:
    """Mails a code to the new address."""
    person = await Person.get(id=person_id)
    if addresses.normal(address) == person.address:
        raise InputInvalid([FieldProblem("address", "address_same")])
    return await codes.ask(address, asker, purpose="change_address", key=key, now=now, person_id=person.id)


async def change_address(person_id: UUID, address: str, code: str, asker: Asker, *, key: bytes, now: datetime) -> None:
    """The person's address is the new one from now on; the old one is told."""
    request = await codes.spend(address, code, asker, purpose="change_address", key=key, now=now)
    if request.person_id != person_id:
        raise SignedOut
    async with transaction():
        person = await Person.filter(id=person_id).select_for_update().get()
        if await Person.filter(address=request.address).exists():
            raise Refusal("address_taken")
        await outbox.put("address_changed", person.address, now=now, person_id=person.id)
        await Person.filter(id=person_id).update(address=request.address)
        moved = await recipients.move_apprentice(person_id, request.address, now)
        await changes.note(person_id, [None, *moved])
