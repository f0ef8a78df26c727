"""Taking in answers, from the apprentice and from who holds a link."""

from datetime import datetime
from uuid import UUID

from server.domain import doors
from server.domain.operations import Device, Operation, Result
from server.domain.roles import Visitor
from server.storage import intake, visible
from server.storage.database import transaction
from server.storage.declarations import Grant
from server.storage.intake import Writer


async def take_from_apprentice(
    person_id: UUID, declaration_id: UUID, device: Device, operations: list[Operation], *, now: datetime
) -> tuple[int, list[Result]]:
    """The declaration's revision afterwards, and a result per operation."""
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        return await intake.take(declaration, Writer("apprentice", device), operations, now)


async def take_from_visitor(
    visitor: Visitor, device: Device, operations: list[Operation], *, now: datetime
) -> tuple[int, list[Result]]:
    """The same, from the holder of a link that may fill in."""
    async with transaction():
        held = await visible.filling(visitor, now)
        declaration = await visible.declaration_of(held.recipient, lock=True)
        if held.closes_at:
            await Grant.filter(id=held.id).update(closes_at=now + doors.RESTS)
        writer = Writer("supervisor", device, held.recipient_id, held.door)
        return await intake.take(declaration, writer, operations, now)
