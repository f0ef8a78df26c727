"""The outbox: a row a mail or push, written in the transaction that is its reason, claimed by a worker for a while."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.expressions import F, Q
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

# No worker takes such a row before what it tells of is released: the release itself makes it due.
ON_RELEASE = datetime(3000, 1, 1, tzinfo=UTC)
TAKEN_BACK = "taken_back"


class WaitingIndex(Index):
    """Of the rows that wait only: claiming costs the same however many have been sent."""

    def __init__(self, *, fields: tuple[str, ...] | list[str], name: str | None = None) -> None:
        super().__init__(fields=fields, name=name)
        self.extra = ' WHERE "sent_at" IS NULL AND "dead_at" IS NULL'


class OutboxMessage(Model):
    id = fields.UUIDField(primary_key=True)
    lane = fields.CharField(
        max_length=10, default="mail", db_default="mail"
    )  # codes, mail or push: none waits for another
    kind = fields.CharField(max_length=40)
    to = fields.CharField(max_length=254)
    recipient_id = fields.UUIDField(null=True)
    person_id = fields.UUIDField(null=True)
    declaration_id = fields.UUIDField(null=True)
    code_request_id = fields.UUIDField(null=True)
    facts = fields.TextField()  # JSON; never a secret: links and codes are derived when the mail is rendered
    created_at = fields.DatetimeField()
    due_at = fields.DatetimeField()  # a claim moves it to the end of the lease
    claimed_until = fields.DatetimeField(null=True)
    claim_token = fields.CharField(max_length=32, null=True)
    attempts = fields.IntField(default=0)
    copies = fields.IntField(default=0, db_default=0)  # how many may have gone out: tries that were not surely refused
    sent_at = fields.DatetimeField(null=True)
    dead_at = fields.DatetimeField(null=True)
    last_error = fields.CharField(max_length=80, null=True)
    bounced_at = fields.DatetimeField(null=True)
    bounce_code = fields.CharField(max_length=20, null=True)

    class Meta:
        table = "outbox_message"
        indexes = (WaitingIndex(fields=("lane", "due_at")), ("recipient_id",))


def message(
    kind: str, to: str, *, now: datetime, due_at: datetime | None = None, lane: str | None = None, **ids_and_facts: Any
) -> OutboxMessage:
    """A row not yet written; what is no id becomes a fact. A kind that ends in `_code` goes in the lane `codes`."""
    ids = {
        name: ids_and_facts.pop(name, None)
        for name in ("recipient_id", "person_id", "declaration_id", "code_request_id")
    }
    return OutboxMessage(
        id=uuid4(),
        lane=lane or ("codes" if kind.endswith("_code") else "mail"),
        kind=kind,
        to=to,
        facts=json.dumps(ids_and_facts, ensure_ascii=False),
        created_at=now,
        due_at=due_at or now,
        **ids,
    )


async def put(kind: str, to: str, *, now: datetime, due_at: datetime | None = None, **ids_and_facts: Any) -> None:
    await message(kind, to, now=now, due_at=due_at, **ids_and_facts).save(force_create=True)


async def put_all(messages: list[OutboxMessage]) -> None:
    if messages:
        await OutboxMessage.bulk_create(messages)


async def claim(lane: str, now: datetime, lease: timedelta, limit: int) -> list[OutboxMessage]:
    """Takes what is due in a lane, oldest first, for the length of the lease. Workers on PostgreSQL skip each other's
    rows. Each counts as a copy from now on, until it is certain that it was refused."""
    token, until = uuid4().hex, now + lease
    async with in_transaction():
        waiting = OutboxMessage.filter(lane=lane, sent_at=None, dead_at=None, due_at__lte=now)
        rows = _batch(await waiting.order_by("due_at").limit(limit).select_for_update(skip_locked=True))
        if rows:
            await OutboxMessage.filter(id__in=[row.id for row in rows]).update(
                due_at=until, claimed_until=until, claim_token=token, attempts=F("attempts") + 1, copies=F("copies") + 1
            )
    for row in rows:
        row.claimed_until, row.claim_token = until, token
        row.attempts, row.copies = row.attempts + 1, row.copies + 1
    return rows


def _batch(rows: list[OutboxMessage]) -> list[OutboxMessage]:
    """A row whose last try ended nobody knows how goes alone: should it be what brings workers down, it takes no
    other with it."""
    alone = next((place for place, row in enumerate(rows) if row.copies), len(rows))
    return rows[: max(alone, 1)]


async def retry(message_id: UUID, now: datetime) -> bool:
    """Gives a message that was not sent another try, at once, with all its copies before it. What waits for a release
    is left to it: nobody sends what can still be taken back."""
    not_waiting = ~Q(due_at=ON_RELEASE) | Q(dead_at__isnull=False)
    tried = OutboxMessage.filter(not_waiting, id=message_id, sent_at=None)
    return bool(
        await tried.update(
            dead_at=None, due_at=now, claimed_until=None, claim_token=None, copies=0, bounced_at=None, bounce_code=None
        )
    )


def _on_release(declaration_id: UUID) -> QuerySet[OutboxMessage]:
    return OutboxMessage.filter(sent_at=None, dead_at=None, due_at=ON_RELEASE, declaration_id=declaration_id)


async def release(declaration_id: UUID, due_at: datetime) -> None:
    """What waited for the declaration's release is due."""
    await _on_release(declaration_id).update(due_at=due_at)


async def take_back(declaration_id: UUID, now: datetime) -> None:
    """What waited for the declaration's release never goes."""
    await _on_release(declaration_id).update(dead_at=now, last_error=TAKEN_BACK)


async def redirect(recipient_id: UUID, to: str) -> None:
    """What waits for a recipient goes to another address."""
    await OutboxMessage.filter(recipient_id=recipient_id, sent_at=None, dead_at=None).update(to=to)


async def recent(limit: int) -> list[OutboxMessage]:
    """The newest rows, oldest of them first."""
    rows = await OutboxMessage.all().order_by("-created_at").limit(limit)
    return list(reversed(rows))


async def dead() -> list[OutboxMessage]:
    """What will not be tried again, or came back; oldest first."""
    return await OutboxMessage.filter(Q(dead_at__isnull=False) | Q(bounced_at__isnull=False)).order_by("created_at")


async def get(message_id: UUID) -> OutboxMessage | None:
    return await OutboxMessage.get_or_none(id=message_id)


async def oldest_due(now: datetime) -> datetime | None:
    row = await OutboxMessage.filter(sent_at=None, dead_at=None, due_at__lte=now).order_by("due_at").first()
    return row.due_at if row else None


async def hold(code: str, now: datetime) -> None:
    """Nothing that waits goes by itself any more."""
    await OutboxMessage.filter(sent_at=None, dead_at=None).update(dead_at=now, claimed_until=None, last_error=code)


async def ended_by(code: str) -> int:
    """How many rows are dead for that reason."""
    return await OutboxMessage.filter(sent_at=None, dead_at__not_isnull=True, last_error=code).count()
