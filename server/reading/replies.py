"""What an apprentice said to sealed versions, for all who may see them; and what was asked of the workplace."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.domain.moments import iso
from server.storage import sealed
from server.storage.replies import CorrectionAsk, DeclarationReply

Told = list[dict[str, Any]]


async def replies_of(ids: list[UUID]) -> Mapping[UUID, Told]:
    """Oldest first, each with the number of its version."""
    rows = await DeclarationReply.filter(declaration_id__in=ids).order_by("replied_at")
    standing = (await sealed.standing(ids)).values() if rows else []
    numbers = {version.id: number for versions in standing for number, version in enumerate(versions, 1)}
    found: dict[UUID, Told] = defaultdict(list)
    for row in rows:
        told = {"id": str(row.id), "number": numbers[row.version_id], "kind": row.kind, "text": row.text}
        found[row.declaration_id].append({**told, "at": iso(row.replied_at)})
    return found


async def asked_of(ids: list[UUID]) -> Mapping[UUID, Told]:
    """When the apprentice asked for it to be opened again, and why: for both sides, nobody else."""
    rows = await CorrectionAsk.filter(declaration_id__in=ids).order_by("asked_at")
    found: dict[UUID, Told] = defaultdict(list)
    for row in rows:
        found[row.declaration_id].append({"id": str(row.id), "text": row.text, "at": iso(row.asked_at)})
    return found
