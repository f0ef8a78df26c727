"""What else an apprentice's phone is told of, each beside its mail: a no, a mail that did not arrive, a reminder."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from server import tokens
from server.actions import declining, opening
from server.delivery import bounces
from server.domain.roles import Visitor
from server.settings import Settings
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.push_subscriptions import PushSubscription
from server.storage.sessions import Session
from tests.actions import asking
from tests.cast import APPRENTICE, SUPERVISOR
from tests.delivery import returned
from tests.delivery.conftest import NOW, Sink, deliver

KEY = b"a key for these tests alone, long enough"


async def turned_on(person: Person, now: datetime = NOW) -> None:
    """A phone that counts."""
    session = await Session.create(
        id=uuid4(), token_hash=uuid4().hex, person=person, device="", shared_device=False, created_at=now,
        last_seen_at=now, expires_at=now + timedelta(days=365),
    )  # fmt: skip
    await PushSubscription.create(
        id=uuid4(), person_id=person.id, session_id=session.id, endpoint="https://web.push.apple.com/x",
        endpoint_hash="x", p256dh="", auth="", device="iPhone", generation=1, created_at=now, seen_at=now,
        confirmed_at=now, refusals=0,
    )  # fmt: skip


async def told() -> list[tuple[str, str]]:
    rows = await OutboxMessage.filter(lane="push").order_by("created_at")
    return [(row.kind, json.loads(row.facts)["path"]) for row in rows]


@pytest.fixture
async def declaration(asked: UUID) -> UUID:
    await turned_on(await Person.get(address=APPRENTICE))
    return asked


async def test_a_no_of_the_supervisor(declaration: UUID) -> None:
    row = await Recipient.get(declaration_id=declaration, address=SUPERVISOR)
    secret = tokens.link_secret(KEY, str(row.id), row.link_generation)
    token = await opening.open_link(row.public_id, secret, None, "test", key=KEY, now=NOW)
    visitor = Visitor(row.public_id, tokens.hash_token(token))
    for deed in [uuid4()] * 2:
        await declining.decline(visitor, deed, reason="cannot", text="Jeg er på barsel", instead=None, now=NOW)
    assert await told() == [("push_declined", f"/app/declarations/{declaration}")]


async def test_a_mail_that_came_back(declaration: UUID, sending: Settings, sink: Sink) -> None:
    await deliver(replace(sending, bounce_address="retur@logbog.example", secret_key=KEY))
    back = next(sender for sender, to, _ in sink.taken if to == [SUPERVISOR])
    for _ in range(2):
        await bounces.take(returned.notice(back), key=KEY, now=NOW)
    assert await told() == [("push_bounced", f"/app/declarations/{declaration}")]


async def test_a_mail_that_the_mail_server_refused(declaration: UUID, sending: Settings, sink: Sink) -> None:
    sink.answers[SUPERVISOR] = "550 5.1.1 no such user"
    await deliver(sending)
    assert await told() == [("push_bounced", f"/app/declarations/{declaration}")]


async def test_a_reminder_to_the_apprentice_and_none_of_those_to_others(open_database: str) -> None:
    anna = await asking.person("Anna", asking.at("2026-11-02 10:00"))
    await turned_on(anna, asking.at("2026-11-02 10:00"))
    declaration = await asking.asked(anna, asking.at("2026-11-02 10:00"))
    await asking.live("2026-11-02 12:00", "2026-11-17 12:00")
    assert await told() == [("push_reminder", f"/app/declarations/{declaration}")]
