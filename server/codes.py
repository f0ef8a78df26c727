"""Codes by mail: proof of a mailbox, for signing in and for signing. Limited, bound to one browser, used once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server import tokens
from server.domain import addresses
from server.domain.refusal import FieldProblem, InputInvalid, TooMany
from server.storage import limits, outbox, sign_in
from server.storage.database import transaction
from server.storage.panel_sessions import PanelSession
from server.storage.sessions import Session
from server.storage.sign_in import CodeRequest

CODE_LIVES = timedelta(minutes=10)
WRONG_TRIES, WRONG_TRIES_A_DAY = 5, 50
MAILS_AN_HOUR = 10
# A whole class signs in behind one school address: 35 people, some of whom ask twice.
CODES_A_CLIENT, CODES_FOR_ALL = 120, 3000

# what a code is for: the kind of mail that brings it
MAILS: Mapping[str, str] = {
    "sign_in": "sign_in_code",
    "change_address": "address_change_code",
    "sign": "sign_code",
    "correct": "correction_code",
    "sitting": "sitting_code",
    "panel": "panel_code",
}


@dataclass(frozen=True)
class Asker:
    """Whoever asks for or types a code: the cookie that binds the code to a browser, the known device, the client."""

    browser: str
    device: str | None
    client: str


async def ask(
    address: str, asker: Asker, *, purpose: str, key: bytes, now: datetime, person_id: UUID | None = None, **ids: Any
) -> datetime:
    """Mails a code; while one lives, the same again. Known and unknown addresses are alike. `ids`: of the mail."""
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
        await outbox.put(MAILS[purpose], address, now=now, code_request_id=request.id, **ids)
    return request.expires_at


async def spend(address: str, code: str, asker: Asker, *, purpose: str, key: bytes, now: datetime) -> CodeRequest:
    """The request the code belongs to, now used up."""
    request = await right(address, code, asker, purpose=purpose, key=key, now=now)
    await use(request, now)
    return request


async def right(address: str, code: str, asker: Asker, *, purpose: str, key: bytes, now: datetime) -> CodeRequest:
    """The request the code belongs to. A try is counted before it is compared, so that none is free."""
    address = _demand_address(address)
    tries = await _count_try(address, asker, purpose, key, now)
    request = await sign_in.alive(purpose, address, tokens.hash_token(asker.browser), now)
    if request is None or request.created_at > now + timedelta(minutes=1):
        raise _wrong()
    expected = tokens.sign_in_code(key, str(request.id), request.generation)
    if not tokens.same("".join(code.split()), expected):
        raise _wrong()
    await limits.clear(tries)
    return request


async def use(request: CodeRequest, now: datetime) -> None:
    """A code is good for one deed; of two at once, one."""
    if not await CodeRequest.filter(id=request.id, used_at=None).update(used_at=now):
        raise _wrong()


def _wrong() -> InputInvalid:
    return InputInvalid([FieldProblem("code", "code_wrong")])


def _demand_address(address: str) -> str:
    code = addresses.problem(address)
    if code:
        raise InputInvalid([FieldProblem("address", code)])
    return addresses.normal(address)


async def _demand_room(address: str, asker: Asker, key: bytes, now: datetime) -> None:
    """Limits per mailbox, per client and for all. Counted before anything is looked up."""
    hour, ten_minutes = timedelta(hours=1), timedelta(minutes=10)
    rules = (
        (tokens.pseudonym(key, "codes_to", addresses.mailbox(address)), MAILS_AN_HOUR, hour),
        (tokens.pseudonym(key, "codes_from", asker.client), CODES_A_CLIENT, ten_minutes),
        ("codes_for_all", CODES_FOR_ALL, ten_minutes),
    )
    for limit_key, limit, window in rules:
        wait = await limits.hit(limit_key, limit, window, now)
        if wait:
            raise TooMany("too_many_codes", wait)


async def _count_try(address: str, asker: Asker, purpose: str, key: bytes, now: datetime) -> str:
    """A new code resets nothing: the count belongs to the mailbox. A device that was signed in before has its own.

    Guessing at a supervisor's signature must not lock the mailbox out of signing in: each purpose has its own count.
    """
    known = asker.device and await _known(address, tokens.hash_token(asker.device))
    whose = f"{address} {asker.device if known else ''}"
    named = "tries" if purpose in ("sign_in", "change_address") else f"tries_{purpose}"
    tries = tokens.pseudonym(key, named, whose)
    rules = (
        (tries, WRONG_TRIES, CODE_LIVES),
        (tokens.pseudonym(key, f"{named}_a_day", whose), WRONG_TRIES_A_DAY, timedelta(days=1)),
    )
    for limit_key, limit, window in rules:
        wait = await limits.hit(limit_key, limit, window, now)
        if wait:
            raise TooMany("code_locked", wait)
    return tries


async def _known(address: str, device_hash: str) -> bool:
    """Whether the mailbox was signed in there before, in the app or in the panel, on a device of one's own."""
    in_app = Session.exists(person__address=address, device_hash=device_hash, shared_device=False)
    return await in_app or await PanelSession.exists(address=address, device_hash=device_hash)
