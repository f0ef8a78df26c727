"""One push against a real push service over TLS, also one that misbehaves; read by an independent receiver."""

import ssl
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server import vapid
from server.delivery import web_push
from server.delivery.web_push import LARGEST_PAYLOAD, Answer, Network, Push, PushFailed, post, seal
from server.domain.push_endpoints import Endpoint
from tests.push_service import HOST, PushService, Subscribed, push_service

KEY = vapid.new()
CONTACT = "kontakt@logbog.example"
PUSH = Push(b'{"x": "Din erkl\xc3\xa6ring"}', 90_000, "normal", "t" * 32, "application/json")


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[tuple[PushService, Network]]:
    async with push_service(tmp_path) as both:
        yield both


@pytest.fixture
def service(running: tuple[PushService, Network]) -> PushService:
    return running[0]


@pytest.fixture
def network(running: tuple[PushService, Network]) -> Network:
    return running[1]


async def send(to: Subscribed, service: PushService, network: Network, push: Push = PUSH) -> Answer:
    headers, body = seal(push, to.endpoint, to.p256dh, to.auth, key=KEY, contact=CONTACT)
    return await post(Endpoint(HOST, service.port, "/push/1?a=b"), headers, body, network)


@pytest.mark.parametrize("size", [0, 1, 100, LARGEST_PAYLOAD])
async def test_a_push_is_read_by_its_browser_and_signed_by_us(
    size: int, service: PushService, network: Network
) -> None:
    browser = service.subscribe()
    assert await send(browser, service, network, replace(PUSH, payload=b"x" * size)) == Answer(201, None)
    [taken] = service.taken
    assert browser.read(taken.body) == b"x" * size
    assert len(taken.body) <= 4096
    assert taken.path == "/push/1?a=b"
    for name, value in {
        "host": f"{HOST}:{service.port}", "content-encoding": "aes128gcm", "ttl": "90000", "urgency": "normal",
        "topic": "t" * 32, "content-type": "application/json",
    }.items():  # fmt: skip
        assert taken.headers[name] == value
    claims = taken.claims()
    assert (claims["scheme"], claims["sub"], claims["k"]) == ("vapid", f"mailto:{CONTACT}", vapid.public(KEY))
    assert claims["aud"].startswith(f"https://{HOST}")
    assert 0 < claims["exp"] - time.time() <= 24 * 3600


async def test_one_push_leaves_nothing_behind_for_the_next(service: PushService, network: Network) -> None:
    for ttl in (60, 172_800, 60):
        await send(service.subscribe(), service, network, replace(PUSH, ttl=ttl))
    assert [taken.headers["ttl"] for taken in service.taken] == ["60", "172800", "60"]


async def test_a_payload_that_no_browser_could_read_is_not_sent(service: PushService, network: Network) -> None:
    with pytest.raises(PushFailed) as failure:
        await send(service.subscribe(), service, network, replace(PUSH, payload=b"x" * (LARGEST_PAYLOAD + 1)))
    assert (failure.value.code, failure.value.permanent) == ("payload_too_long", True)
    assert service.connections == 0


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (404, Answer(404, None)),
        (410, Answer(410, None)),
        (b"HTTP/1.1 429 Slow\r\nRetry-After: 120\r\n\r\n", Answer(429, 120)),
        (b"HTTP/1.1 429 Slow\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n\r\n", Answer(429, 0)),
        (b"HTTP/1.1 429 Slow\r\nRetry-After: soon\r\n\r\n", Answer(429, None)),
        (b"HTTP/1.1 500 x\r\n\r\n" + b"x" * 3_000_000, Answer(500, None)),
        (b"HTTP/1.1 307 x\r\nLocation: https://127.0.0.1/inside\r\n\r\n", Answer(307, None)),
    ],
)
async def test_what_it_says_is_told_and_nothing_is_followed(
    answer: int | bytes, expected: Answer, service: PushService, network: Network
) -> None:
    service.answers = [answer]
    assert await send(service.subscribe(), service, network) == expected
    assert service.connections == 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"", "IncompleteReadError"),
        (b"HTTP/1.1 201", "IncompleteReadError"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "push_answer_unreadable"),
        (b"HTTP/1.1 201 x\r\n" + b"a: b\r\n" * 100_000, "LimitOverrunError"),
        (b"x" * 3_000_000, "LimitOverrunError"),
    ],
)
async def test_nonsense_and_floods_are_failures(
    answer: bytes, code: str, service: PushService, network: Network
) -> None:
    service.answers = [answer]
    with pytest.raises(PushFailed) as failure:
        await send(service.subscribe(), service, network)
    assert (failure.value.code, failure.value.permanent) == (code, False)


async def test_one_that_says_nothing_is_waited_for_only_so_long(
    service: PushService, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_push, "PATIENCE", 0.3)
    service.answers = [None]
    with pytest.raises(PushFailed) as failure:
        await send(service.subscribe(), service, network)
    assert failure.value.code == "push_timeout"


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["::1"], ["8.8.8.8", "127.0.0.1"], ["64:ff9b::7f00:1"], ["10.0.0.1"]]
)
async def test_a_name_that_leads_inside_is_not_connected_to(
    addresses: list[str], service: PushService, network: Network
) -> None:
    """What counts is the address at the moment of connecting, whatever the name said when it was registered."""

    async def resolve(_host: str, _port: int) -> list[str]:
        return addresses

    with pytest.raises(PushFailed) as failure:
        await send(service.subscribe(), service, replace(network, inside=frozenset(), resolve=resolve))
    assert (failure.value.code, failure.value.permanent) == ("push_address_inside", True)
    assert service.connections == 0


async def test_a_real_name_that_leads_inside_is_refused_too(service: PushService) -> None:
    with pytest.raises(PushFailed) as failure:
        await post(Endpoint("localhost", service.port, "/"), {}, b"", Network())
    assert failure.value.code == "push_address_inside"
    assert service.connections == 0


async def test_a_certificate_must_be_right_and_for_that_very_name(service: PushService, network: Network) -> None:
    unknown = replace(network, tls=ssl.create_default_context())
    other = replace(network, inside=frozenset({"other.example"}))
    for endpoint, way in (
        (Endpoint(HOST, service.port, "/"), unknown),
        (Endpoint("other.example", service.port, "/"), other),
    ):
        with pytest.raises(PushFailed) as failure:
            await post(endpoint, {}, b"", way)
        assert failure.value.code == "SSLCertVerificationError"
    assert service.taken == []
