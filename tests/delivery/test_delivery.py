"""The mails through a real SMTP server: to exactly whom, which headers, whole letters, again when it fails."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from server import tokens
from server.actions import answers, declarations, requests
from server.domain.operations import Device, Operation
from server.settings import Settings
from server.storage import answers as stored
from server.storage import outbox, outcomes
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from tests.cast import APPRENTICE, CONTACT, SCHOOL, SUPERVISOR
from tests.delivery.conftest import NAME, NOW, OTHER, Sink, deliver, submit

pytestmark = pytest.mark.usefixtures("open_database")


async def test_exactly_the_intended_people_get_exactly_their_mail(asked: UUID, sending: Settings, sink: Sink) -> None:
    await deliver(sending)
    assert sorted(to for _, [to], _ in sink.taken) == sorted([SUPERVISOR, CONTACT])
    sink.taken.clear()
    await submit(asked, sending.secret_key)
    await deliver(sending)
    assert sorted(to for _, [to], _ in sink.taken) == sorted([APPRENTICE, SCHOOL, OTHER, CONTACT, SUPERVISOR])
    kinds = dict(await OutboxMessage.filter(kind__not="declaration_requested").values_list("to", "kind"))
    assert kinds[SUPERVISOR] == "submission_receipt"
    assert kinds[SCHOOL] == kinds[APPRENTICE] == kinds[OTHER] == "declaration_submitted"
    links = {re.search(r"/e/(\w+)#", mail.get_body(("plain",)).get_content())[1] for _, _, mail in sink.taken}
    assert len(links) == 5, "everybody has a link of their own"


async def test_headers_and_danish_letters_are_right(asked: UUID, sending: Settings, sink: Sink) -> None:
    await submit(asked, sending.secret_key)
    await deliver(sending)
    [mail] = sink.mails(SCHOOL)
    assert NAME in mail["Subject"]
    assert mail["From"].addresses[0].addr_spec == "post@logbog.example"
    assert mail["To"].addresses[0].addr_spec == SCHOOL
    assert mail["Reply-To"].addresses[0].addr_spec == APPRENTICE
    assert mail["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[0-9a-f]{32}@logbog\.example>", mail["Message-ID"])
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    for kind in ("plain", "html"):
        said = mail.get_body((kind,)).get_content()
        assert NAME in said
        assert "Snedkeriet Ærø" in said
        assert "https://logbog.example/e/" in said
        assert "Mere tid til tegning" not in said
        assert not {"Cc", "Bcc"} & set(mail.keys())


async def test_no_name_can_start_a_header_or_a_tag(sending: Settings, sink: Sink, asked: UUID) -> None:
    evil = 'Ond\r\nBcc: offer@post.example\r\n\r\n<img src=x onerror=alert(1)>"'
    await Person.all().update(name=evil)
    await deliver(sending)
    assert {to for _, recipients, _ in sink.taken for to in recipients} == {SUPERVISOR, CONTACT}
    for _, _, mail in sink.taken:
        assert "Bcc" not in mail
        assert "<img" not in mail.get_body(("html",)).get_content()


async def test_no_row_holds_a_secret_and_the_mail_does(asked: UUID, sending: Settings, sink: Sink) -> None:
    await deliver(sending)
    said = sink.mails(SUPERVISOR)[0].get_body(("plain",)).get_content()
    secret = re.search(r"/e/\w+#(\S+)", said)[1]
    held = [await model.all().values() for model in (OutboxMessage, Recipient)]
    assert len(secret) == 43
    assert secret not in str(held)


@pytest.mark.parametrize(("answer", "dead"), [("450 try later", False), ("550 no such mailbox", True)])
async def test_a_refused_mail_is_tried_again_or_given_up_and_holds_nobody_up(
    asked: UUID, sending: Settings, sink: Sink, answer: str, dead: bool
) -> None:
    sink.answers[SUPERVISOR] = answer
    await deliver(sending)
    assert sink.mails(CONTACT)
    row = await OutboxMessage.get(to=SUPERVISOR)
    assert (row.sent_at, row.attempts, bool(row.dead_at)) == (None, 1, dead)
    assert row.last_error == f"recipient_refused_{answer[:3]}"
    del sink.answers[SUPERVISOR]
    await deliver(sending, datetime.now(UTC) + timedelta(minutes=5))
    assert len(sink.mails(SUPERVISOR)) == (0 if dead else 1)
    assert len(sink.mails(CONTACT)) == 1


async def test_a_dead_mail_server_loses_nothing(asked: UUID, sending: Settings, sink: Sink) -> None:
    sink.answers = {SUPERVISOR: "421 closing", CONTACT: "421 closing"}
    await deliver(sending)
    assert await OutboxMessage.filter(sent_at=None, dead_at=None).count() == 2
    sink.answers = {}
    await deliver(sending, datetime.now(UTC) + timedelta(hours=1))
    assert len(sink.taken) == 2


async def test_a_mail_that_cannot_be_made_does_not_hold_up_the_rest(asked: UUID, sending: Settings, sink: Sink) -> None:
    await OutboxMessage.filter(to=SUPERVISOR).update(kind="no_such_kind")
    await deliver(sending)
    assert sink.mails(CONTACT)
    row = await OutboxMessage.get(to=SUPERVISOR)
    assert (row.sent_at, row.last_error) == (None, "KeyError")


async def test_a_mail_is_claimed_by_one_worker_only(asked: UUID) -> None:
    lease = timedelta(minutes=2)
    first, second = await outbox.claim("mail", NOW, lease, 10), await outbox.claim("mail", NOW, lease, 10)
    assert (len(first), second) == (2, [])
    again = [*await outbox.claim("mail", NOW + lease, lease, 10), *await outbox.claim("mail", NOW + lease, lease, 10)]
    assert {row.id for row in again} == {row.id for row in first}
    assert not await outcomes.sent(first[:1], NOW), "the lease has passed to another"


async def test_who_is_taken_off_before_the_mail_went_gets_none(asked: UUID, sending: Settings, sink: Sink) -> None:
    person = await Person.get(address=APPRENTICE)
    revision = (await stored.current(asked))["details.workplace_contacts"][1]
    gone = Operation(uuid4(), "details.workplace_contacts", [], revision, 1, "2026-11-23T09:00:00Z")
    await answers.take_from_apprentice(person.id, asked, Device("test"), [gone], now=NOW)
    await requests.request(person.id, asked, uuid4(), now=NOW)
    await deliver(sending)
    assert sink.mails(CONTACT) == []
    assert (await OutboxMessage.get(to=CONTACT)).last_error == "closed_recipient_removed"
    assert len(sink.mails(SUPERVISOR)) == 1


async def test_a_new_link_is_the_one_that_is_mailed_also_by_an_older_row(
    asked: UUID, sending: Settings, sink: Sink, tmp_path: Path
) -> None:
    person = await Person.get(address=APPRENTICE)
    row = await Recipient.get(declaration_id=asked, address=SUPERVISOR)
    await declarations.renew_link(person.id, asked, row.id, now=NOW)
    await deliver(sending)
    said = {re.search(r"#(\S+)", mail.get_body(("plain",)).get_content())[1] for mail in sink.mails(SUPERVISOR)}
    assert said == {tokens.link_secret(sending.secret_key, str(row.id), 2)}


async def test_with_debug_nothing_is_sent(asked: UUID, sending: Settings, sink: Sink) -> None:
    await deliver(replace(sending, debug=True))
    assert sink.taken == []
    assert await OutboxMessage.filter(sent_at=None).count() == 0
