"""Whether the address behind a reminder's link wants reminders."""

from uuid import UUID

from server.storage import reminders


async def is_stopped(whose: str, of_id: UUID) -> bool | None:
    """None when nobody is behind the link any more."""
    address = await reminders.address_behind(whose, of_id)
    if address is None:
        return None
    known = await reminders.of_address(address)
    return bool(known and known.stopped_at)
