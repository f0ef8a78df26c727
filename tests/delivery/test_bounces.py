"""Mails that come back: told to the apprentice once, believed only of our own return path, and never a crash."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from server.actions import declarations
from server.delivery import bounces, notices, return_path
from server.reading.declarations import one
from server.settings import Settings
from server.storage import outbox, recipients
from server.storage.changes import Change
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from tests.cast import APPRENTICE, CONTACT, SUPERVISOR
from tests.delivery import returned
from tests.delivery.conftest import NOW, Sink, deliver

KEY = b"a key for these tests alone, long enough"
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def returning(sending: Settings) -> Settings:
    return replace(sending, bounce_address="retur@logbog.example", secret_key=KEY)


@pytest.fixture
async def sent(asked: UUID, returning: Settings, sink: Sink) -> str:
    """Everything asked for was taken by the mail server; the return path of the supervisor's mail."""
    await deliver(returning)
    return next(sender for sender, to, _ in sink.taken if to == [SUPERVISOR])


async def take(raw: bytes, now: datetime = LATER) -> str:
    return await bounces.take(raw, key=KEY, now=now)


async def seen_by_apprentice(declaration_id: UUID, address: str = SUPERVISOR) -> dict[str, object]:
    person = await Person.get(address=APPRENTICE)
    view = await one(person.id, declaration_id)
    return next(known for known in view["recipients"] if known["address"] == address)


@pytest.mark.parametrize("notice", [returned.notice, returned.from_exchange])
async def test_a_mail_that_came_back_two_hours_later_is_told_to_the_apprentice(
    asked: UUID, sent: str, returning: Settings, sink: Sink, notice: object
) -> None:
    assert (await seen_by_apprentice(asked))["mail"] == "sent"
    told_so_far = await Change.all().count()
    assert await take(notice(sent)) == "taken"
    known = await seen_by_apprentice(asked)
    assert (known["mail"], known["mail_because"]) == ("bounced", "unknown_mailbox")
    assert known["mail_at"] == "2026-11-23T11:00:00.000Z"
    assert await Change.all().count() > told_so_far, "the phone does not hear of it"
    sink.taken.clear()
    await deliver(returning, LATER)
    [(_, [to], mail)] = sink.taken
    assert to == APPRENTICE
    said = mail.get_body(("plain",)).get_content()
    assert "Den oplæringsansvarlige har IKKE fået mailen" in said
    assert SUPERVISOR in said
    assert f"https://logbog.example/app/declarations/{asked}" in said


async def test_the_school_that_has_not_got_it_is_named_and_a_slip_is_seen(
    asked: UUID, returning: Settings, sink: Sink
) -> None:
    await Recipient.filter(address=CONTACT).update(address="svend@gmial.com", roles="school")
    await OutboxMessage.filter(to=CONTACT).update(to="svend@gmial.com")
    await deliver(returning)
    path = next(sender for sender, to, _ in sink.taken if to == ["svend@gmial.com"])
    assert await take(returned.notice(path, status="5.1.2")) == "taken"
    await deliver(returning, LATER)
    [mail] = sink.mails(APPRENTICE)
    assert "Skolen har IKKE fået mailen" in mail["Subject"]
    assert "Mente du svend@gmail.com?" in mail.get_body(("plain",)).get_content()


async def test_nothing_more_goes_to_an_address_that_came_back_until_somebody_mends_it(
    asked: UUID, sent: str, returning: Settings, sink: Sink
) -> None:
    await take(returned.notice(sent))
    row = await Recipient.get(address=SUPERVISOR)
    assert (row.bounced_at, row.bounce_code) == (LATER, "5.1.1")
    await outbox.put("pen_handed", SUPERVISOR, now=LATER, recipient_id=row.id, declaration_id=asked)
    sink.taken.clear()
    await deliver(returning, LATER)
    assert sink.mails(SUPERVISOR) == []
    known = await seen_by_apprentice(asked)
    assert (known["mail"], known["mail_because"]) == ("bounced", "unknown_mailbox")
    person = await Person.get(address=APPRENTICE)
    await declarations.renew_link(person.id, asked, row.id, now=LATER)
    await deliver(returning, LATER)
    assert len(sink.mails(SUPERVISOR)) == 1
    assert (await seen_by_apprentice(asked))["mail"] == "sent"


