"""What keeps the server from being ready."""

from datetime import datetime, timedelta

from server.storage import database, outbox

OLDEST_MAIL = timedelta(hours=1)


async def problems(now: datetime) -> list[str]:
    """Names: a missing trigger, or `outbox` when the oldest due mail has waited for an hour."""
    await database.ping()
    found = await database.missing_triggers()
    oldest = await outbox.oldest_due(now)
    return [*found, *(["outbox"] if oldest and now - oldest > OLDEST_MAIL else [])]
