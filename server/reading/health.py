"""What keeps the server from being ready, and what somebody should look at."""

from datetime import datetime, timedelta

from tortoise.exceptions import BaseORMException

from server.storage import database, outbox
from server.storage.declarations import Declaration

OLDEST_MAIL = timedelta(hours=1)


async def problems(now: datetime) -> tuple[list[str], list[str]]:
    """What stops us (`database` when it does not answer, a missing trigger), and what does not: a stuck `outbox`."""
    try:
        await database.ping()
    except (BaseORMException, OSError):
        return ["database"], []
    late = now - OLDEST_MAIL
    oldest = await outbox.oldest_due(now)
    stuck = oldest is not None and oldest < late
    unreleased = await Declaration.exists(releases_at__lt=late)  # their mails wait for a worker too
    return await database.missing_triggers(), ["outbox"] if stuck or unreleased else []
