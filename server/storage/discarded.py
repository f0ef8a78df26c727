"""Drafts that were thrown away: after their 30 days they go for good, with all that was typed into them."""

from datetime import datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from server.domain.declarations import DISCARDED_LIVES
from server.storage.answers import Answer, AnswerOperation
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.sealed import SealedVersion


async def purge(now: datetime) -> int:
    """How many went. Only what nobody was ever asked for, and nothing that was ever sealed."""
    found = await _old(now).values_list("id", flat=True)
    return sum([await _purge(UUID(str(id)), now) for id in found])


def _old(now: datetime) -> QuerySet[Declaration]:
    return Declaration.filter(status="draft", requested_at=None, discarded_at__lte=now - DISCARDED_LIVES)


async def _purge(declaration_id: UUID, now: datetime) -> bool:
    """Judged again under the lock: it may have been brought back in this moment."""
    async with transaction():
        draft = await _old(now).filter(id=declaration_id).select_for_update().first()
        if draft is None or await _was_shown(declaration_id):
            return False
        await AnswerOperation.filter(declaration_id=declaration_id).delete()
        await Answer.filter(declaration_id=declaration_id).delete()
        await draft.delete()
        return True


async def _was_shown(declaration_id: UUID) -> bool:
    asked = await Recipient.filter(declaration_id=declaration_id).exists()
    return asked or await SealedVersion.filter(declaration_id=declaration_id).exists()
