"""The outbox as it may be looked at: rows, not what they will say."""

from server.storage.outbox import OutboxMessage, get, recent

__all__ = ["OutboxMessage", "get", "recent"]
