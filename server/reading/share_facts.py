"""What the mail says that brings earlier declarations to a new supervisor, read when it is rendered."""

import json
from datetime import datetime
from typing import Any

from server.domain.moments import danish_day
from server.reading.declaration_facts import recipient_facts
from server.storage import shares
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.shares import Share


async def facts(message: OutboxMessage) -> dict[str, Any]:
    """With `recipient` when the same mailbox is to fill in for the apprentice: then the link leads there."""
    row = await _share(message)
    asked = Recipient.filter(declaration__apprentice_id=row.person_id, declaration__status="requested")
    to_fill = await asked.filter(address=row.address, removed_at=None, roles__contains="supervisor").first()
    return {
        "apprentice_name": row.person.name or "",
        "apprentice_address": row.person.address,
        "until": danish_day(row.expires_at).isoformat(),
        "count": len((await shares.declarations_of([row.id])).get(row.id, [])),
        "recipient": recipient_facts(to_fill) if to_fill else None,
    }


async def closed(message: OutboxMessage, now: datetime) -> str | None:
    """Why it is not to go any more, or None."""
    row = await _share(message)
    return "share_ended" if row.ended_at or row.expires_at <= now else None


async def _share(message: OutboxMessage) -> Share:
    return await Share.get(id=json.loads(message.facts)["share_id"]).select_related("person")
