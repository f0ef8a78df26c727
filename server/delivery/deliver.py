"""Delivering what is due: claimed for a while, sent outside any transaction, then marked. At least once, never lost."""

import logging
import random
from datetime import UTC, datetime, timedelta

from server.delivery import mails, retries, smtp
from server.delivery.smtp import SendFailed
from server.reading.mail_facts import closed
from server.settings import Settings
from server.storage import outbox
from server.storage.outbox import OutboxMessage

log = logging.getLogger("logbog.delivery")

LEASE = timedelta(minutes=2)
BATCH = 10


async def deliver_due(settings: Settings, now: datetime) -> int:
    """Takes one batch of what is due and returns how many it took. With DEBUG nothing is sent: mails are only shown."""
    messages = await outbox.claim(now, LEASE, BATCH)
    for message in messages:
        await _deliver(message, settings)
    return len(messages)


async def _deliver(message: OutboxMessage, settings: Settings) -> None:
    token = message.claim_token or ""
    try:
        if await closed(message):
            await outbox.dead(message.id, token, _now(), "recipient_removed")
            return
        mail = await mails.render(message, settings)
        if not settings.debug:
            await smtp.send(mail, settings)
    except SendFailed as failure:
        await _put_off(message, token, failure.code, permanent=failure.permanent)
    except Exception as error:  # one row that cannot be made must not hold up the rest
        log.error("mail %s (%s) could not be made: %s", message.id, message.kind, type(error).__name__)
        await _put_off(message, token, type(error).__name__, permanent=False)
    else:
        await outbox.sent(message.id, token, _now())


async def _put_off(message: OutboxMessage, token: str, code: str, *, permanent: bool) -> None:
    now = _now()
    again = retries.next_attempt(message.kind, message.attempts, message.created_at, now, random.random())  # noqa: S311
    if permanent or again is None:
        await outbox.dead(message.id, token, now, code)
    else:
        await outbox.failed(message.id, token, now, again, code)


def _now() -> datetime:
    return datetime.now(UTC)
