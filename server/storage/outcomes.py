"""How a claimed message ended. Whoever holds the claim may say so; the apprentice's phone hears of its mails' fate."""

from datetime import datetime
from typing import Any

from tortoise.expressions import F
from tortoise.transactions import in_transaction

from server.storage import changes, push_subscriptions
from server.storage.declarations import Declaration
from server.storage.outbox import OutboxMessage


async def sent(message: OutboxMessage, now: datetime) -> bool:
    """False when the lease had passed to another worker."""
    return await _end(message, sent_at=now, last_error=None)


async def dead(
    message: OutboxMessage, now: datetime, code: str, *, unknown: bool = False, undelivered: bool = False
) -> bool:
    """It will not be tried again. `unknown`: it may have gone out all the same; `undelivered`: it ought to have."""
    async with in_transaction():
        mine = await _end(message, dead_at=now, last_error=code, **_copies(unknown))
        if mine and undelivered and message.lane == "mail" and message.recipient_id:
            declaration = await Declaration.get_or_none(id=message.declaration_id)
            if declaration:
                await push_subscriptions.tell_undelivered(declaration, now=now)
    return mine


async def failed(message: OutboxMessage, next_at: datetime, code: str, *, unknown: bool = False) -> bool:
    """It is tried again."""
    return bool(await _mine(message).update(due_at=next_at, claimed_until=None, last_error=code, **_copies(unknown)))


async def put_back(messages: list[OutboxMessage], code: str | None) -> None:
    """As if they had not been claimed: they keep their place in the row, and the try does not count."""
    for message in messages:
        untried = {"due_at": message.due_at, "attempts": F("attempts") - 1, "copies": F("copies") - 1}
        await _mine(message).update(**untried, claimed_until=None, claim_token=None, last_error=code)


async def bounced(message: OutboxMessage, code: str, now: datetime) -> bool:
    """The mail came back, whatever became of it here. False when that was known."""
    here = OutboxMessage.filter(id=message.id, bounced_at=None)
    if not await here.update(bounced_at=now, bounce_code=code):
        return False
    await OutboxMessage.filter(id=message.id, sent_at=None, dead_at=None).update(dead_at=now, claimed_until=None)
    return True


def _mine(message: OutboxMessage) -> Any:
    return OutboxMessage.filter(id=message.id, claim_token=message.claim_token, sent_at=None, dead_at=None)


def _copies(unknown: bool) -> dict[str, Any]:
    return {} if unknown else {"copies": F("copies") - 1}


async def _end(message: OutboxMessage, **values: Any) -> bool:
    async with in_transaction():
        mine = bool(await _mine(message).update(claimed_until=None, **values))
        if mine and message.lane == "mail":
            await tell_apprentice(message)
    return mine


async def tell_apprentice(message: OutboxMessage) -> None:
    """The phone hears what became of the mail to somebody who stands on the declaration."""
    if message.recipient_id and message.declaration_id:
        row = await Declaration.filter(id=message.declaration_id).only("id", "apprentice_id").first()
        if row:
            await changes.note(row.apprentice_id, [row.id])
