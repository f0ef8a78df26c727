"""Talk mode: for an hour the apprentice sees the supervisor's draft, because the supervisor wants it."""

from datetime import datetime, timedelta

from server.domain import declarations
from server.domain.roles import Visitor
from server.storage import changes, visible
from server.storage.database import transaction

LASTS = timedelta(hours=1)


async def set_open(visitor: Visitor, wanted: bool, *, now: datetime) -> None:
    """Opens it for an hour from now, or closes it. Only who may fill in."""
    async with transaction():
        by = await visible.filler(visitor, now)
        declaration = await visible.declaration_of(by, lock=True)
        declarations.demand("talk", declaration.status)
        declaration.talk_until = now + LASTS if wanted else None
        await declaration.save(update_fields=["talk_until"])
        await changes.note(declaration.apprentice_id, [declaration.id])
