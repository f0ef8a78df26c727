"""Opening a link: the secret tells the door and becomes a grant, any number of times; only "opened" changes."""

from datetime import datetime, timedelta
from uuid import uuid4

from tortoise.expressions import Q

from server import tokens
from server.domain import doors
from server.domain.refusal import NotFound, TooMany
from server.storage import changes, limits
from server.storage.database import transaction
from server.storage.declarations import Declaration, Grant, Recipient, Visitor

VISITOR_LIVES = timedelta(days=180)
WRONG_LINKS, WRONG_LINKS_WINDOW = 60, timedelta(minutes=10)


async def open_link(
    public_id: str, secret: str, visitor_token: str | None, client: str, *, key: bytes, now: datetime
) -> str:
    """The visitor's token (a new one when there was none). A wrong, cut or old link: `link_unknown`."""
    row, door = await _demand_right_link(public_id, secret, client, key, now)
    async with transaction():
        visitor, token = await _visitor(visitor_token, now)
        await _grant(visitor, row, door, now)
        if row.opened_at is None:
            await Recipient.filter(id=row.id).update(opened_at=now)
            declaration = await Declaration.get(id=row.declaration_id)
            await changes.note(declaration.apprentice_id, [declaration.id])
    return token


async def _grant(visitor: Visitor, row: Recipient, door: str, now: datetime) -> None:
    fresh = {"id": uuid4(), "generation": row.link_generation, "door": door, "created_at": now}
    grant, new = await Grant.get_or_create(defaults=fresh, visitor_id=visitor.id, recipient_id=row.id)
    if new:
        return
    current = grant.generation == row.link_generation  # what an older link proved counts no more
    raised = doors.standing(grant.door, door) if current else door
    if (grant.generation, grant.door) != (row.link_generation, raised):
        await Grant.filter(id=grant.id).update(generation=row.link_generation, door=raised)


async def _demand_right_link(
    public_id: str, secret: str, client: str, key: bytes, now: datetime
) -> tuple[Recipient, str]:
    """Only wrong links are counted: an office that opens many right ones is never held up."""
    tries = tokens.pseudonym(key, "links_from", client)
    wait = await limits.full(tries, WRONG_LINKS, now)
    if wait:
        raise TooMany("too_many_links", wait)
    row = await Recipient.get_or_none(public_id=public_id, removed_at=None)
    door = _door(row, secret, key) if row else None
    if row is None or door is None:
        await limits.hit(tries, WRONG_LINKS, WRONG_LINKS_WINDOW, now)
        raise NotFound("link_unknown")
    return row, door


def _door(row: Recipient, secret: str, key: bytes) -> str | None:
    """The door whose secret it is. Every one is compared, so that the time tells nothing."""
    expected = {door: tokens.link_secret(key, str(row.id), row.link_generation, door) for door in doors.LINKS}
    found = [door for door, right in expected.items() if tokens.same(secret, right)]
    return found[0] if found else None


async def _visitor(token: str | None, now: datetime) -> tuple[Visitor, str]:
    known = token and await Visitor.get_or_none(token_hash=tokens.hash_token(token), expires_at__gt=now)
    if token and known and not await _is_shut(known, now):
        return known, token
    fresh = tokens.new_token()
    visitor = await Visitor.create(
        id=uuid4(), token_hash=tokens.hash_token(fresh), created_at=now, expires_at=now + VISITOR_LIVES
    )
    return visitor, fresh


async def _is_shut(visitor: Visitor, now: datetime) -> bool:
    """Of a phone that was handed over: nothing opens by that cookie any more, so a link gets another."""
    shut = Q(closed_at__isnull=False) | Q(closes_at__lte=now)
    return await Grant.filter(shut, visitor_id=visitor.id).exists()
