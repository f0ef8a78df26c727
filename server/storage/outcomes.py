"""How a claimed message ended. Whoever holds the claim may say so; the apprentice's phone hears of its mails' fate."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import F
from tortoise.transactions import in_transaction

from server.storage import changes, push_subscriptions
from server.storage.declarations import Declaration
from server.storage.outbox import OutboxMessage


async def sent(messages: list[OutboxMessage], now: datetime) -> int:
    """How many of one claim it was still ours to say so of: the lease of the others had passed to another worker."""
    if not messages:
        return 0
    async with in_transaction():
        ids = [message.id for message in messages]
        mine = OutboxMessage.filter(id__in=ids, claim_token=messages[0].claim_token, sent_at=None, dead_at=None)
        number = await mine.update(claimed_until=None, sent_at=now, last_error=None)
        await tell_apprentices(messages)
    return number


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
        if mine:
            await tell_apprentices([message])
    return mine


async def tell_apprentices(messages: list[OutboxMessage]) -> None:
    """The phones hear what became of the mails to those who stand on a declaration."""
    ids = {message.declaration_id for message in messages if message.recipient_id and message.lane == "mail"} - {None}
    changed: dict[UUID, list[UUID]] = defaultdict(list)
    rows = await Declaration.filter(id__in=ids).values_list("id", "apprentice_id") if ids else []
    for declaration_id, apprentice_id in sorted(rows):
        changed[apprentice_id].append(declaration_id)
    for apprentice_id, declaration_ids in changed.items():
        await changes.note(apprentice_id, declaration_ids)
