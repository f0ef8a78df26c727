"""The loops: each lane of the outbox, what is released, the hour's duties; all stop cleanly when they are told to."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from server import danish_holidays
from server.actions import figures, releases, reminders
from server.delivery import bounce_mailbox
from server.delivery.deliver import deliver_due
from server.delivery.failures import Away
from server.domain import messages
from server.domain.moments import danish_day
from server.settings import Settings
from server.storage import discarded, limits, outbox_texts, push_subscriptions, short_codes, sign_in

log = logging.getLogger("logbog.worker")

# How many deliver in a lane at once, each on a connection of its own. A code never waits behind anything else.
AT_ONCE = {"codes": 2, "mail": 4, "push": 4}
PAUSE = 1.0  # seconds between two looks at the outbox
PAUSE_AFTER_TROUBLE = 10.0
PAUSE_WHILE_AWAY = {"codes": (2.0, 10.0), "mail": (10.0, 300.0)}  # the first and the longest; doubles between them
MAILBOX, MAILBOX_AWAY = 60.0, 300.0
GRACE = 5.0
FIVE_MINUTES = 300.0
HOUR = 3600.0


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Until `stop` is set; what is under way then has a moment to end."""
    postmen = [_postman(lane, settings, stop) for lane, number in AT_ONCE.items() for _ in range(number)]
    works = [_release, _plan, _duties, *postmen, *([_returns(settings)] if settings.imap else [])]
    loops = [asyncio.create_task(_repeat(work, stop)) for work in works]
    await stop.wait()
    _, late = await asyncio.wait(loops, timeout=GRACE)
    for loop in late:
        loop.cancel()
    await asyncio.gather(*loops, return_exceptions=True)


async def _repeat(work: Callable[[], Awaitable[float]], stop: asyncio.Event) -> None:
    """Does the work again after the seconds it answers."""
    while not stop.is_set():
        try:
            pause = await work()
        except Exception as trouble:  # a database that is away, or a fault in one loop, ends none of them
            log.error("the worker waits: %s", type(trouble).__name__)
            pause = PAUSE_AFTER_TROUBLE
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


def _postman(lane: str, settings: Settings, stop: asyncio.Event) -> Callable[[], Awaitable[float]]:
    """Delivers all that is due in the lane, then waits; longer and longer while the server is away."""
    first, longest = PAUSE_WHILE_AWAY.get(lane, PAUSE_WHILE_AWAY["mail"])
    wait = first

    async def work() -> float:
        nonlocal wait
        try:
            while await deliver_due(lane, settings, datetime.now(UTC)) and not stop.is_set():
                wait = first
        except Away as away:
            log.error("the %s lane waits: %s", lane, away.code)
            pause, wait = wait, min(2 * wait, longest)
            return pause * random.uniform(0.8, 1.2)  # noqa: S311
        return PAUSE

    return work


async def _release() -> float:
    """What can no longer be taken back goes out."""
    for declaration_id in await releases.due(datetime.now(UTC)):
        try:
            await releases.release(declaration_id, now=datetime.now(UTC))
        except Exception as error:  # one that cannot go must not hold up the rest
            log.error("declaration %s could not be released: %s", declaration_id, type(error).__name__)
    return PAUSE


def _returns(settings: Settings) -> Callable[[], Awaitable[float]]:
    """Reads what came back."""

    async def work() -> float:
        try:
            await bounce_mailbox.read(settings, datetime.now(UTC))
        except Away as away:
            log.error("the mailbox for returned mail is away: %s", away.code)
            return MAILBOX_AWAY
        return MAILBOX

    return work


async def _plan() -> float:
    await reminders.plan(datetime.now(UTC), danish_holidays.days())
    return FIVE_MINUTES


async def _duties() -> float:
    now = datetime.now(UTC)
    await forget(now)
    await figures.tell(danish_day(now), now)
    return HOUR


async def forget(now: datetime) -> None:
    """What has had its time goes."""
    await push_subscriptions.purge(now)
    await sign_in.purge(now)
    await limits.purge(now)
    await outbox_texts.forget(messages.KIND, now - messages.LIVES, now)
    await short_codes.purge(now)
    await discarded.purge(now)
