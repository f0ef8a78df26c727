"""One push on its way: encrypted for one browser, signed, and posted to an address that was looked at first."""

import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from webpush import WebPush, WebPushSubscription
from webpush.types import WebPushKeys

from server import vapid
from server.domain.push_endpoints import Endpoint, is_public

PATIENCE = 10  # seconds for the whole of it
LARGEST_ANSWER = 8 * 1024  # bytes; what follows the headers is never read
LARGEST_PAYLOAD = 3993  # bytes: RFC 8291, 4
MOST_ADDRESSES = 4
STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})\b")

Resolve = Callable[[str, int], Awaitable[list[str]]]


class PushFailed(Exception):
    """No answer came. `code` says why, without the endpoint."""

    def __init__(self, code: str, *, permanent: bool = False) -> None:
        super().__init__(code)
        self.code, self.permanent = code, permanent


@dataclass(frozen=True)
class Answer:
    """What the push service said. `retry_after` in seconds."""

    status: int
    retry_after: int | None


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True)
class Network:
    """How push services are reached. `inside`: hosts of the site's own, which may lie in its own network."""

    inside: frozenset[str] = frozenset()
    tls: ssl.SSLContext = field(default_factory=_tls)
    resolve: Resolve = _resolve


@dataclass(frozen=True)
class Push:
    """One push, readable. `ttl`: seconds it may wait for the phone; `urgency` and `topic` as in RFC 8030, 5."""

    payload: bytes
    ttl: int
    urgency: str
    topic: str
    content_type: str


@lru_cache(maxsize=4)
def _sealer(key: str) -> WebPush:
    private, public = vapid.pem(key)
    return WebPush(private_key=private, public_key=public)


def seal(push: Push, endpoint: str, p256dh: str, auth: str, *, key: str, contact: str) -> tuple[dict[str, str], bytes]:
    """Headers and the encrypted body. Everything is passed each time: `webpush` keeps what it was given before."""
    if len(push.payload) > LARGEST_PAYLOAD:
        raise PushFailed("payload_too_long", permanent=True)
    keys = WebPushKeys(auth=auth, p256dh=p256dh)
    subscription = WebPushSubscription.model_validate({"endpoint": endpoint, "keys": keys})
    made = _sealer(key).get(push.payload, subscription, subscriber=contact, ttl=push.ttl)
    more = {"urgency": push.urgency, "topic": push.topic, "content-type": push.content_type}
    return {**made.headers, **more}, made.encrypted


async def post(endpoint: Endpoint, headers: Mapping[str, str], body: bytes, network: Network) -> Answer:
    """Raises PushFailed. Follows nothing, reads little, and connects to the very address that was checked."""
    try:
        async with asyncio.timeout(PATIENCE):
            return _answer(await _exchange(endpoint, _request(endpoint, headers, body), network))
    except TimeoutError:
        raise PushFailed("push_timeout") from None
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError) as error:
        raise PushFailed(type(error).__name__) from None


async def _exchange(endpoint: Endpoint, request: bytes, network: Network) -> bytes:
    reader, writer = await _connect(endpoint, network)
    try:
        writer.write(request)
        await writer.drain()
        return await reader.readuntil(b"\r\n\r\n")
    finally:
        writer.transport.abort()


async def _connect(endpoint: Endpoint, network: Network) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """One address inside among those outside, and nothing is connected to: that is how a name is turned about."""
    addresses = await network.resolve(endpoint.host, endpoint.port)
    if endpoint.host not in network.inside and not all(map(is_public, addresses)):
        raise PushFailed("push_address_inside", permanent=True)
    failure: OSError = OSError("no address")
    for address in addresses[:MOST_ADDRESSES]:
        try:
            return await asyncio.open_connection(
                address, endpoint.port, ssl=network.tls, server_hostname=endpoint.host, limit=LARGEST_ANSWER
            )
        except OSError as error:
            failure = error
    raise failure


def _request(endpoint: Endpoint, headers: Mapping[str, str], body: bytes) -> bytes:
    host = endpoint.host if endpoint.port == 443 else f"{endpoint.host}:{endpoint.port}"
    told = {"host": host, **headers, "content-length": str(len(body)), "connection": "close"}
    lines = [f"POST {endpoint.path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _answer(head: bytes) -> Answer:
    found = STATUS.match(head)
    if found is None:
        raise PushFailed("push_answer_unreadable")
    wait = re.search(rb"\r\nretry-after:[ \t]*([^\r\n]{1,60})", head, re.IGNORECASE)
    return Answer(int(found[1]), _seconds(wait[1].decode("latin-1").strip()) if wait else None)


def _seconds(text: str) -> int | None:
    """Retry-After comes as seconds or as a date."""
    if re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
        return int(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0, round((at - datetime.now(UTC)).total_seconds())) if at.tzinfo else None
