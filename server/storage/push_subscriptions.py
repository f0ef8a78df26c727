"""Browsers that want to be told: of a signed-in person, or of an address that a declaration was mailed to."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.expressions import F, Q
from tortoise.models import Model

from server.domain import doors
from server.storage import outbox
from server.storage.declarations import Declaration, Grant
from server.storage.sessions import Session

MOST_REFUSALS = 10  # in a row
UNCONFIRMED_LIVES = timedelta(days=7)


class PushSubscription(Model):
    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField(null=True)
    session_id = fields.UUIDField(null=True)  # with the session the subscription has ended
    address = fields.CharField(max_length=254, null=True)
    visitor_id = fields.UUIDField(null=True)
    endpoint = fields.TextField()  # whoever has it can send to the browser: it stands in no log and no answer
    endpoint_hash = fields.CharField(max_length=64)
    p256dh = fields.CharField(max_length=100)
    auth = fields.CharField(max_length=30)
    device = fields.CharField(max_length=80)
    generation = fields.IntField()  # of the token that the first push brings; new keys want a new one
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)  # the token came back: the browser is who it says
    told_at = fields.DatetimeField(null=True)
    refusals = fields.IntField()  # in a row
    last_code = fields.CharField(max_length=40, null=True)

    class Meta:
        table = "push_subscription"
        unique_together = (("person_id", "endpoint_hash"), ("address", "endpoint_hash"))


@dataclass(frozen=True)
class Owner:
    """Whose browser it is: a person on one of their devices, or an address in a visitor's browser."""

    person_id: UUID | None = None
    session_id: UUID | None = None
    address: str | None = None
    visitor_id: UUID | None = None

    def place(self) -> dict[str, Any]:
        """The browser it is now."""
        return {"session_id": self.session_id, "visitor_id": self.visitor_id}

    def all(self) -> Any:
        """All of the owner's, on every device."""
        return PushSubscription.filter(person_id=self.person_id, address=self.address)

    def as_columns(self) -> dict[str, Any]:
        return asdict(self)


def hash_endpoint(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


async def standing(rows: list[PushSubscription], now: datetime) -> list[PushSubscription]:
    """Those whose owner is still signed in there, or holds the newest mailed link of a declaration at the address."""
    signed_in = await _signed_in([row.session_id for row in rows if row.session_id], now)
    visiting = await _visiting([row.visitor_id for row in rows if row.visitor_id], now)
    return [row for row in rows if row.session_id in signed_in or (row.visitor_id, row.address) in visiting]


async def _signed_in(sessions: list[UUID], now: datetime) -> set[Any]:
    rows = Session.filter(id__in=sessions, ended_at=None, expires_at__gt=now)
    return set(await rows.values_list("id", flat=True)) if sessions else set()


async def _visiting(visitors: list[UUID], now: datetime) -> set[tuple[Any, Any]]:
    if not visitors:
        return set()
    held = Grant.filter(visitor_id__in=visitors, visitor__expires_at__gt=now, recipient__removed_at=None)
    grants = await held.filter(door=doors.MAILED, closed_at=None).select_related("recipient")
    newest = [grant for grant in grants if grant.generation == grant.recipient.link_generation]
    return {(grant.visitor_id, grant.recipient.address) for grant in newest}


@dataclass(frozen=True)
class News:
    """What a browser is told. `event`: a kind of server.delivery.pushes; `path`: where a tap leads."""

    event: str
    path: str


async def pushes(by_owner: Mapping[UUID | str, News], *, now: datetime, **more: Any) -> list[outbox.OutboxMessage]:
    """Rows not yet written, one a browser, to people (by id) and to addresses that turned it on behind a mailed link.
    `more`: what outbox.message takes (due_at, declaration_id)."""
    people = [owner for owner in by_owner if isinstance(owner, UUID)]
    addresses = [owner for owner in by_owner if isinstance(owner, str)]
    theirs = Q(person_id__in=people) | Q(address__in=addresses)
    rows = await PushSubscription.filter(theirs, confirmed_at__isnull=False) if by_owner else []
    told = [(row, by_owner[row.person_id or row.address or ""]) for row in await standing(rows, now)]
    return [message(row, news.event, news.path, now, **more) for row, news in told]


async def tell_person(person_id: UUID, event: str, path: str, *, now: datetime, **more: Any) -> None:
    """A push to each of the apprentice's browsers, in the caller's transaction."""
    await outbox.put_all(await pushes({person_id: News(event, path)}, now=now, **more))


async def tell_addresses(paths: Mapping[str, str], event: str, *, now: datetime, **more: Any) -> None:
    """The same to everybody who turned it on behind a mailed link. `paths`: where a tap leads, by address."""
    news: dict[UUID | str, News] = {address: News(event, path) for address, path in paths.items()}
    await outbox.put_all(await pushes(news, now=now, **more))


async def tell_undelivered(declaration: Declaration, *, now: datetime) -> None:
    """To the apprentice: a mail to somebody on the declaration did not arrive."""
    path = f"/app/declarations/{declaration.id}"
    await tell_person(declaration.apprentice_id, "bounced", path, now=now, declaration_id=declaration.id)


def message(row: PushSubscription, event: str, path: str, now: datetime, **more: Any) -> outbox.OutboxMessage:
    """The endpoint stays here: an outbox row names nobody."""
    about = {"subscription_id": str(row.id), "path": path, **more}
    return outbox.message(f"push_{event}", "", lane="push", now=now, **about)


async def to_send_to(subscription_id: UUID, now: datetime) -> PushSubscription | None:
    """The subscription, unless it has ended since."""
    row = await PushSubscription.get_or_none(id=subscription_id)
    return row if row and await standing([row], now) else None


async def taken(subscription_id: UUID, now: datetime) -> None:
    """The push service took a push."""
    await PushSubscription.filter(id=subscription_id).update(told_at=now, refusals=0, last_code=None)


async def gone(subscription_id: UUID) -> None:
    """The push service does not know it any more."""
    await PushSubscription.filter(id=subscription_id).delete()


async def refused(subscription_id: UUID, code: str) -> None:
    """The push service would not have it; after ten in a row it is dropped."""
    mine = PushSubscription.filter(id=subscription_id)
    await mine.update(refusals=F("refusals") + 1, last_code=code)
    await mine.filter(refusals__gte=MOST_REFUSALS).delete()


async def purge(now: datetime) -> None:
    """Forgets what was never confirmed, and what ended with a session."""
    await PushSubscription.filter(confirmed_at=None, seen_at__lt=now - UNCONFIRMED_LIVES).delete()
    sessions = await PushSubscription.filter(session_id__isnull=False).values_list("session_id", flat=True)
    for start in range(0, len(sessions), 500):
        some: list[Any] = list(sessions[start : start + 500])
        ended = set(some) - await _signed_in(some, now)
        await PushSubscription.filter(session_id__in=list(ended)).delete()
