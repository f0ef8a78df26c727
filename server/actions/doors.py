"""The doors an apprentice opens for the supervisor: link to share, QR code, short code; and coming by a short code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from server import tokens
from server.domain import declarations, short_codes
from server.domain.recipients import may_fill
from server.domain.refusal import NotFound, TooMany
from server.storage import limits, summonses, visible
from server.storage import short_codes as stored
from server.storage.database import transaction
from server.storage.declarations import Recipient
from server.storage.short_codes import ShortCode

SHORT_CODE_LIVES = timedelta(days=7)
# 40 bits. All browsers together are held to 600 wrong ones in ten minutes, so that a thousand living codes are safe for
# centuries; and what is behind one can be filled in, not signed.
WRONG_CODES, WRONG_CODES_OF_ALL, WINDOW = 20, 600, timedelta(minutes=10)


@dataclass(frozen=True)
class Doors:
    """Secrets by door, and the short code. They work until the declaration is closed or the link is renewed."""

    public_id: str
    secrets: dict[str, str]
    short_code: str
    expires_at: datetime


async def open_doors(person_id: UUID, declaration_id: UUID, recipient_id: UUID, *, key: bytes, now: datetime) -> Doors:
    """The same answer each time; a new short code only when the last one is dead."""
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        declarations.demand("open_doors", declaration.status)
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration_id, removed_at=None)
        if row is None or not may_fill(row.role_list(), has_pen=row.has_pen):
            raise NotFound
        short = await stored.alive(row, now) or await _new_code(row, key, now)
    secrets = {door: _secret(row, door, key) for door in ("shared_link", "qr")}
    return Doors(row.public_id, secrets, tokens.short_code(key, str(short.id)), short.expires_at)


async def _new_code(row: Recipient, key: bytes, now: datetime) -> ShortCode:
    code_id = uuid4()
    hashed = _hash(tokens.short_code(key, str(code_id)), key)
    fresh = ShortCode(
        id=code_id,
        recipient_id=row.id,
        generation=row.link_generation,
        code_hash=hashed,
        expires_at=now + SHORT_CODE_LIVES,
    )
    await fresh.save(force_create=True)
    return fresh


async def by_short_code(typed: str, client: str, *, key: bytes, now: datetime) -> tuple[str, str]:
    """Public id and secret of the draft the code opens. Wrong, dead and closed look alike: `short_code_unknown`.

    The code of a school's letter is told apart: `code_of_summons`.
    """
    theirs, everybody = tokens.pseudonym(key, "short_codes_from", client), "short_codes_of_all"
    wait = await limits.full(theirs, WRONG_CODES, now) or await limits.full(everybody, WRONG_CODES_OF_ALL, now)
    if wait:
        raise TooMany("too_many_short_codes", wait)
    code = short_codes.normal(typed)
    row = await stored.behind(_hash(code or "", key), now)
    if row is None:
        if code and await summonses.by_code(code):
            raise NotFound("code_of_summons")
        if code:  # what cannot be a code is a slip, not a guess
            await limits.hit(theirs, WRONG_CODES, WINDOW, now)
            await limits.hit(everybody, WRONG_CODES_OF_ALL, WINDOW, now)
        raise NotFound("short_code_unknown")
    return row.public_id, _secret(row, "short_code", key)


def _hash(code: str, key: bytes) -> str:
    return tokens.pseudonym(key, "short_code", code)


def _secret(row: Recipient, door: str, key: bytes) -> str:
    return tokens.link_secret(key, str(row.id), row.link_generation, door)
