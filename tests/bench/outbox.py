"""The outbox against a bare SMTP loop at the same concurrency, and claiming among a million rows that were sent."""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import aiosmtplib
from tortoise.connection import get_connections

from server import worker
from server.delivery import mails, smtp
from server.delivery.deliver import deliver_due
from server.settings import Settings, from_environment
from server.storage import database, outbox, outcomes
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from tests.bench.figure import Figure
from tests.bench.submission import NOW, asked, empty
from tests.postgres import free_port

AT_ONCE = worker.AT_ONCE["mail"]
MAILS = 300
TOGETHER = 5  # mails that one submission sends: they are due at the same moment
ROUNDS = 3
LEASE = timedelta(minutes=2)
CLAIMS, TURNS = 15, 6


def measure() -> Iterator[Figure]:
    yield asyncio.run(_throughput())
    yield asyncio.run(_claiming())


async def _throughput() -> Figure:
    """Mails a second, rendered from the database, handed over and marked, of what a loop that only sends reaches."""
    async with empty() as person, _sink() as port:
        settings = from_environment({**SITE, "SMTP_PORT": str(port)})
        for _ in range(MAILS // TOGETHER):
            await asked(person)
        rows = await Recipient.filter(roles="supervisor")
        await OutboxMessage.all().delete()
        bare, ours = [], []
        for _ in range(ROUNDS):  # side by side, so that a busy moment hits both
            messages = [_message(row) for row in rows for _ in range(TOGETHER)]
            bare.append(MAILS / await _bare(messages[0], settings))
            await outbox.put_all(messages)
            ours.append(MAILS / await _ours(settings))
            assert await OutboxMessage.filter(sent_at=None).count() == 0
    a, b = statistics.median(bare), statistics.median(ours)
    return Figure("outbox, of a bare SMTP loop", b / a, 0.5, f"{b:.0f} of {a:.0f} mails a second, {AT_ONCE} at once")


SITE = {
    "LOGBOG_BASE_URL": "https://logbog.example",
    "LOGBOG_SENDER": "post@logbog.example",
    "LOGBOG_BOUNCE_ADDRESS": "retur@logbog.example",
    "LOGBOG_SECRET_KEY": "a key for the bench alone, long enough to be taken",
    "SMTP_HOST": "127.0.0.1",
}


def _message(row: Recipient) -> OutboxMessage:
    ids = {"recipient_id": row.id, "declaration_id": row.declaration_id}
    return outbox.message("declaration_requested", row.address, now=NOW, **ids)


async def _ours(settings: Settings) -> float:
    async def postman() -> None:
        while await deliver_due("mail", settings, NOW):
            pass

    begun = time.perf_counter()
    await asyncio.gather(*(postman() for _ in range(AT_ONCE)))
    return time.perf_counter() - begun


async def _bare(message: OutboxMessage, settings: Settings) -> float:
    """Connections that only write a ready text as a mail and hand it over, again and again."""
    mail = await mails.render(message, settings)
    assert settings.smtp

    async def sender() -> None:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=settings.smtp.port, start_tls=False) as client:
            for _ in range(MAILS // AT_ONCE):
                content = smtp.compose(mail, settings).as_bytes()
                await client.sendmail(settings.sender, [message.to], content)

    begun = time.perf_counter()
    await asyncio.gather(*(sender() for _ in range(AT_ONCE)))
    return time.perf_counter() - begun


@asynccontextmanager
async def _sink() -> AsyncIterator[int]:
    """A mail server in a process of its own, which forgets what it takes."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.bench.sink", str(port))
    try:
        for _ in range(200):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            except OSError:
                await asyncio.sleep(0.05)
        yield port
    finally:
        process.terminate()
        await process.wait()


async def _claiming() -> Figure:
    """In turns, so that a busy moment hits both."""
    with ExitStack() as stack:
        urls = []
        for sent in (1_000, 1_000_000):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="logbog-bench-"))
            urls.append(f"sqlite:///{folder}/logbog.sqlite3")
            await database.migrate(urls[-1])
            await _claim(urls[-1], FILL.format(number=sent))
        taken: dict[str, list[float]] = {url: [] for url in urls}
        for _ in range(TURNS):
            for url in urls:
                taken[url] += await _claim(url)
    few, many = (statistics.median(taken[url]) for url in urls)
    return Figure("claim among 1,000,000 sent, of 1,000", many / few, 1.3, f"{many:.2f} to {few:.2f} ms", at_most=True)


async def _claim(url: str, first: str = "SELECT 1") -> list[float]:
    """Milliseconds that each claim of ten takes."""
    await database.open(url)
    client: Any = get_connections().get("default")
    await client.execute_script(first)
    taken = []
    for _ in range(CLAIMS):
        await outbox.put_all([outbox.message("pen_handed", "a@b.example", now=NOW) for _ in range(10)])
        begun = time.perf_counter()
        rows = await outbox.claim("mail", NOW, LEASE, 10)
        taken.append(1000 * (time.perf_counter() - begun))
        assert len(rows) == 10
        await outcomes.sent(rows, NOW)
    await database.close()
    return taken


FILL = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number})
    INSERT INTO outbox_message (id, lane, kind, "to", facts, created_at, due_at, attempts, copies, sent_at)
    SELECT printf('%08x-0000-4000-8000-%012x', i, i), 'mail', 'pen_handed', 'a@b.example', '{{}}',
           datetime('2026-01-01', '+' || i || ' seconds'), datetime('2026-01-01', '+' || i || ' seconds'), 1, 1,
           datetime('2026-01-01', '+' || i || ' seconds') FROM n
"""
