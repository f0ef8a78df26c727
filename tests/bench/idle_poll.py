"""The poll every phone repeats ("nothing new", the session checked) against a bare route with one plain read."""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from server import tokens
from server.storage import changes, database
from server.storage.people import Person
from server.storage.sessions import Session
from tests.bench.figure import Figure
from tests.bench.load import per_second
from tests.postgres import free_port
from tests.site import ROOT, Site

ROUNDS = 3


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        site = Site(Path(folder))
        site.command("migrate")
        token, newest = asyncio.run(_signed_in(site))
        poll = {"Cookie": f"session={token}", "If-None-Match": f'"{newest}"'}
        site.start()
        try:
            with _bare(Path(folder) / "logbog.sqlite3") as port:
                rounds = [
                    (
                        per_second(site.port, f"/api/changes?after={newest}", 304, poll),
                        per_second(port, "/read", 200, {}),
                    )
                    for _ in range(ROUNDS)
                ]
        finally:
            site.stop()
    ours, bare = (statistics.median(column) for column in zip(*rounds, strict=True))
    yield Figure("idle poll, of one bare route with one read", ours / bare, 0.25, f"{ours:.0f}/s of {bare:.0f}/s")


async def _signed_in(site: Site) -> tuple[str, int]:
    """The cookie of somebody who is signed in, and the number of the newest change of theirs."""
    now, token = datetime.now(UTC), tokens.new_token()
    await database.open(f"sqlite:///{site.var}/logbog.sqlite3")
    try:
        person = await Person.create(id=uuid4(), address="poll@example.org", created_at=now)
        await Session.create(
            id=uuid4(),
            token_hash=tokens.hash_token(token),
            person=person,
            device="bench",
            shared_device=False,
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=1),
        )
        async with database.transaction():
            await changes.note(person.id, [uuid4()])
        newest = await changes.Change.filter(person_id=person.id).order_by("-number").values_list("number", flat=True)
        return token, newest[0]
    finally:
        await database.close()


@contextmanager
def _bare(path: Path) -> Iterator[int]:
    port = free_port()
    program = [sys.executable, "-m", "uvicorn", "tests.bench.bare:app", "--port", str(port), "--no-access-log"]
    environment = os.environ | {"BARE_DATABASE": str(path)}
    process = subprocess.Popen(program, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)