async def test_an_address_that_comes_back_to_the_declaration_is_mailed_again(asked: UUID, sent: str) -> None:
    await take(returned.notice(sent))
    row = await Recipient.get(address=SUPERVISOR)
    await recipients.close(row, LATER)
    await recipients.bring_in_line(asked, [recipients.Wanted(SUPERVISOR, "Mester", ("supervisor",))], LATER)
    assert (await Recipient.get(address=SUPERVISOR)).bounced_at is None


async def test_one_that_only_took_too_long_is_told_and_the_address_is_not_closed(asked: UUID, sent: str) -> None:
    assert await take(returned.notice(sent, status="4.4.7")) == "taken"
    assert (await Recipient.get(address=SUPERVISOR)).bounced_at is None
    known = await seen_by_apprentice(asked)
    assert (known["mail"], known["mail_because"]) == ("bounced", "undelivered")


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("relayed", "2.0.0")])
async def test_a_mail_that_is_under_way_changes_nothing(asked: UUID, sent: str, action: str, status: str) -> None:
    assert await take(returned.notice(sent, action=action, status=status)) == "passing"
    assert (await seen_by_apprentice(asked))["mail"] == "sent"


async def test_a_repeated_notice_is_told_once(asked: UUID, sent: str) -> None:
    assert [await take(returned.notice(sent)) for _ in range(3)] == ["taken", "repeated", "repeated"]
    assert await OutboxMessage.filter(kind="mail_bounced").count() == 1


async def test_a_forged_notice_changes_nothing(asked: UUID, sent: str) -> None:
    local, domain = sent.split("@")
    forged = [
        f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{domain}",
        local.split(".")[0] + "@" + domain,
        return_path.address("retur@logbog.example", (await OutboxMessage.get(to=SUPERVISOR)).id, b"another key"),
        return_path.address("retur@logbog.example", uuid4(), KEY),
        "retur@logbog.example",
        SUPERVISOR,
    ]
    assert {await take(returned.notice(to)) for to in forged} == {"forged"}
    assert (await seen_by_apprentice(asked))["mail"] == "sent"
    assert await OutboxMessage.filter(kind="mail_bounced").count() == 0


async def test_an_out_of_office_and_what_nobody_sends_change_nothing(asked: UUID, sent: str) -> None:
    assert await take(returned.out_of_office(sent)) == "auto_reply"
    for raw in returned.hostile(sent):
        assert await take(raw) in ("other", "auto_reply", "forged", "passing")
    assert (await seen_by_apprentice(asked))["mail"] == "sent"


@pytest.mark.parametrize("header", ["To", "Delivered-To", "X-Original-To", "Envelope-To"])
async def test_the_return_path_is_found_however_the_mail_server_writes_it(sent: str, header: str) -> None:
    assert await take(returned.notice(sent.upper(), header=header)) == "taken"


async def test_a_code_that_came_back_is_told_to_nobody(open_database: str, returning: Settings, sink: Sink) -> None:
    row = outbox.message("sign_in_code", APPRENTICE, now=NOW)
    await row.save(force_create=True)
    path = return_path.address("retur@logbog.example", row.id, KEY)
    assert await take(returned.notice(path)) == "taken"
    assert await OutboxMessage.all().count() == 1
    assert (await OutboxMessage.get(id=row.id)).bounce_code == "5.1.1"


async def test_a_mail_that_came_back_before_it_was_marked_is_in_one_state(asked: UUID, returning: Settings) -> None:
    row = await OutboxMessage.get(to=SUPERVISOR)
    assert await take(returned.notice(return_path.address("retur@logbog.example", row.id, KEY))) == "taken"
    row = await OutboxMessage.get(id=row.id)
    assert (row.sent_at, row.dead_at, row.bounced_at) == (None, LATER, LATER)


def test_a_return_path_fits_and_says_nothing_of_anybody() -> None:
    path = return_path.address("a" * 20 + "@logbog.example", uuid4(), KEY)
    assert len(path.split("@")[0]) == 64
    assert path == path.lower()


def test_of_a_notice_only_the_first_recipient_counts() -> None:
    read = notices.read(returned.notice("retur+x@logbog.example", action="Failed", status=" 5.2.2 (mailbox full)"))
    assert (read.kind, read.status) == ("failed", "5.2.2")
