"""Every push that Logbog sends, how one is made from its outbox row, and what the push service's answer means."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from server import tokens, words
from server.delivery.failures import SendFailed
from server.delivery.web_push import Answer, Network, Push, PushFailed, post, seal
from server.domain import addresses, push_endpoints
from server.settings import Settings
from server.storage import push_subscriptions
from server.storage.outbox import OutboxMessage
from server.storage.push_subscriptions import PushSubscription

TRIES = 5
DECLARATIVE = 8030  # Safari shows a message with this mark by itself; everywhere else our worker shows the same


@dataclass(frozen=True)
class Kind:
    """How long it may wait for the phone, and how much it is worth to the phone's battery (RFC 8030, 5.3)."""

    hours: int
    urgency: str


# By event; the words are `push.<event>` and `push_more.<event>`: no name and no assessment stands in any.
KINDS: Mapping[str, Kind] = {
    "echo": Kind(24, "high"),
    "requested": Kind(48, "normal"),
    "submitted": Kind(48, "normal"),
    "arrived": Kind(48, "normal"),
    "declined": Kind(48, "normal"),
    "bounced": Kind(48, "high"),
    "reminder": Kind(24, "low"),
}


@asynccontextmanager
async def way(
    settings: Settings, network: Network | None = None
) -> AsyncIterator[Callable[[OutboxMessage], Awaitable[None]]]:
    """Each push goes by itself: no push service holds up another's for longer than its own time."""
    known = network or Network(frozenset(host.partition(":")[0] for host in settings.push_hosts))

    async def hand_over(message: OutboxMessage) -> None:
        await _send(message, settings, known)

    yield hand_over


async def _send(message: OutboxMessage, settings: Settings, network: Network) -> None:
    """With DEBUG nothing is sent: pushes are only shown."""
    row = await push_subscriptions.to_send_to(_subscription_id(message), _now())
    if row is None:
        raise SendFailed("push_ended", permanent=True)
    push = make(message, row.generation, settings)
    if settings.debug:
        return
    endpoint = push_endpoints.parse(row.endpoint, settings.push_hosts)
    if endpoint is None:
        await _refused(row, "push_service_unknown")
    else:
        contact = settings.sender if addresses.problem(settings.contact) else settings.contact
        keys = {"key": settings.vapid_key, "contact": contact}
        try:
            answer = await post(endpoint, *seal(push, row.endpoint, row.p256dh, row.auth, **keys), network)
        except PushFailed as failure:
            if failure.permanent:
                await _refused(row, failure.code)
            raise SendFailed(failure.code, permanent=message.attempts >= TRIES) from None
        await _take(answer, row, message)


async def _take(answer: Answer, row: PushSubscription, message: OutboxMessage) -> None:
    code = f"push_{answer.status}"
    match verdict(answer.status):
        case "taken":
            await push_subscriptions.taken(row.id, _now())
        case "gone":
            await push_subscriptions.gone(row.id)
            raise SendFailed(code, permanent=True)
        case "refused":
            await _refused(row, code)
        case "wait":
            raise SendFailed(code, wait=answer.retry_after or 0)
        case _:
            raise SendFailed(code, permanent=message.attempts >= TRIES, wait=answer.retry_after or 0)


async def _refused(row: PushSubscription, code: str) -> None:
    await push_subscriptions.refused(row.id, code)
    raise SendFailed(code, permanent=True)


def verdict(status: int) -> str:
    """What a push service's status means: taken, gone, wait, refused, or (any 5xx) again."""
    if 200 <= status < 300:
        return "taken"
    if status in (404, 410):
        return "gone"
    if status in (408, 425, 429):
        return "wait"
    return "refused" if status < 500 else "again"


def make(message: OutboxMessage, generation: int, settings: Settings) -> Push:
    """The declarative form of the Push API. The first push is none: our own worker must see it and bring it back."""
    event, facts = message.kind.removeprefix("push_"), json.loads(message.facts)
    told: dict[str, Any] = {
        "notification": {
            "title": words.text(f"push.{event}"),
            "body": words.text(f"push_more.{event}"),
            "lang": "da",
            "navigate": settings.base_url + (facts["path"] or "/"),
        },
    }
    if event == "echo":
        subscription_id = facts["subscription_id"]
        told["echo"] = {
            "id": subscription_id,
            "token": tokens.push_echo(settings.secret_key, subscription_id, generation),
        }
    else:
        told |= {"web_push": DECLARATIVE, "app_badge": 1}
    kind = KINDS[event]
    return Push(
        payload=json.dumps(told, ensure_ascii=False).encode(),
        ttl=kind.hours * 3600,
        urgency=kind.urgency,
        topic=sha256(f"{event} {facts['path']}".encode()).hexdigest()[:32],
        content_type="application/notification+json" if event != "echo" else "application/json",
    )


def _subscription_id(message: OutboxMessage) -> UUID:
    return UUID(json.loads(message.facts)["subscription_id"])


def _now() -> datetime:
    return datetime.now(UTC)
