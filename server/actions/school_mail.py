"""What a school's mails bring along: decided by its staff in the panel, or by the operator for them."""

from datetime import datetime
from uuid import UUID

from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.storage.database import transaction
from server.storage.schools import School


async def attach_pdf(reader: Reader, school_id: UUID, on: bool, *, now: datetime) -> None:
    """Whether a PDF of what was sealed goes along. Who decides the same again changes nothing, nor whose decision it
    was. For whoever is neither staff nor operator there is no such school."""
    if not reader.operator and school_id not in reader.schools:
        raise NotFound
    by = f"{reader.name} ({reader.address})" if reader.name else reader.address
    async with transaction():
        moved = School.filter(id=school_id, attaches_pdf=not on)
        decided = await moved.update(attaches_pdf=on, attaches_pdf_at=now, attaches_pdf_by=by)
        if not decided and not await School.exists(id=school_id):
            raise NotFound
