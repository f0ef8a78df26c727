"""The date that goes along with a request, as a mail server takes it: for those who are asked, and nobody else."""

from datetime import date, timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest

from server.delivery import mails
from server.settings import Settings
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from tests.cast import CONTACT, SCHOOL, SUPERVISOR
from tests.delivery.conftest import NOW, Sink, deliver, submit
from tests.documents import calendar_readback


def files(mail: EmailMessage) -> list[EmailMessage]:
    return list(mail.iter_attachments())


@pytest.mark.parametrize("address", [SUPERVISOR, CONTACT])
async def test_a_request_brings_its_date_along(asked: UUID, sending: Settings, sink: Sink, address: str) -> None:
    await deliver(sending)
    [mail] = sink.mails(address)
    [file] = files(mail)
    assert file.get_content_type() == "text/calendar"
    assert (file.get_param("method"), file.get_content_charset()) == ("PUBLISH", "utf-8")
    assert file.get_filename() == "oplaeringserklaering.ics"
    assert file.get_content_disposition() == "attachment"
    content = file.get_payload(decode=True)
    assert calendar_readback.read(content).method.value == "PUBLISH"
    [day] = calendar_readback.days(content)
    assert (day["on"], day["title"]) == (date(2026, 12, 4), "Frist: oplæringserklæring for Åse")
    assert day["url"] == "https://logbog.example/find"
    assert day["class_"] == "PRIVATE"
    assert day["stamp"] == NOW
    body = mail.get_body(("plain",)).get_content()
    assert "Fristen er vedhæftet" in body
    secret = body.split("#", 1)[1].split()[0]
    assert secret.encode() not in content.replace(b"\r\n ", b"")  # a calendar is shared: it lets nobody in


async def test_no_other_mail_brings_one(asked: UUID, sending: Settings, sink: Sink) -> None:
    await submit(asked, sending.secret_key)
    await deliver(sending)
    assert {bool(files(mail)) for mail in sink.mails(SCHOOL)} == {False}
    with_file = [mail for _, _, mail in sink.taken if files(mail)]
    assert {mail["To"] for mail in with_file} <= {SUPERVISOR, CONTACT}
    assert len(with_file) == 2


async def test_a_mail_that_is_made_twice_is_the_same(asked: UUID, sending: Settings) -> None:
    row = await OutboxMessage.filter(kind="declaration_requested").first()
    one, again = await mails.render(row, sending), await mails.render(row, sending)
    assert one.attachments == again.attachments
    assert one.attachments


async def test_a_hostile_name_is_a_word_in_a_line(asked: UUID, sending: Settings) -> None:
    await Person.all().update(name="Bo\r\nEND:VEVENT Holm")
    row = await OutboxMessage.filter(kind="declaration_requested").first()
    [file] = (await mails.render(row, sending)).attachments
    [day] = calendar_readback.days(file.content)
    assert day["title"] == "Frist: oplæringserklæring for Bo"
    assert day["stamp"] - NOW < timedelta(seconds=1)
