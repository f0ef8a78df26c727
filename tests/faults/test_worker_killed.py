"""The worker is killed (kill -9) while it leases, and when the mail server has a mail that nobody has marked yet."""

import base64
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from server.storage import outbox
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.worker import AT_ONCE
from tests import nursery
from tests.cast import SUPERVISOR
from tests.delivery.conftest import NOW, asked, sending, sink
from tests.delivery.peer import Peer, peer
from tests.postgres import free_port
from tests.site import OURS

__all__ = ["asked", "sending", "sink"]
PATIENCE = 3  # seconds, also enough for a mail on a busy machine; the lease lasts four times as long
MAILS = 12


@pytest.fixture
def start(database_url: str, tmp_path: Path) -> Iterator[Callable[[Peer], nursery.Forked]]:
    """Starts whoever delivers on this database: the server on SQLite, a worker on PostgreSQL."""
    running: list[nursery.Forked] = []

    def go(server: Peer) -> nursery.Forked:
        ours = {
            "DATABASE_URL": database_url,
            "LOGBOG_VAR": str(tmp_path),
            "LOGBOG_BASE_URL": "https://logbog.example",
            "LOGBOG_SENDER": "post@logbog.example",
            "LOGBOG_SECRET_KEY": "a key for this test alone, long enough to be taken",
            "LOGBOG_VAPID_KEY": base64.urlsafe_b64encode(b"\1" * 32).decode().rstrip("="),
            "LOGBOG_PATIENCE": str(PATIENCE),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(server.port),
            "PORT": str(free_port()),
        }
        theirs = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        command = "run" if database_url.startswith("sqlite") else "worker"
        running.append(nursery.start([command], theirs | ours, tmp_path / "worker.log"))
        return running[-1]

    yield go
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("database_url", "moment"),
    [("sqlite", "taken"), ("sqlite", "leased"), ("postgres", "taken")],
    indirect=["database_url"],
)
async def test_a_killed_worker_loses_no_mail_and_sends_at_most_one_more_copy(
    asked: UUID, start: Callable[[Peer], nursery.Forked], moment: str
) -> None:
    row = await Recipient.get(address=SUPERVISOR)
    ids = {"recipient_id": row.id, "declaration_id": asked}
    mails = [outbox.message("pen_handed", SUPERVISOR, now=NOW, **ids) for _ in range(MAILS)]
    await outbox.put_all(mails)
    async with peer() as server:
        if moment == "leased":
            server.answers["greeting"] = None  # the rows are claimed; then nothing more is heard of it
        first = start(server)

        def pull_the_plug() -> None:
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
            server.answers = {}
            server.on_taken = server.on_open = None

        server.on_taken = None if moment == "leased" else pull_the_plug
        server.on_open = pull_the_plug if moment == "leased" else None
        await server.until(lambda: first.poll() is not None)
        open_rows = await OutboxMessage.filter(claim_token__isnull=False, sent_at=None)
        assert open_rows, "it was killed too late to show anything"
        if moment == "taken":  # the lease is over, as it is after the wait of the other moment
            await OutboxMessage.filter(claim_token__isnull=False, sent_at=None).update(due_at=NOW, claimed_until=NOW)
        second = start(server)
        await server.until(lambda: len(set(server.ids)) == MAILS + 2)
        copies = {id: server.ids.count(id) for id in server.ids}
        twice = [id for id, number in copies.items() if number > 1]
        assert max(copies.values()) == (2 if moment == "taken" else 1)
        assert len(twice) <= AT_ONCE["mail"], "no more than were on their way, one for each who delivers"
        second.send_signal(signal.SIGTERM)
        second.wait(20)
    rows = await OutboxMessage.all()
    assert all(known.sent_at and not known.dead_at for known in rows)
    assert max(known.copies for known in rows) <= 2
