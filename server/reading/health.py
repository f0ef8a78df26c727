"""What keeps the server from being ready."""

from datetime import datetime, timedelta

from tortoise.exceptions import BaseORMException

from server.storage import database, outbox

OLDEST_MAIL = timedelta(hours=1)


async def problems(now: datetime) -> list[str]:
    """Names: `database` when it does not answer, a missing trigger, `outbox` when a due mail has waited for an hour."""
    try:
        await database.ping()
    except (BaseORMException, OSError):
        return ["database"]
    found = await database.missing_triggers()
    oldest = await outbox.oldest_due(now)
    return [*found, *(["outbox"] if oldest and now - oldest > OLDEST_MAIL else [])]
