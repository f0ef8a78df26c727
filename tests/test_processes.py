"""The processes as a host runs them: release, web and worker on PostgreSQL; one alone on SQLite."""

import json
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from server.storage.outbox import OutboxMessage
from tests.cast import APPRENTICE
from tests.site import PATIENCE, ROOT, Site


@contextmanager
def process(site: Site, command: str) -> Iterator[subprocess.Popen[str]]:
    program = [sys.executable, "-u", "-m", "server", command]
    running = subprocess.Popen(
        program, cwd=ROOT, env=site.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        said, _ = running.communicate(timeout=15)
        # The web ends by the signal itself, once all is closed: so uvicorn has it.
        assert running.returncode == (-signal.SIGTERM if command == "run" else 0), said


def ask_for_code(site: Site) -> None:
    body = b'{"address": "%s"}' % APPRENTICE.encode()
    asked = urllib.request.Request(f"{site.base_url}/api/sign_in/code", body, {"content-type": "application/json"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.status == 202


async def sent(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(f"SELECT count(*) FROM {OutboxMessage.Meta.table} WHERE sent_at IS NOT NULL")
    finally:
        await connection.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_on_postgresql_the_web_leaves_the_mail_to_the_worker(database_url: str, tmp_path: Path) -> None:
    site = Site(tmp_path, DATABASE_URL=database_url, LOGBOG_SECRET_KEY="fælles for alle processer, 1234567890")
    site.command("migrate")
    site.start()
    try:
        ask_for_code(site)
        assert await sent(database_url) == 0
        with process(site, "worker"):
            end = time.monotonic() + PATIENCE
            while await sent(database_url) == 0:
                assert time.monotonic() < end, "no worker took the mail"
        assert await sent(database_url) == 1
    finally:
        site.stop()


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Site:
    """Migrated, on SQLite, and nothing runs yet."""
    shutil.copy(sqlite_template, tmp_path / "logbog.sqlite3")
    return Site(tmp_path)


def test_on_sqlite_a_worker_beside_says_that_it_has_nothing_to_do(site: Site) -> None:
    with process(site, "worker") as worker:
        assert worker.stdout
        assert "webprocessen" in worker.stdout.readline()
        assert worker.poll() is None


def test_what_make_run_prints_is_what_seed_tells(site: Site) -> None:
    cast = json.loads(site.command("seed", "--json"))
    assert json.loads(site.command("seed", "--json")) == cast, "a second seed changes nothing"
    assert set(cast) == {
        "apprentice", "supervisor", "school", "panel", "workplace", "operator", "trade_committee", "local_committee",
    }  # fmt: skip
    printed = site.command("seed")
    for person in cast.values():
        assert person["address"] in printed
        assert person["start_url"] in printed
    with process(site, "run"):
        site.until_ready()
        for person in cast.values():
            with urllib.request.urlopen(person["start_url"].split("#")[0], timeout=5) as page:
                assert page.status == 200
