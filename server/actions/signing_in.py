"""Signing in with a code by mail, ending sessions: proof of a mailbox, limited, revocable (docs/decisions/0005)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from server import tokens
from server.domain import addresses
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal, SignedOut, TooMany
from server.storage import changes, limits, outbox, sign_in
from server.storage.database import transaction
from server.storage.people import Person
from server.storage.sessions import Session
from server.storage.sign_in import CodeRequest

CODE_LIVES = timedelta(minutes=10)
OWN_DEVICE_LIVES = timedelta(days=365)
SHARED_DEVICE_LIVES = timedelta(hours=8)
WRONG_TRIES, WRONG_TRIES_A_DAY = 5, 50
MAILS_AN_HOUR = 10
# A whole class signs in behind one school address: 35 people, some of whom ask twice.
CODES_A_CLIENT, CODES_FOR_ALL = 120, 3000


@dataclass(frozen=True)
class Asker:
    """Whoever asks for or types a code: the cookie that binds the code to a browser, the known device, the client."""

    browser: str
    device: str | None
    client: str


async def ask_for_code(
    address: str, asker: Asker, *, key: bytes, now: datetime, purpose: str = "sign_in", person_id: UUID | None = None
) -> datetime:
    """Mails a code; while one lives, the same again. Known and unknown addresses are treated alike."""
    address = _demand_address(address)
    await _demand_room(address, asker, key, now)
    browser_hash = tokens.hash_token(asker.browser)
    async with transaction():
        request = await sign_in.alive(purpose, address, browser_hash, now)
        if request is None:
            request = await CodeRequest.create(
                id=uuid4(),
                purpose=purpose,
                address=address,
                person_id=person_id,
                browser_hash=browser_hash,
                generation=1,
                created_at=now,
                expires_at=now + CODE_LIVES,
            )
        kind = "sign_in_code" if purpose == "sign_in" else "address_change_code"
        await outbox.put(kind, address, now=now, code_request_id=request.id)
    return request.expires_at


def _demand_address(address: str) -> str:
    code = addresses.problem(address)
    if code:
        raise InputInvalid([FieldProblem("address", code)])
    return addresses.normal(address)


async def _demand_room(address: str, asker: Asker, key: bytes, now: datetime) -> None:
    """Limits per mailbox, per client and for all. Counted before anything is looked up."""
    hour, ten_minutes = timedelta(hours=1), timedelta(minutes=10)
    rules = (
        (tokens.pseudonym(key, "codes_to", address), MAILS_AN_HOUR, hour),
        (tokens.pseudonym(key, "codes_from", asker.client), CODES_A_CLIENT, ten_minutes),
        ("codes_for_all", CODES_FOR_ALL, ten_minutes),
    )
    for limit_key, limit, window in rules:
        wait = await limits.hit(limit_key, limit, window, now)
        if wait:
            raise TooMany("too_many_codes", wait)


async def spend_code(
    address: str, code: str, asker: Asker, *, key: bytes, now: datetime, purpose: str = "sign_in"
) -> CodeRequest:
    """The request the code belongs to, now used up. A try is counted before it is compared, so that none is free."""
    address = _demand_address(address)
    tries = await _count_try(address, asker, key, now)
    request = await sign_in.alive(purpose, address, tokens.hash_token(asker.browser), now)
    if request is None or request.created_at > now + timedelta(minutes=1):
        raise InputInvalid([FieldProblem("code", "code_wrong")])
    expected = tokens.sign_in_code(key, str(request.id), request.generation)
    if not tokens.same("".join(code.split()), expected):
        raise InputInvalid([FieldProblem("code", "code_wrong")])
    if not await CodeRequest.filter(id=request.id, used_at=None).update(used_at=now):
        raise InputInvalid([FieldProblem("code", "code_wrong")])
    await limits.clear(tries)
    return request


async def _count_try(address: str, asker: Asker, key: bytes, now: datetime) -> str:
    """A new code resets nothing: the count belongs to the mailbox. A device that was signed in before has its own."""
    known = asker.device and await Session.exists(
        person__address=address, device_hash=tokens.hash_token(asker.device), shared_device=False
    )
    whose = f"{address} {asker.device if known else ''}"
    tries = tokens.pseudonym(key, "tries", whose)
    rules = (
        (tries, WRONG_TRIES, CODE_LIVES),
        (tokens.pseudonym(key, "tries_a_day", whose), WRONG_TRIES_A_DAY, timedelta(days=1)),
    )
    for limit_key, limit, window in rules:
        wait = await limits.hit(limit_key, limit, window, now)
        if wait:
            raise TooMany("code_locked", wait)
    return tries


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
    request = await spend_code(address, code, asker, key=key, now=now)
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
    return await ask_for_code(address, asker, key=key, now=now, purpose="change_address", person_id=person.id)


async def change_address(person_id: UUID, address: str, code: str, asker: Asker, *, key: bytes, now: datetime) -> None:
    """The person's address is the new one from now on; the old one is told."""
    request = await spend_code(address, code, asker, key=key, now=now, purpose="change_address")
    if request.person_id != person_id:
        raise SignedOut
    async with transaction():
        person = await Person.filter(id=person_id).select_for_update().get()
        if await Person.filter(address=request.address).exists():
            raise Refusal("address_taken")
        await outbox.put("address_changed", person.address, now=now, person_id=person.id)
        await Person.filter(id=person_id).update(address=request.address)
        await changes.note(person_id, [None])
