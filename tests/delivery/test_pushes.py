"""The push lane from the outbox to a real push service: what each answer does to the message and the subscription."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from server.actions import push_subscriptions as deeds
from server.actions.push_subscriptions import Browser
from server.delivery import pushes
from server.delivery.deliver import deliver_due
from server.domain.roles import SignedIn
from server.settings import Settings
from server.storage import outbox, push_subscriptions
from server.storage.outbox import ON_RELEASE, OutboxMessage
from server.storage.people import Person
from server.storage.push_subscriptions import PushSubscription
from server.storage.sessions import Session
from tests.push_service import PushService, Subscribed, push_service

NOW = datetime.now(UTC)
PATH = "/app/declarations/6e6b1bd4-0000-4000-8000-000000000001"

pytestmark = pytest.mark.usefixtures("open_database")


@dataclass
class Post:
    """A site that sends to one push service, and one phone that turned it on."""

    settings: Settings
    service: PushService
    ways: dict[str, object]
    phone: Subscribed
    person_id: UUID
    subscription_id: UUID
    told: int = 0

    async def tell(self, event: str = "submitted") -> None:
        self.told += 1
        await push_subscriptions.tell_person(self.person_id, event, PATH, now=NOW + timedelta(seconds=self.told))

    async def deliver(self, now: datetime = NOW + timedelta(minutes=1)) -> OutboxMessage:
        """The newest row after one round."""
        await deliver_due("push", self.settings, now, self.ways)
        return await OutboxMessage.all().order_by("-created_at").first()

    async def subscription(self) -> PushSubscription | None:
        return await PushSubscription.get_or_none(id=self.subscription_id)


@pytest.fixture
async def service(tmp_path: Path, sending: Settings) -> AsyncIterator[Post]:
    async with push_service(tmp_path) as (running, network):
        settings = replace(sending, push_hosts=running.own)
        person = await Person.create(id=uuid4(), address="x@post.example", created_at=NOW, moved_to_new_order=False)
        session = await Session.create(
            id=uuid4(), token_hash="x", person=person, device="", shared_device=False, created_at=NOW,
            last_seen_at=NOW, expires_at=NOW + timedelta(days=9),
        )  # fmt: skip
        phone = running.subscribe()
        browser = Browser(phone.endpoint, phone.p256dh, phone.auth, "iPhone")
        me = SignedIn(person.id, session.id)
        known, _ = await deeds.subscribe(me, browser, running.own, key=settings.secret_key, now=NOW)
        ways = {"push": partial(pushes.way, network=network)}
        post = Post(settings, running, ways, phone, person.id, known)
        await post.deliver()
        echo = phone.message(running.taken[0].body)["echo"]
        await deeds.confirm(UUID(echo["id"]), echo["token"], key=settings.secret_key, now=NOW)
        running.taken.clear()
        yield post


async def test_a_push_arrives_with_what_safari_and_our_worker_read(service: Post) -> None:
    await service.tell()
    row = await service.deliver()
    assert (row.sent_at is not None, row.to, row.facts.count("http")) == (True, "", 0)
    [taken] = service.service.taken
    message = service.phone.message(taken.body)
    assert message["web_push"] == 8030
    assert message["notification"]["navigate"] == f"https://logbog.example{PATH}"
    assert (taken.headers["ttl"], taken.headers["urgency"]) == (str(48 * 3600), "normal")
    assert taken.headers["content-type"] == "application/notification+json"
    assert taken.claims()["sub"] == "mailto:kontakt@logbog.example"


@pytest.mark.parametrize("status", [404, 410])
async def test_a_phone_that_is_gone_is_forgotten(service: Post, status: int) -> None:
    service.service.answers = [status]
    await service.tell()
    assert (await service.deliver()).last_error == f"push_{status}"
    assert await service.subscription() is None


async def test_one_that_asks_us_to_wait_is_waited_for(service: Post) -> None:
    service.service.answers = [b"HTTP/1.1 429 x\r\nRetry-After: 7200\r\n\r\n"]
    await service.tell()
    row = await service.deliver()
    assert row.dead_at is None
    assert row.due_at >= NOW + timedelta(hours=2)
    service.service.answers = [201]
    await service.deliver(NOW + timedelta(minutes=90))
    assert len(service.service.taken) == 1
    assert (await service.deliver(NOW + timedelta(hours=3))).sent_at


@pytest.mark.parametrize("status", [400, 401, 403, 413, 307])
async def test_a_refusal_ends_the_message_and_ten_in_a_row_the_subscription(service: Post, status: int) -> None:
    service.service.answers = [status]
    for number in range(1, 10):
        await service.tell()
        row = await service.deliver()
        assert (row.dead_at is not None, row.last_error) == (True, f"push_{status}")
        standing = await service.subscription()
        assert (standing.refusals, standing.last_code) == (number, f"push_{status}")
    await service.tell()
    await service.deliver()
    assert await service.subscription() is None


async def test_one_success_makes_good_for_the_refusals_before(service: Post) -> None:
    service.service.answers = [403, 201]
    for _ in range(2):
        await service.tell()
        await service.deliver()
    standing = await service.subscription()
    assert (standing.refusals, standing.last_code) == (0, None)


@pytest.mark.parametrize("answer", [500, 503, b"", b"SSH-2.0\r\n\r\n"])
async def test_trouble_at_the_push_service_is_tried_five_times_and_the_phone_stays(
    service: Post, answer: int | bytes
) -> None:
    service.service.answers = [answer]
    await service.tell()
    now = NOW + timedelta(minutes=1)
    for _ in range(5):
        row = await service.deliver(now)
        assert row.sent_at is None
        now = row.due_at + timedelta(seconds=1)
    assert row.dead_at
    await service.deliver(now + timedelta(days=1))
    assert service.service.connections == 6  # the first push, and five tries
    assert (await service.subscription()).refusals == 0


async def test_what_became_old_is_not_sent_any_more(service: Post) -> None:
    service.service.answers = [b"HTTP/1.1 429 x\r\nRetry-After: 200000\r\n\r\n"]
    await service.tell()
    assert (await service.deliver()).dead_at


async def test_signed_out_meanwhile_the_phone_is_told_nothing(service: Post) -> None:
    await service.tell()
    await Session.all().update(ended_at=NOW)
    assert (await service.deliver()).last_error == "push_ended"
    assert service.service.taken == []
    await push_subscriptions.purge(NOW)
    assert await service.subscription() is None


async def test_a_host_that_the_site_no_longer_trusts_gets_nothing(service: Post) -> None:
    service.settings = replace(service.settings, push_hosts=frozenset())
    await service.tell()
    assert (await service.deliver()).last_error == "push_service_unknown"
    assert service.service.taken == []


@pytest.mark.parametrize("taken_back", [True, False])
async def test_a_push_waits_as_the_mails_do_for_what_can_be_taken_back(service: Post, taken_back: bool) -> None:
    ids = {"declaration_id": uuid4(), "version_id": str(uuid4())}
    await push_subscriptions.tell_person(service.person_id, "submitted", PATH, now=NOW, due_at=ON_RELEASE, **ids)
    await service.deliver()
    assert service.service.taken == []
    await (outbox.take_back if taken_back else outbox.release)(ids["declaration_id"], NOW)
    await service.deliver()
    assert len(service.service.taken) == (0 if taken_back else 1)
