"""Handing the apprentice's phone to the supervisor: a grant of its own, which closes by itself and for good."""

from datetime import datetime
from uuid import UUID, uuid4

from server import tokens
from server.domain import declarations, doors
from server.domain.recipients import may_fill
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Visitor
from server.storage import visible
from server.storage.database import transaction
from server.storage.declarations import Grant, Recipient
from server.storage.declarations import Visitor as VisitorRow


async def hand_over(
    person_id: UUID, declaration_id: UUID, hand_over_id: UUID, recipient_id: UUID, *, key: bytes, now: datetime
) -> tuple[str, str]:
    """The visitor's token and the link's public id. The same id opens the same grant, until it was handed back.

    A phone without a network hands over first and tells afterwards: by then the declaration may be closed, and what was
    written comes in as late.
    """
    token = tokens.hand_over_token(key, str(hand_over_id))
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        declarations.demand("hand_over", declaration.status)
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration_id, removed_at=None)
        if row is None or not may_fill(row.role_list(), has_pen=row.has_pen):
            raise NotFound
        known = await Grant.get_or_none(id=hand_over_id)
        if known and known.recipient_id != row.id:
            raise Refusal("id_reused")
        if known and known.closed_at:
            raise Refusal("handed_back")
        held = known or Grant(
            id=hand_over_id,
            visitor=await _visitor(token, now),
            recipient_id=row.id,
            created_at=now,
        )
        # Also when the mailed link was opened on the phone meanwhile: the apprentice gets no proof of that mailbox.
        held.door = doors.HANDED_OVER
        held.generation, held.closes_at = row.link_generation, now + doors.RESTS
        await held.save(force_create=known is None)
    return token, row.public_id


async def _visitor(token: str, now: datetime) -> VisitorRow:
    """A visitor for this one hand-over: what else the phone may open is not touched by its end."""
    return await VisitorRow.create(
        id=uuid4(), token_hash=tokens.hash_token(token), created_at=now, expires_at=now + doors.HAND_OVER_LIVES
    )


async def hand_back(visitor: Visitor, *, now: datetime) -> None:
    """Closes all that was opened on the phone while it was handed over, any number of times. Other visitors stay."""
    mine = Grant.filter(visitor__token_hash=visitor.token_hash)
    handed_over = mine.filter(recipient__public_id=visitor.public_id, closes_at__isnull=False)
    for grant in await handed_over.limit(1):
        await Grant.filter(visitor_id=grant.visitor_id, closed_at=None).update(closed_at=now)
