"""The loop: deliver what is due, then the hour's duties; stops cleanly when it is told to."""

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from tortoise.exceptions import BaseORMException

from server.delivery.deliver import deliver_due
from server.settings import Settings
from server.storage import limits, sign_in

log = logging.getLogger("logbog.worker")

PAUSE = 1.0  # seconds between two looks at the outbox
PAUSE_AFTER_TROUBLE = 10.0
HOUR = timedelta(hours=1)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Until `stop` is set. A database that is away for a while ends nothing."""
    next_duties = datetime.now(UTC)
    while not stop.is_set():
        pause = PAUSE
        try:
            while await deliver_due(settings, datetime.now(UTC)) and not stop.is_set():
                pass
            if datetime.now(UTC) >= next_duties:
                next_duties = datetime.now(UTC) + HOUR
                await _duties(datetime.now(UTC))
        except (BaseORMException, OSError) as trouble:
            log.error("the worker waits: %s", type(trouble).__name__)
            pause = PAUSE_AFTER_TROUBLE
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def _duties(now: datetime) -> None:
    """Forgetting what has had its time."""
    await sign_in.purge(now)
    await limits.purge(now)
