"""A person's sessions, as the page about devices shows them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain.moments import iso
from server.storage.sessions import Session


async def of(person_id: UUID, current_id: UUID, now: datetime) -> list[dict[str, Any]]:
    """The ones that are still good, the newest seen first."""
    rows = await Session.filter(person_id=person_id, ended_at=None, expires_at__gt=now).order_by("-last_seen_at")
    return [
        {
            "id": str(row.id),
            "device": row.device,
            "shared_device": row.shared_device,
            "current": row.id == current_id,
            "created_at": iso(row.created_at),
            "last_seen_at": iso(row.last_seen_at),
        }
        for row in rows
    ]
