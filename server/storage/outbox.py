"""The outbox: one row a mail, written in the transaction that is its reason, claimed by a worker for a while."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.expressions import F, Q
from tortoise.models import Model
from tortoise.transactions import in_transaction


class OutboxMessage(Model):
    id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(max_length=40)
    to = fields.CharField(max_length=254)
    recipient_id = fields.UUIDField(null=True)
    person_id = fields.UUIDField(null=True)
    declaration_id = fields.UUIDField(null=True)
    code_request_id = fields.UUIDField(null=True)
    facts = fields.TextField()  # JSON; never a secret: links and codes are derived when the mail is rendered
    created_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    claimed_until = fields.DatetimeField(null=True)
    claim_token = fields.CharField(max_length=32, null=True)
    attempts = fields.IntField(default=0)
    sent_at = fields.DatetimeField(null=True)
    dead_at = fields.DatetimeField(null=True)
    last_error = fields.CharField(max_length=80, null=True)

    class Meta:
        table = "outbox_message"
        indexes = (("sent_at", "dead_at", "due_at"), ("recipient_id",))


def message(
    kind: str, to: str, *, now: datetime, due_at: datetime | None = None, **ids_and_facts: Any
) -> OutboxMessage:
    """A row not yet written; what is no id becomes a fact."""
    ids = {
        name: ids_and_facts.pop(name, None)
        for name in ("recipient_id", "person_id", "declaration_id", "code_request_id")
    }
    facts = json.dumps(ids_and_facts, ensure_ascii=False)
    return OutboxMessage(id=uuid4(), kind=kind, to=to, facts=facts, created_at=now, due_at=due_at or now, **ids)


async def put(kind: str, to: str, *, now: datetime, due_at: datetime | None = None, **ids_and_facts: Any) -> None:
    await message(kind, to, now=now, due_at=due_at, **ids_and_facts).save(force_create=True)


async def put_all(messages: list[OutboxMessage]) -> None:
    if messages:
        await OutboxMessage.bulk_create(messages)


def _waiting(now: datetime) -> Q:
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Q(sent_at=None, dead_at=None, due_at__lte=now) & free


async def claim(now: datetime, lease: timedelta, limit: int) -> list[OutboxMessage]:
    """Takes what is due, oldest first, for the length of the lease. Workers on PostgreSQL skip each other's rows."""
    token = uuid4().hex
    async with in_transaction():
        rows = (
            await OutboxMessage.filter(_waiting(now))
            .order_by("due_at")
            .limit(limit)
            .select_for_update(skip_locked=True)
        )
        ids = [row.id for row in rows]
        if ids:
            await OutboxMessage.filter(id__in=ids).update(
                claimed_until=now + lease, claim_token=token, attempts=F("attempts") + 1
            )
    return await OutboxMessage.filter(claim_token=token).order_by("due_at") if ids else []


async def sent(message_id: UUID, token: str, now: datetime) -> bool:
    """False when the lease had passed to another worker."""
    mine = OutboxMessage.filter(id=message_id, claim_token=token, sent_at=None)
    return bool(await mine.update(sent_at=now, claimed_until=None, last_error=None))


async def failed(message_id: UUID, token: str, now: datetime, next_at: datetime, error_code: str) -> bool:
    mine = OutboxMessage.filter(id=message_id, claim_token=token, sent_at=None)
    return bool(await mine.update(due_at=next_at, claimed_until=None, last_error=error_code))


async def dead(message_id: UUID, token: str, now: datetime, error_code: str) -> bool:
    mine = OutboxMessage.filter(id=message_id, claim_token=token, sent_at=None)
    return bool(await mine.update(dead_at=now, claimed_until=None, last_error=error_code))


async def retry(message_id: UUID, now: datetime) -> bool:
    """Gives a dead message another try, at once."""
    return bool(await OutboxMessage.filter(id=message_id, sent_at=None).update(dead_at=None, due_at=now))


async def recent(limit: int) -> list[OutboxMessage]:
    """The newest rows, oldest of them first."""
    rows = await OutboxMessage.all().order_by("-created_at").limit(limit)
    return list(reversed(rows))


async def get(message_id: UUID) -> OutboxMessage | None:
    return await OutboxMessage.get_or_none(id=message_id)


async def oldest_due(now: datetime) -> datetime | None:
    row = await OutboxMessage.filter(sent_at=None, dead_at=None, due_at__lte=now).order_by("due_at").first()
    return row.due_at if row else None
