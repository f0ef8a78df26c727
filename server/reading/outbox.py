"""The outbox as it may be looked at: rows, not what they will say."""

from server.storage import outbox
from server.storage.outbox import OutboxMessage, get

__all__ = ["OutboxMessage", "get", "recent"]


async def recent(limit: int) -> list[OutboxMessage]:
    """The newest rows, oldest first, without those that wait for a release or were taken back before it."""
    rows = await outbox.recent(limit)
    return [row for row in rows if row.due_at != outbox.ON_RELEASE and row.last_error != outbox.TAKEN_BACK]
