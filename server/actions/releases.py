"""The end of the time for taking back: what was sent is out, and the mails that waited for that are due."""

from datetime import datetime
from uuid import UUID

from server.storage import changes, outbox
from server.storage.database import transaction
from server.storage.declarations import Declaration


async def due(now: datetime) -> list[UUID]:
    """Declarations whose time is over; one look into an index that holds only those that can be taken back."""
    rows = Declaration.filter(releases_at__lte=now).order_by("releases_at").values_list("id", flat=True)
    return [UUID(str(id)) for id in await rows]


async def release(declaration_id: UUID, *, now: datetime) -> None:
    """Once, whoever comes first: a take-back that got the row before this finds nothing left to do here."""
    async with transaction():
        waiting = Declaration.filter(id=declaration_id, status="releasing", releases_at__lte=now)
        declaration = await waiting.select_for_update().first()
        if declaration is None:
            return
        declaration.status, declaration.submitted_at, declaration.releases_at = "submitted", now, None
        await declaration.save(update_fields=["status", "submitted_at", "releases_at"])
        await outbox.release(declaration_id, now)
        await changes.note(declaration.apprentice_id, [declaration_id])
