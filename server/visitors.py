"""Browsers that hold links: one row a cookie, and whether it is of a phone that was handed over."""

from datetime import datetime, timedelta
from uuid import uuid4

from tortoise.expressions import Q

from server import tokens
from server.storage.declarations import Grant, Visitor

LIVES = timedelta(days=180)
HANDED_OVER, SHUT = Q(closes_at__isnull=False), Q(closed_at__isnull=False)


async def of(token: str | None, now: datetime, *, own: bool = False, lives: timedelta = LIVES) -> tuple[Visitor, str]:
    """The browser behind a cookie with its token, or a new one. `own`: a phone handed over is none."""
    known = token and await Visitor.get_or_none(token_hash=tokens.hash_token(token), expires_at__gt=now)
    if token and known and not await _is_not_to_be_used(known, own, now):
        return known, token
    fresh = tokens.new_token()
    hashed = tokens.hash_token(fresh)
    return await Visitor.create(id=uuid4(), token_hash=hashed, created_at=now, expires_at=now + lives), fresh


async def _is_not_to_be_used(visitor: Visitor, own: bool, now: datetime) -> bool:
    """Of a phone that was handed over and given back: nothing opens by that cookie any more, so a link gets another."""
    over = SHUT | Q(closes_at__lte=now)
    return await Grant.filter(over | HANDED_OVER if own else over, visitor_id=visitor.id).exists()
