"""The one way a sealed declaration's content goes: a reason is written, payload and salt leave, the digest stays."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.expressions import F

from server.domain.refusal import NotFound
from server.storage.corrections import Correction
from server.storage.database import transaction
from server.storage.disputes import SignatureDispute
from server.storage.follow_ups import FollowUp
from server.storage.paper import PaperTyping
from server.storage.replies import CorrectionAsk, DeclarationReply
from server.storage.sealed import Erasure, SealedContent, SealedVersion


async def erase(version_id: UUID, reason: str, *, now: datetime) -> None:
    """Takes away what was sealed. Version, digest and the moment of the erasure stand for ever."""
    async with transaction():
        version = await SealedVersion.get_or_none(id=version_id)
        if version is None:
            raise NotFound
        if await Erasure.exists(version_id=version_id):
            return
        await Erasure(id=uuid4(), version_id=version_id, reason=reason, erased_at=now).save(force_create=True)
        await SealedContent.filter(version_id=version_id).delete()
        await DeclarationReply.filter(version_id=version_id).update(text="")  # what was said to it speaks of it
        await CorrectionAsk.filter(version_id=version_id).update(text="")
        await SignatureDispute.filter(version_id=version_id).update(text="")
        noted = FollowUp.filter(declaration_id=version.declaration_id).exclude(note="")
        await noted.update(note="", noted_by=None, noted_at=None, revision=F("revision") + 1)
        await Correction.filter(of_version_id=version_id).update(reason="")
        await PaperTyping.filter(declaration_id=version.declaration_id).update(refused_text=None)
