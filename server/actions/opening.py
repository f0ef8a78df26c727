"""Opening a mailed link: the secret becomes a grant, any number of times; nothing else changes but "opened"."""

from datetime import datetime, timedelta
from uuid import uuid4

from server import tokens
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
    row = await _demand_right_link(public_id, secret, client, key, now)
    async with transaction():
        visitor, token = await _visitor(visitor_token, now)
        fresh = {"id": uuid4(), "generation": row.link_generation, "created_at": now}
        grant, new = await Grant.get_or_create(defaults=fresh, visitor_id=visitor.id, recipient_id=row.id)
        if not new and grant.generation != row.link_generation:
            await Grant.filter(id=grant.id).update(generation=row.link_generation)
        if row.opened_at is None:
            await Recipient.filter(id=row.id).update(opened_at=now)
            declaration = await Declaration.get(id=row.declaration_id)
            await changes.note(declaration.apprentice_id, [declaration.id])
    return token


async def _demand_right_link(public_id: str, secret: str, client: str, key: bytes, now: datetime) -> Recipient:
    """Only wrong links are counted: an office that opens many right ones is never held up."""
    tries = tokens.pseudonym(key, "links_from", client)
    wait = await limits.full(tries, WRONG_LINKS, now)
    if wait:
        raise TooMany("too_many_links", wait)
    row = await Recipient.get_or_none(public_id=public_id, removed_at=None)
    expected = tokens.link_secret(key, str(row.id), row.link_generation) if row else tokens.new_token()
    if row is None or not tokens.same(secret, expected):
        await limits.hit(tries, WRONG_LINKS, WRONG_LINKS_WINDOW, now)
        raise NotFound("link_unknown")
    return row


async def _visitor(token: str | None, now: datetime) -> tuple[Visitor, str]:
    known = token and await Visitor.get_or_none(token_hash=tokens.hash_token(token), expires_at__gt=now)
    if token and known:
        return known, token
    fresh = tokens.new_token()
    visitor = await Visitor.create(
        id=uuid4(), token_hash=tokens.hash_token(fresh), created_at=now, expires_at=now + VISITOR_LIVES
    )
    return visitor, fresh
