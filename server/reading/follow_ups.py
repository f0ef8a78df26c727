"""The notes that a school let go along to an apprentice's next declaration, as they are shown there."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tortoise.expressions import Subquery

from server.domain.moments import iso
from server.storage import following
from server.storage.declarations import Declaration
from server.storage.follow_ups import FollowUp

Told = dict[str, Any]


async def to_show(apprentice_ids: set[UUID]) -> Mapping[UUID, list[Told]]:
    """By declaration: `{note, noted_by, noted_at, main_course}` of those before it, the newest first."""
    mine = Subquery(Declaration.filter(apprentice_id__in=list(apprentice_ids)).values("id"))
    notes = await FollowUp.filter(declaration_id__in=mine).exclude(note="").order_by("-noted_at")
    found: dict[UUID, list[Told]] = defaultdict(list)
    if not notes:
        return found
    known = await following.of(apprentice_ids)
    for row in notes:
        for next_one in known.after(row.declaration_id):
            found[next_one].append(_told(row, known.main_course(row.declaration_id)))
    return found


def _told(row: FollowUp, main_course: int | None) -> Told:
    noted_at = iso(row.noted_at) if row.noted_at else None
    return {"note": row.note, "noted_by": row.noted_by, "noted_at": noted_at, "main_course": main_course}
