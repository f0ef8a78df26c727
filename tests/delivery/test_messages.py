"""A message through a real SMTP server: what it says, whom a reply goes to, and that nothing of it is left anywhere."""

import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tortoise.connection import get_connections

from server import worker
from server.actions import messages
from server.actions.messages import Message
from server.domain.refusal import TooMany
from server.settings import Settings
from server.storage import outbox, outbox_texts
from server.storage.database import sqlite_path
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.outbox_texts import OutboxText
from server.storage.people import Person
from tests.cast import APPRENTICE, CONTACT, SCHOOL, SUPERVISOR
from tests.delivery.conftest import NAME, NOW, Sink, deliver

MARK = "MÆRKE-7f3a"
TEXT = f"Hej\n\nMød op <b>kl. 8</b> & tag {MARK} med.\n"

pytestmark = pytest.mark.usefixtures("open_database")


async def write(
    declaration_id: UUID, sending: Settings, *addresses: str, text: str = TEXT, now: datetime = NOW
) -> UUID:
    person = await Person.get(address=APPRENTICE)
    to = [str((await Recipient.get(declaration_id=declaration_id, address=address)).id) for address in addresses]
    message = Message(uuid4(), to, text)
    await messages.write(person.id, declaration_id, message, key=sending.secret_key, now=now)
    return message.id


def messages_to(sink: Sink, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in sink.mails(address) if str(mail["Subject"]).startswith("Besked")]


async def test_a_message_says_from_whom_and_a_reply_goes_to_the_writer(
    asked: UUID, sending: Settings, sink: Sink
) -> None:
    await write(asked, sending, SCHOOL)
    await deliver(sending)
    [mail] = sink.mails(SCHOOL)
    assert mail["Reply-To"] == APPRENTICE
    assert mail["Subject"] == f"Besked fra {NAME} (lærling) om erklæringen for {NAME}"
    text, html = (mail.get_body((kind,)).get_content().replace("\r", "") for kind in ("plain", "html"))
    assert f"{NAME} (lærling) skriver til dig" in text
    assert f"> Hej\n> \n> Mød op <b>kl. 8</b> & tag {MARK} med.\n" in text
    assert f"Mød op &lt;b&gt;kl. 8&lt;/b&gt; &amp; tag {MARK} med.<br>" in html
    assert SUPERVISOR not in text + html


async def test_a_name_that_is_no_name_does_no_harm(asked: UUID, sending: Settings, sink: Sink) -> None:
    await Person.filter(address=APPRENTICE).update(name='<script>alert("x")</script>')
    await write(asked, sending, SCHOOL)
    await deliver(sending)
    assert "<script>" not in sink.mails(SCHOOL)[0].get_body(("html",)).get_content()


async def test_the_text_goes_with_each_row_that_is_sent_or_dead(asked: UUID, sending: Settings, sink: Sink) -> None:
    sink.answers = {SCHOOL: "550 no such user", CONTACT: "451 later"}
    now = datetime.now(UTC)
    await write(asked, sending, SUPERVISOR, SCHOOL, CONTACT, now=now)
    assert await OutboxText.all().count() == 3
    await deliver(sending, now)
    rows = {row.to: row for row in await OutboxMessage.filter(kind="message")}
    assert rows[SUPERVISOR].sent_at
    assert rows[SCHOOL].dead_at
    assert not rows[CONTACT].dead_at
    assert [row.message_id for row in await OutboxText.all()] == [rows[CONTACT].id]
    assert messages_to(sink, SUPERVISOR)
    assert not messages_to(sink, SCHOOL)
    sink.answers = {}
    await deliver(sending, now + timedelta(hours=2))
    assert messages_to(sink, CONTACT)
    assert await OutboxText.all().count() == 0


async def test_after_a_day_a_message_is_given_up_and_forgotten(asked: UUID, sending: Settings, sink: Sink) -> None:
    await write(asked, sending, SCHOOL)
    day = timedelta(days=1)
    assert await outbox_texts.forget("message", NOW - timedelta(seconds=1), NOW) == 0
    assert await OutboxText.all().count() == 1
    await worker.forget(NOW + day)
    assert await OutboxText.all().count() == 0
    row = await OutboxMessage.get(kind="message")
    assert (row.sent_at, row.last_error) == (None, "too_old")
    assert await outbox.retry(row.id, NOW + day)
    await deliver(sending, NOW + day)
    assert sink.mails(SCHOOL) == [], "an empty message never goes"
    assert (await OutboxMessage.get(id=row.id)).dead_at


async def test_a_mail_server_that_is_away_for_a_day_loses_the_message_and_says_so(
    asked: UUID, sending: Settings, sink: Sink
) -> None:
    sink.answers = {SCHOOL: "451 later"}
    await write(asked, sending, SCHOOL)
    row = await OutboxMessage.get(kind="message")
    await OutboxMessage.filter(id=row.id).update(created_at=row.created_at - timedelta(days=30))
    await deliver(sending)
    assert (await OutboxMessage.get(id=row.id)).dead_at
    assert await OutboxText.all().count() == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_no_page_of_the_files_holds_a_text_that_went(
    asked: UUID, sending: Settings, sink: Sink, open_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Of every size, mixed with texts that wait, so that pages are split, joined and given back."""
    caplog.set_level(logging.INFO)  # as the server runs
    path = sqlite_path(open_database)
    assert path
    for number in range(30):
        tail = "x" * (number * 397 % 3900)
        await write(asked, sending, SCHOOL if number % 3 else CONTACT, text=f"{MARK}{number:02}{tail}{MARK}")
        if number % 4 == 3:
            await deliver(sending)
    assert MARK.encode() in files(path), "else this test would see nothing"
    await deliver(sending)
    assert len(messages_to(sink, SCHOOL)) + len(messages_to(sink, CONTACT)) == 30
    await worker.forget(NOW)
    left = files(path)
    assert b"SQLite format" in left
    assert MARK.encode() not in left
    assert MARK not in "".join(record.getMessage() for record in caplog.records if record.name != "mail.log")


def files(path: Path) -> bytes:
    """The database with everything that lies beside it."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


async def test_no_other_table_ever_holds_the_text(asked: UUID, sending: Settings, open_database: str) -> None:
    await write(asked, sending, SCHOOL)
    client = get_connections().get("default")
    if path := sqlite_path(open_database):
        with closing(sqlite3.connect(path)) as connection:
            dump = list(connection.iterdump())
        holding = {line.split('"')[1] for line in dump if MARK in line}
    else:
        names = await client.execute_query_dict("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        holding = set()
        for name in (row["tablename"] for row in names):
            _, found = await client.execute_query(f"SELECT 1 FROM {name} AS t WHERE t::text LIKE '%{MARK}%'")
            holding |= {name} if found else set()
    assert holding == {"outbox_text"}


async def test_a_refused_message_leaves_nothing(
    asked: UUID, sending: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.domain.messages.A_WRITER_A_DAY", 0)
    with pytest.raises(TooMany):
        await write(asked, sending, SCHOOL)
    assert await OutboxText.all().count() + await OutboxMessage.filter(kind="message").count() == 0
