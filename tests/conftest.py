"""A fresh, migrated database for each test, on SQLite and on PostgreSQL; and the order of the tests.

    async def test_…(open_database): …    the database is open: the test awaits actions and queries
    def test_…(database_url): …           the address only, for tests that start an app of their own

Async tests need no mark, anyio runs them. A test for one of the two databases says so with
`@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)`.
"""

import asyncio
import gc
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from server.storage import database, editions
from tests import postgres, scratch
from tests.example import EDITIONS
from tests.site import ROOT, Site


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's loop, once it runs, stays in the way of every other one."""
    items.sort(key=lambda item: bool({"browser", "webkit"} & set(item.path.parts)))


def pytest_collection_finish() -> None:
    """Python looks for garbage less often: what is imported and collected stays, and is much to look through."""
    gc.set_threshold(20_000, 50, 100)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """A database left open keeps its thread, and Python would wait for that for ever."""
    left = [
        thread.name for thread in threading.enumerate() if not thread.daemon and thread is not threading.main_thread()
    ]
    if left:
        print(f"A test left something open: {', '.join(left)}", file=sys.stderr, flush=True)
        sys.stdout.flush()
        os._exit(1)


@pytest.fixture(autouse=True)
def no_edition_is_known() -> None:
    """An edition never changes, so a server keeps it; but each test has a database, and editions, of its own."""
    editions._read.clear()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database that is this test's alone: every table, no row."""
    copy = {"sqlite": sqlite_copy, "postgres": postgres_copy}[request.param]
    with copy(request.getfixturevalue(f"{request.param}_template")) as url:
        yield url


@pytest.fixture
async def open_database(database_url: str) -> AsyncIterator[str]:
    await database.open(database_url)
    yield database_url
    await database.close()


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    with scratch.folder() as folder:
        path = folder / "template.sqlite3"
        asyncio.run(_prepare(f"sqlite:///{path}"))
        yield path


async def _prepare(url: str) -> None:
    """Migrated, and the shipped catalogue in it."""
    await database.migrate(url)
    await database.open(url)
    await editions.load(EDITIONS, datetime(2026, 11, 1, tzinfo=UTC))
    await database.close()


@contextmanager
def sqlite_copy(template: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=template.parent) as folder:
        path = shutil.copy(template, folder)
        yield f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The server's address; its database `template` has been migrated."""
    asyncio.run(_execute(postgres_server, "CREATE DATABASE template"))
    asyncio.run(_prepare(f"{postgres_server}/template"))
    return postgres_server


@contextmanager
def postgres_copy(server: str) -> Iterator[str]:
    name = f"logbog_{os.urandom(8).hex()}"
    asyncio.run(_execute(server, f"CREATE DATABASE {name} TEMPLATE template", " STRATEGY FILE_COPY"))
    yield f"{server}/{name}"
    asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


async def _execute(server: str, statement: str, since_15: str = "") -> None:
    """`since_15`: more of the statement, which makes it quicker where PostgreSQL knows it."""
    connection = await asyncpg.connect(f"{server}/postgres")
    try:
        knows_it = connection.get_server_version().major >= 15
        await connection.execute(statement + (since_15 if knows_it else ""))
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every table; made by a process of its own, since Playwright's loop is in the way here."""
    assert (ROOT / "build" / "service_worker.js").exists(), "There is nothing to serve yet: make build"
    var = tmp_path_factory.mktemp("migrated")
    Site(var).command("migrate")
    return var / "logbog.sqlite3"
