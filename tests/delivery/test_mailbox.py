"""The mailbox that mails come back to: every notice is read once, nobody's own mail is thrown away."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.delivery import bounce_mailbox, return_path
from server.delivery.failures import Away
from server.settings import Imap, Settings
from server.storage import outbox
from server.storage.outbox import OutboxMessage
from tests import nursery
from tests.cast import APPRENTICE
from tests.delivery import returned
from tests.delivery.conftest import NOW
from tests.delivery.mailbox import Mailbox, mailbox
from tests.site import Site


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mailbox() as box:
        yield box


@pytest.fixture
def reading(sending: Settings, box: Mailbox) -> Settings:
    imap = Imap("127.0.0.1", box.port, "retur", "hemmelig")
    return replace(sending, imap=imap, bounce_address="retur@logbog.example", patience=0.3)


async def mailed(settings: Settings) -> str:
    row = outbox.message("sign_in_code", APPRENTICE, now=NOW)
    await row.save(force_create=True)
    return return_path.address(settings.bounce_address, row.id, settings.secret_key)


async def test_notices_are_taken_once_and_deleted_and_a_persons_mail_stays(
    open_database: str, reading: Settings, box: Mailbox
) -> None:
    path = await mailed(reading)
    own = b"From: mester@snedkeriet.example\r\nTo: retur@logbog.example\r\n\r\nHej\r\n"
    box.put(returned.notice(path), own, returned.out_of_office(path), returned.notice("retur+x@logbog.example"))
    found = await bounce_mailbox.read(reading, NOW)
    assert dict(found) == {"taken": 1, "other": 1, "auto_reply": 1, "forged": 1}
    assert list(box.mails.values()) == [own, returned.out_of_office(path)]
    assert (await OutboxMessage.get(kind="sign_in_code")).bounced_at == NOW
    assert dict(await bounce_mailbox.read(reading, NOW)) == {}


async def test_what_was_taken_and_not_deleted_changes_nothing_the_second_time(
    open_database: str, reading: Settings, box: Mailbox
) -> None:
    path = await mailed(reading)
    box.put(returned.notice(path))
    await bounce_mailbox.read(reading, NOW)
    box.put(returned.notice(path))
    assert dict(await bounce_mailbox.read(reading, NOW)) == {"repeated": 1}


async def test_a_huge_mail_is_read_in_part(open_database: str, reading: Settings, box: Mailbox) -> None:
    path = await mailed(reading)
    box.put(returned.notice(path) + b"x" * 3_000_000)
    assert dict(await bounce_mailbox.read(reading, NOW)) == {"taken": 1}


@pytest.mark.parametrize("fault", ["password", "hang", "gone", "tls"])
async def test_a_mailbox_that_cannot_be_read_is_away(
    open_database: str, reading: Settings, box: Mailbox, fault: str
) -> None:
    box.put(returned.notice(await mailed(reading)))
    box.password = "another" if fault == "password" else box.password
    box.hang = fault == "hang"
    imap = reading.imap
    assert imap
    if fault == "gone":
        imap = replace(imap, port=1)
    if fault == "tls":  # a name that is not of the loopback is met with TLS, which this server does not speak
        imap = replace(imap, host="127.0.0.2")
    with pytest.raises(Away):
        await bounce_mailbox.read(replace(reading, imap=imap), NOW)
    assert len(box.mails) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_mail_server_hands_one_in(open_database: str, sending: Settings, tmp_path: Path) -> None:
    site = Site(tmp_path, DATABASE_URL=open_database)
    key = (tmp_path / "keys" / "secret_key").read_text().strip().encode()
    row = outbox.message("sign_in_code", APPRENTICE, now=NOW)
    await row.save(force_create=True)
    mail = tmp_path / "mail"
    for raw, said in (
        (returned.notice(return_path.address("retur@logbog.example", row.id, key)), "taken"),
        (returned.notice(return_path.address("retur@logbog.example", row.id, key)), "repeated"),
        (b"\xff\x00", "other"),
    ):
        mail.write_bytes(raw)
        assert site.command("bounce", str(mail)).strip() == said
    assert (await OutboxMessage.get(id=row.id)).bounce_code == "5.1.1"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_outbox_is_looked_at_and_tried_again_by_command(open_database: str, tmp_path: Path) -> None:
    site = Site(tmp_path, DATABASE_URL=open_database)
    row = outbox.message("sign_in_code", APPRENTICE, now=NOW)
    row.dead_at, row.copies, row.last_error, row.bounced_at, row.bounce_code = NOW, 3, "three_copies", NOW, "5.1.1"
    await row.save(force_create=True)
    for command in ("list", "dead"):
        line = site.command("outbox", command)
        assert f"{row.id}  codes  sign_in_code  bounced  0×, 3 out  bounced 5.1.1" in line
        assert APPRENTICE not in line
    assert APPRENTICE in site.command("outbox", "list", "--addresses")
    shown = json.loads(site.command("outbox", "show", str(row.id)))
    assert (shown["lane"], shown["copies"], shown["bounce_code"]) == ("codes", "3", "5.1.1")
    site.command("outbox", "retry", str(row.id))
    row = await OutboxMessage.get(id=row.id)
    assert (row.dead_at, row.copies, row.bounced_at) == (None, 0, None)


def test_a_database_that_is_away_makes_the_mail_server_try_again(tmp_path: Path) -> None:
    site = Site(tmp_path, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert nursery.run(["bounce", "/dev/null"], site.environment).returncode == 75
