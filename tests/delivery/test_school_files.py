"""The PDF in a school's mail: only where it wants it, only over TLS, only to its own addresses, kept nowhere."""

import asyncio
import json
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller

from server.actions import erasure, releases, school_mail, schools
from server.delivery import mails, school_files
from server.domain.roles import Reader
from server.settings import Settings
from server.storage.declarations import Declaration, Recipient
from server.storage.outbox import OutboxMessage
from server.storage.schools import SchoolDomain
from server.storage.sealed import SealedVersion
from tests.cast import APPRENTICE, CONTACT, SCHOOL
from tests.certificate import self_signed
from tests.delivery.conftest import NAME, NOW, OTHER, Sink, deliver, submit
from tests.documents import readback
from tests.postgres import free_port

OPERATOR = Reader(uuid4(), "drift@logbog.example", "", operator=True)
SECRETARY = "sekretaer@skole.example"
SAID = "er vedhæftet som PDF"


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A mail server's, whose certificate is trusted."""
    (tmp_path / "peer.pem").write_bytes(self_signed("localhost"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "peer.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "peer.pem")
    return context


@contextmanager
def safe_sink(tls: ssl.SSLContext, way: str = "starttls") -> Iterator[Sink]:
    """A real mail server that takes nothing before TLS stands; `way`: as SMTP_TLS."""
    sink = Sink(port=free_port())
    how: dict[str, Any] = {"hostname": "localhost", "port": sink.port, "decode_data": False}
    if way == "tls":
        controller = Controller(sink, ssl_context=tls, **how)
    else:
        controller = Controller(sink, tls_context=tls, require_starttls=True, **how)
    controller.start()
    yield sink
    controller.stop()


def through(settings: Settings, sink: Sink, way: str = "starttls") -> Settings:
    assert settings.smtp
    return replace(settings, smtp=replace(settings.smtp, host="localhost", port=sink.port, tls=way))


async def school(domain: str = "skole.example", *, wants: bool = True) -> UUID:
    school_id = uuid4()
    await schools.add(school_id, f"Skolen {domain}", "", now=NOW)
    await schools.add_domain(school_id, domain, now=NOW)
    if wants:
        await school_mail.attach_pdf(OPERATOR, school_id, True, now=NOW)
    return school_id


def files(mail: EmailMessage) -> list[tuple[str, str, bytes]]:
    """What is attached, but for the date that goes along with a request."""
    found = [(part.get_filename(), part.get_content_type(), part.get_content()) for part in mail.iter_attachments()]
    return [one for one in found if one[1] != "text/calendar"]


def said(mail: EmailMessage) -> set[bool]:
    """Whether each form of the mail says that it is attached."""
    return {SAID in mail.get_body((kind,)).get_content() for kind in ("plain", "html")}


def bare(sink: Sink) -> list[EmailMessage]:
    """The mails that bring nothing along, and do not say so."""
    return [mail for _, _, mail in sink.taken if not files(mail) and said(mail) == {False}]


@pytest.mark.parametrize("way", ["starttls", "tls"])
async def test_a_school_that_wants_it_gets_what_was_sealed_over_tls_and_nobody_else(
    asked: UUID, sending: Settings, tls: ssl.SSLContext, way: str
) -> None:
    await school()
    await submit(asked, sending.secret_key)
    with safe_sink(tls, way) as sink:
        await deliver(through(sending, sink, way))
    [mail] = sink.mails(SCHOOL)
    [(name, kind, content)] = files(mail)
    version = await SealedVersion.get(declaration_id=asked)
    assert (name, kind) == (f"oplaeringserklaering-h2-{version.digest[:8]}.pdf", "application/pdf")
    assert said(mail) == {True}
    read = readback.text(content)
    assert NAME in read
    assert "Mere tid til tegning" in read
    assert version.digest in read.replace(" ", "")
    assert len(mail.as_bytes()) < 400_000
    assert len(bare(sink)) == len(sink.taken) - 1 == 6, "the apprentice, the workplace and others get the link alone"
    assert content[:40].hex() not in str(await OutboxMessage.all().values())


async def test_without_tls_it_never_goes_and_the_mail_does(asked: UUID, sending: Settings, sink: Sink) -> None:
    await school()
    await submit(asked, sending.secret_key)
    await deliver(sending)
    assert sink.mails(SCHOOL)
    assert len(bare(sink)) == len(sink.taken)


@pytest.mark.parametrize(
    ("smtp", "along"), [(None, False), ({"tls": "none"}, False), ({"tls": "starttls"}, True), ({"tls": "tls"}, True)]
)
async def test_what_is_only_shown_holds_it_as_the_mail_would(
    asked: UUID, sending: Settings, smtp: dict[str, str] | None, along: bool
) -> None:
    assert sending.smtp
    shown = replace(sending, debug=True, smtp=replace(sending.smtp, **smtp) if smtp else None)
    await school()
    await submit(asked, sending.secret_key)
    mail = await mails.render(await OutboxMessage.get(to=SCHOOL, kind="declaration_submitted"), shown)
    assert (len(mail.attachments) == 1, SAID in mail.text, SAID in mail.html) == (along,) * 3


async def test_a_correction_brings_the_version_it_tells_of(asked: UUID, sending: Settings) -> None:
    await school()
    await submit(asked, sending.secret_key)
    assert sending.smtp
    safe = replace(sending, smtp=replace(sending.smtp, tls="tls"))
    row = await OutboxMessage.get(to=SCHOOL, kind="declaration_submitted")
    row.kind = "declaration_corrected"
    mail = await mails.render(row, safe)
    assert "Version 1 er vedhæftet som PDF" in mail.text
    [file] = mail.attachments
    assert json.loads(row.facts)["digest"] in readback.text(file.content).replace(" ", "")
    row.facts = json.dumps({**json.loads(row.facts), "digest": "0" * 64})
    assert not (await mails.render(row, safe)).attachments, "never another version than it tells of"


async def never_asked() -> None:
    await school(wants=False)


async def another_school() -> None:
    await school("anden.example")


async def a_name_under_it() -> None:
    await school("it.skole.example")


async def turned_off() -> None:
    await school_mail.attach_pdf(OPERATOR, await school(), False, now=NOW)


async def domain_gone() -> None:
    school_id = await school()
    await schools.remove_domain(school_id, (await SchoolDomain.get(school_id=school_id)).id, now=NOW)


async def school_gone() -> None:
    await schools.remove(await school(), now=NOW)


async def at_the_workplace() -> None:
    """A school that is a workplace too: what it gets as that one is the workplace's."""
    await school()
    await Recipient.filter(address=SCHOOL).update(roles="workplace_contact")


async def somebody_else() -> None:
    await school()
    await Recipient.filter(address=SCHOOL).update(roles="other")


@pytest.mark.parametrize(
    "so",
    [
        never_asked, another_school, a_name_under_it, turned_off, domain_gone, school_gone, at_the_workplace,
        somebody_else,
    ],
)  # fmt: skip
async def test_nobody_else_gets_it(asked: UUID, sending: Settings, tls: ssl.SSLContext, so: Any) -> None:
    await submit(asked, sending.secret_key)
    await so()
    with safe_sink(tls) as sink:
        await deliver(through(sending, sink))
    assert sink.mails(SCHOOL)
    assert len(bare(sink)) == len(sink.taken)


async def test_neither_what_can_be_taken_back_nor_what_is_erased_goes_along(asked: UUID, sending: Settings) -> None:
    await school()
    await submit(asked, sending.secret_key)
    assert sending.smtp
    safe = replace(sending, smtp=replace(sending.smtp, tls="tls"))
    row = await OutboxMessage.get(to=SCHOOL, kind="declaration_submitted")
    assert (await mails.render(row, safe)).attachments
    await Declaration.filter(id=asked).update(status="releasing", releases_at=NOW + timedelta(minutes=5))
    assert not (await mails.render(row, safe)).attachments
    await releases.release(asked, now=NOW + timedelta(minutes=5))
    assert (await mails.render(row, safe)).attachments
    await erasure.erase((await SealedVersion.get(declaration_id=asked)).id, "asked", now=NOW)
    assert not (await mails.render(row, safe)).attachments


@pytest.mark.parametrize("fault", ["cannot be made", "too large"])
async def test_a_file_that_cannot_go_holds_no_mail_up_and_is_noted_without_a_name(
    asked: UUID, sending: Settings, tls: ssl.SSLContext, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    if fault == "too large":
        monkeypatch.setattr(school_files, "LARGEST", 1000)
    else:
        (tmp_path / "declaration.typ").write_text("#panic(sys.inputs.data)")  # tells what it was given
        monkeypatch.setattr("server.documents.typeset.FOLDER", tmp_path)
    await school()
    await submit(asked, sending.secret_key)
    with safe_sink(tls) as sink, caplog.at_level(logging.ERROR):
        await deliver(through(sending, sink))
    assert sink.mails(SCHOOL)
    assert len(bare(sink)) == len(sink.taken) == 7
    [line] = [record.getMessage() for record in caplog.records if "without its file" in record.getMessage()]
    assert line.startswith("declaration_submitted ")
    for secret in (NAME, SCHOOL, APPRENTICE, CONTACT, OTHER, SECRETARY, "Snedkeriet"):
        assert secret not in caplog.text


async def test_a_fault_of_our_own_holds_up_its_own_mail_alone_and_the_file_goes_along_when_it_is_mended(
    asked: UUID, sending: Settings, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """Only what the typesetter refuses for good is left out; anything else is tried again, as every mail is."""

    def broken(_: str) -> str:
        raise KeyError("Åse")

    await school()
    await submit(asked, sending.secret_key)
    with safe_sink(tls) as sink, monkeypatch.context() as fault, caplog.at_level(logging.ERROR):
        fault.setattr("server.documents.declarations.qr.file", broken)
        await deliver(through(sending, sink))
        fault.undo()
        assert (len(sink.taken), sink.mails(SCHOOL)) == (6, [])
        row = await OutboxMessage.get(to=SCHOOL, kind="declaration_submitted")
        assert (row.last_error, row.sent_at) == ("KeyError", None)
        assert "could not be made: KeyError" in caplog.text
        assert "Åse" not in caplog.text
        await deliver(through(sending, sink), NOW + timedelta(hours=1))
        [mail] = sink.mails(SCHOOL)
    assert len(files(mail)) == 1


async def test_the_event_loop_goes_on_while_it_is_made(asked: UUID, sending: Settings) -> None:
    await school()
    await submit(asked, sending.secret_key)
    assert sending.smtp
    safe = replace(sending, smtp=replace(sending.smtp, tls="tls"))
    row = await OutboxMessage.get(to=SCHOOL, kind="declaration_submitted")
    turns, done = 0, asyncio.Event()

    async def turn() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            await asyncio.sleep(0)

    turning = asyncio.create_task(turn())
    await school_files.attached(row, safe)
    done.set()
    await turning
    assert turns > 20
