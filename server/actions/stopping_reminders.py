"""Stopping reminders to an address, and starting them again: by the signed link of a reminder, without signing in."""

from datetime import datetime
from uuid import UUID

from server.domain.refusal import NotFound
from server.storage import changes, reminders
from server.storage.database import transaction
from server.storage.declarations import Recipient


async def stop(whose: str, of_id: UUID, *, now: datetime) -> None:
    """No more reminders to the address behind the link, of any declaration. Again changes nothing."""
    await _set(whose, of_id, now)


async def start(whose: str, of_id: UUID) -> None:
    """They come again."""
    await _set(whose, of_id, None)


async def _set(whose: str, of_id: UUID, stopped_at: datetime | None) -> None:
    address = await reminders.address_behind(whose, of_id)
    if address is None:
        raise NotFound
    async with transaction():
        if not await reminders.set_stopped(address, stopped_at):
            return
        phones = Recipient.filter(address=address, removed_at=None, declaration__status="requested")
        pairs = await phones.values_list("declaration__apprentice_id", "declaration_id")
        for person_id in sorted({person_id for person_id, _ in pairs}):
            await changes.note(person_id, [declaration for apprentice, declaration in pairs if apprentice == person_id])
