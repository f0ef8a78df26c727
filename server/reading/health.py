"""What keeps the server from being ready, and what somebody should look at."""

from datetime import datetime, timedelta

from tortoise.exceptions import BaseORMException

from server.storage import database, outbox

OLDEST_MAIL = timedelta(hours=1)


async def problems(now: datetime) -> tuple[list[str], list[str]]:
    """What stops us (`database` when it does not answer, a missing trigger), and what does not: a stuck `outbox`."""
    try:
        await database.ping()
    except (BaseORMException, OSError):
        return ["database"], []
    oldest = await outbox.oldest_due(now)
    return await database.missing_triggers(), ["outbox"] if oldest and now - oldest > OLDEST_MAIL else []
