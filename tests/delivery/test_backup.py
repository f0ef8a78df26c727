"""A backup while people write, put back where nothing is: the same people, links and seals; no text, no mail twice."""

import asyncio
import os
import re
import sqlite3
import stat
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import httpx2 as httpx
import pytest
from tortoise.transactions import in_transaction

from server import tokens
from server.actions import answers
from server.domain import seal
from server.domain.operations import Device
from server.settings import Settings
from server.storage import database
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.sealed import SealedContent, SealedVersion
from tests import nursery
from tests.cast import APPRENTICE, SCHOOL, SUPERVISOR, Apprentice, Mailbox
from tests.delivery.conftest import Sink, deliver, operations, submit
from tests.delivery.test_messages import MARK, write
from tests.site import Site

pytestmark = pytest.mark.usefixtures("open_database")


@pytest.fixture
async def empty_url(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """A place of the same kind where no database is yet."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/elsewhere/logbog.sqlite3"
        return
    server, name = request.getfixturevalue("postgres_server"), f"restored_{os.urandom(6).hex()}"
    connection = await asyncpg.connect(f"{server}/postgres")
    await connection.execute(f"CREATE DATABASE {name}")
    yield f"{server}/{name}"
    await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await connection.close()


@pytest.fixture
def old(database_url: str, sending: Settings, tmp_path: Path) -> Site:
    """The site that is copied; its key comes from the environment."""
    return Site(tmp_path, DATABASE_URL=database_url, LOGBOG_SECRET_KEY=sending.secret_key.decode())


@pytest.fixture
def new(empty_url: str, tmp_path: Path) -> Iterator[Site]:
    """The site that takes over, with nothing of its own."""
    (tmp_path / "new").mkdir()
    site = Site(tmp_path / "new", DATABASE_URL=empty_url)
    yield site
    site.stop()


async def back_up(site: Site, folder: Path, meanwhile: UUID | None = None) -> Path:
    """Runs the command, writing answers until it ends; the folder it made."""
    ended = asyncio.create_task(asyncio.to_thread(run, site, "backup", str(folder)))
    person = await Person.get(address=APPRENTICE)
    while not ended.done():
        if meanwhile:
            own = operations({"self.remarks": uuid4().hex})
            await answers.take_from_apprentice(person.id, meanwhile, Device("test"), own, now=datetime.now(UTC))
        await asyncio.sleep(0)
    said = await ended
    assert said.returncode == 0, said.stderr
    return only(folder)


async def test_a_backup_under_writes_is_put_back_with_everything_but_texts(
    asked: UUID, sending: Settings, sink: Sink, old: Site, new: Site, tmp_path: Path
) -> None:
    await submit(asked, sending.secret_key)
    await deliver(sending)
    await write(asked, sending, SCHOOL)
    waiting = await OutboxMessage.get(kind="message")
    supervisor = await Recipient.get(address=SUPERVISOR)
    sealed = await SealedVersion.get(declaration_id=asked)
    made = await back_up(old, tmp_path / "kept", asked)

    assert MARK.encode() not in b"".join(file.read_bytes() for file in made.rglob("*") if file.is_file())
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (made, *made.rglob("*"))}
    assert {name: mode for name, mode in rights.items() if mode not in (0o600, 0o700)} == {}
    assert (made / "keys" / "secret_key").read_text() == sending.secret_key.decode()
    await database.close()

    said = new.command("restore", str(made))
    assert "1 mails" in said
    new.command("migrate")
    assert re.search(rf"{waiting.id} .*message  dead .*restored", new.command("outbox", "dead"))
    new.start()
    with httpx.Client(base_url=new.base_url) as client:
        seen = Apprentice(client, Mailbox(client)).declaration(str(asked))
    assert (seen["status"], seen["sealed"]["digest"]) == ("submitted", sealed.digest)
    secret = tokens.link_secret(sending.secret_key, str(supervisor.id), supervisor.link_generation)
    opened = httpx.post(f"{new.base_url}/api/e/{supervisor.public_id}/open", json={"secret": secret})
    assert opened.status_code == 200
    new.stop()
    await database.open(new.environment["DATABASE_URL"])
    content = await SealedContent.get(version_id=sealed.id)
    digest = seal.content_digest(content.salt, content.payload)
    assert seal.version_digest("", str(asked), 1, digest) == sealed.digest
    assert await database.missing_triggers() == []
    kinds = await OutboxMessage.filter(sent_at__gt=datetime.now(UTC).replace(hour=0)).values_list("kind", flat=True)
    assert "message" not in kinds
    assert len(sink.taken) == 7, "nothing went out again"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nothing_is_overwritten(
    asked: UUID, sending: Settings, old: Site, new: Site, tmp_path: Path, database_url: str
) -> None:
    made = await back_up(old, tmp_path / "kept")
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    there = run(old, "restore", str(made))
    assert there.returncode == 1
    assert "allerede en database" in there.stderr
    new.environment["LOGBOG_SECRET_KEY"] = "another key that links were never made with"
    other = run(new, "restore", str(made))
    assert other.returncode == 1
    assert "secret_key i miljøet er en anden" in other.stderr
    del new.environment["LOGBOG_SECRET_KEY"]
    fresh = new.var / "keys" / "secret_key"
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(own := "a key that this place made for itself before")
    assert run(new, "restore", str(made)).returncode == 0
    assert fresh.read_text() == sending.secret_key.decode()
    assert [path.read_text() for path in fresh.parent.glob("secret_key.before-restore-*")] == [own]
    assert {path: path.read_bytes() for path in made.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_damaged_backup_is_not_put_back(asked: UUID, old: Site, new: Site, tmp_path: Path) -> None:
    made = await back_up(old, tmp_path / "kept")
    copy = made / "logbog.sqlite3"
    whole = copy.read_bytes()
    copy.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])
    refused = run(new, "restore", str(made))
    assert (refused.returncode, "beskadiget" in refused.stderr) == (1, True), refused.stderr
    assert run(new, "restore", str(made)).stderr == refused.stderr, "no half of it was put there"


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_without_pg_dump_the_command_is_told_and_the_password_is_not(old: Site, tmp_path: Path) -> None:
    old.environment |= {"PATH": "/nowhere", "DATABASE_URL": "postgresql://logbog:hemmelig@db.example:5432/logbog"}
    told = run(old, "backup", str(tmp_path / "kept"))
    made = only(tmp_path / "kept")
    assert told.returncode == 1
    assert "pg_dump --dbname=postgresql://logbog@db.example:5432/logbog --format=custom" in told.stderr
    assert f"--exclude-table-data=*.outbox_text --file={made}/logbog.pgdump" in told.stderr
    assert "hemmelig" not in told.stderr + told.stdout
    assert (made / "keys" / "secret_key").exists()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_copy_before_a_migration_holds_no_text_and_mails_nothing(
    asked: UUID, sending: Settings, database_url: str
) -> None:
    await write(asked, sending, SCHOOL)
    path = database.sqlite_path(database_url)
    assert path
    database._keep_a_copy(database_url, "0099_later")
    [copy] = path.parent.glob("*.before-0099_later")
    assert MARK.encode() not in copy.read_bytes()
    with closing(sqlite3.connect(copy)) as made:
        assert made.execute(
            "SELECT count(*) FROM outbox_message WHERE sent_at IS NULL AND dead_at IS NULL"
        ).fetchone() == (0,)
    async with in_transaction():
        assert await OutboxMessage.filter(sent_at=None, dead_at=None).exists(), "the live ones wait on"


def only(folder: Path) -> Path:
    [one] = folder.iterdir()
    return one


def run(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    return nursery.run([*arguments], site.environment)
