"""A reader of the panel beside one declaration: the place they have on it, and what they are called there."""

from uuid import UUID

from server.domain.roles import Reader
from server.storage import case_owners
from server.storage.declarations import Recipient


async def place_of(reader: Reader, declaration_id: UUID) -> Recipient | None:
    """The recipient at their address; None for staff who stand there by their school alone."""
    return await Recipient.get_or_none(declaration_id=declaration_id, address=reader.address, removed_at=None)


async def name_of(reader: Reader, place: Recipient | None) -> str:
    """The person, else the mailbox by its name, else its address."""
    own = await case_owners.me(reader)
    return own.name or (place.name if place else "") or reader.address
