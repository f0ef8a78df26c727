"""The apprentice says that a school's address is right, though no known school has it."""

from datetime import datetime
from uuid import UUID

from server.domain.refusal import NotFound
from server.storage import changes, recipients, visible
from server.storage.database import transaction
from server.storage.declarations import Recipient


async def confirm(person_id: UUID, declaration_id: UUID, recipient_id: UUID, *, now: datetime) -> None:
    """Again: nothing more happens, and the first time stands."""
    async with transaction():
        await visible.declaration(person_id, declaration_id, lock=True)
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration_id, removed_at=None)
        if row is None or "school" not in row.role_list():
            raise NotFound
        if row.confirmed_at is None:
            await recipients.confirm(declaration_id, [row.address], now)
            await changes.note(person_id, [declaration_id])
