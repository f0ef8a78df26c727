"""The panel's pages as whole requests to the application itself, with whoever is signed in; and their statements.

python -m tests.bench.panel_pages URL VAR      reads lines of `address path`, answers each with its milliseconds
"""

import asyncio
import logging
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import httpx2

from server import tokens
from server.app import create_app
from server.domain.moments import danish_day
from server.settings import from_environment
from server.storage import database, editions
from server.storage.panel_sessions import PanelSession
from tests import statements
from tests.bench import schools_rows

SITE = {"DEBUG": "1", "LOGBOG_SECRET_KEY": "a key for the bench alone, long enough to be taken"}
MISSING = "/panel/missing"


def class_page(class_id: UUID) -> str:
    return f"/panel/classes/{class_id}"


def today() -> date:
    return danish_day(datetime.now(UTC))


async def prepare(url: str, declarations: int) -> None:
    """A migrated database with so many declarations in it; it is left open."""
    await database.migrate(url)
    await database.open(url)
    await editions.load(editions.shipped(), datetime.now(UTC))
    await schools_rows.fill(declarations, today())


class Reader:
    """A browser that is signed in to the panel."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str) -> float:
        """Milliseconds that the page takes."""
        begun = time.perf_counter()
        answer = await self.client.get(path)
        taken = 1000 * (time.perf_counter() - begun)
        assert answer.status_code == 200, answer.text
        return taken

    async def statements(self, path: str) -> int:
        """How many SQLite runs for the page."""
        async with statements.on_sqlite() as seen:
            await self.get(path)
        return len(seen)


@asynccontextmanager
async def signed_in(url: str, address: str, var: str) -> AsyncIterator[Reader]:
    """`url`: of the database that is open."""
    now, token = datetime.now(UTC), tokens.new_token()
    await PanelSession.create(
        id=uuid4(), token_hash=tokens.hash_token(token), address=address, name="Hanne", device="bench",
        own_machine=False, created_at=now, last_seen_at=now, expires_at=now + timedelta(hours=12),
    )  # fmt: skip
    app = create_app(from_environment({**SITE, "DATABASE_URL": url, "LOGBOG_VAR": var}))
    transport = httpx2.ASGITransport(app=app)
    base = "http://localhost:8000"
    async with httpx2.AsyncClient(transport=transport, base_url=base, cookies={"panel": token}) as client:
        yield Reader(client)


async def _answer(url: str, var: str) -> None:
    await database.open(url)
    readers: dict[str, Reader] = {}
    try:
        async with AsyncExitStack() as stack:
            while line := await asyncio.to_thread(sys.stdin.readline):
                address, path = line.split()
                if address not in readers:
                    readers[address] = await stack.enter_async_context(signed_in(url, address, var))
                print(await readers[address].get(path), flush=True)
    finally:
        await database.close()


if __name__ == "__main__":
    logging.getLogger("logbog.web").setLevel(logging.ERROR)
    asyncio.run(_answer(*sys.argv[1:]))
