"""A phone tells how many photos it holds."""

from datetime import datetime
from uuid import UUID

from server.domain.refusal import FieldProblem, InputInvalid
from server.storage import photo_counts
from server.storage.database import transaction

MOST = 1_000_000


async def tell(person_id: UUID, device: str, name: str, count: int, *, now: datetime) -> None:
    """Nothing but the number is taken."""
    if not 0 <= count <= MOST:
        raise InputInvalid([FieldProblem("count", "value_wrong_type")])
    async with transaction():
        await photo_counts.put(person_id, device, name, count, now)
