"""Delivering one batch of a lane: claimed for a while, handed over outside any transaction, then marked.

At least once, never lost, at most three copies (docs/decisions/0007).
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

from server.delivery import pushes, retries, smtp
from server.delivery.failures import Away, SendFailed
from server.domain.mail_trouble import CLOSED
from server.reading.mail_facts import closed
from server.settings import Settings
from server.storage import outbox, outcomes
from server.storage.outbox import OutboxMessage

log = logging.getLogger("logbog.delivery")

BATCH = 10
TOGETHER = timedelta(seconds=1)  # what was sent is marked in one transaction, and waits for that no longer
COPIES = 3  # so many tries that ended nobody knows how

Clock = Callable[[], datetime]
HandOver = Callable[[OutboxMessage], Awaitable[None]]  # raises SendFailed or Away
Way = Callable[[Settings], AbstractAsyncContextManager[HandOver]]

# How each lane goes out. A way is opened for one batch and reused within it.
WAYS: Mapping[str, Way] = {"codes": smtp.way, "mail": smtp.way, "push": pushes.way}


async def deliver_due(lane: str, settings: Settings, now: datetime, ways: Mapping[str, Way] = WAYS) -> int:
    """Takes one batch of what is due in the lane and returns how many it took; raises Away."""
    lease = timedelta(seconds=4 * settings.patience)  # a connection and a mail take one patience each at most
    rows = await outbox.claim(lane, now, lease, BATCH)
    if rows:
        await _deliver(rows, ways[lane], settings, _running(now), now + lease / 2)
    return len(rows)


async def _deliver(rows: list[OutboxMessage], way: Way, settings: Settings, clock: Clock, enough: datetime) -> None:
    """Until `enough`: what is begun later could outlive the lease, and another worker would send it too."""
    left, gone, marked_at = list(rows), [], clock()
    try:
        async with way(settings) as hand_over:
            while left and clock() <= enough:
                if await _one(left[0], hand_over, clock):
                    gone.append(left[0])
                del left[0]
                if clock() - marked_at >= TOGETHER:
                    await outcomes.sent(gone, clock())
                    gone, marked_at = [], clock()
    except Away as away:
        await outcomes.sent(gone, clock())
        await _wait_for_server(left, clock(), away.code)
        raise
    except asyncio.CancelledError:
        await outcomes.sent(gone, clock())
        await outcomes.put_back(left[1:], None)
        raise
    await outcomes.sent(gone, clock())
    await outcomes.put_back(left, None)


async def _one(message: OutboxMessage, hand_over: HandOver, clock: Clock) -> bool:
    """True when it is sent, and is to be marked so; what failed is marked here."""
    if message.copies > COPIES:
        await outcomes.dead(message, clock(), "three_copies")
        return False
    try:
        if reason := await closed(message, clock()):
            await outcomes.dead(message, clock(), CLOSED + reason)
            return False
        await hand_over(message)
    except Away:
        raise
    except SendFailed as failure:
        await _put_off(message, failure, clock())
    except Exception as error:  # one row that cannot be made must not hold up the rest
        log.error("%s %s could not be made: %s", message.kind, message.id, type(error).__name__)
        await _put_off(message, SendFailed(type(error).__name__), clock())
    else:
        return True
    return False


async def _put_off(message: OutboxMessage, failure: SendFailed, now: datetime) -> None:
    dice, asked = random.random(), timedelta(seconds=failure.wait)  # noqa: S311
    again = retries.next_attempt(message.lane, message.attempts, message.created_at, now, dice, asked)
    if failure.unknown and message.copies >= COPIES:
        await outcomes.dead(message, now, "three_copies", unknown=True, undelivered=True)
    elif failure.permanent or again is None:
        code = failure.code if failure.permanent else "gave_up"
        await outcomes.dead(message, now, code, unknown=failure.unknown, undelivered=True)
    else:
        await outcomes.failed(message, again, failure.code, unknown=failure.unknown)


async def _wait_for_server(messages: list[OutboxMessage], now: datetime, code: str) -> None:
    """Nothing of it counts as a try; but what has waited its days is given up."""
    late = [message for message in messages if retries.too_late(message.lane, message.created_at, now)]
    for message in late:
        await outcomes.dead(message, now, "gave_up")
    log.error("the mail server is away: %s", code)
    await outcomes.put_back([message for message in messages if message not in late], "mail_server_away")


def _running(now: datetime) -> Clock:
    """A clock that shows `now` and goes on from there."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    return lambda: now + timedelta(seconds=loop.time() - begun)
