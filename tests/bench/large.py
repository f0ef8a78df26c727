"""`make bench-large`: the panel's pages with 1,000,000 declarations in the database against 10,000, at the 95th
percentile, on SQLite and on PostgreSQL. The reader's school is the same in both: 3,000 declarations.

Takes about ten minutes, most of it to fill the databases, and 4 GB in the folder for temporary files.
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from server.storage import database
from tests import postgres
from tests.bench.figure import Figure
from tests.bench.panel_pages import MISSING, class_page, prepare
from tests.bench.schools_rows import class_of

FEW, MANY = 10_000, 1_000_000
TIMES, WARM = 300, 10
STAFF, MAILBOX = "hanne@s0.example", "kontor@s0.example"
PAGES = {
    "class of 30": (STAFF, class_page(class_of(0, 85))),
    "missing": (STAFF, MISSING),
    "missing, as a mailbox": (MAILBOX, MISSING),
}


class Application:
    """The application on one of the databases, in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def get(self, address: str, path: str) -> float:
        """Milliseconds that the page takes there."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{address} {path}\n".encode())
        return float(await self.process.stdout.readline())


@asynccontextmanager
async def application(url: str, var: str) -> AsyncIterator[Application]:
    program = (sys.executable, "-m", "tests.bench.panel_pages", url, var)
    process = await asyncio.create_subprocess_exec(
        *program, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield Application(process)
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()


async def figures(kind: str, few: str, many: str, var: str) -> list[Figure]:
    for url, number in ((few, FEW), (many, MANY)):
        await prepare(url, number)
        await database.close()
    async with application(few, var) as small, application(many, var) as large:
        return [await _figure(f"{page}, {kind}", small, large, *wanted) for page, wanted in PAGES.items()]


async def _figure(name: str, small: Application, large: Application, address: str, path: str) -> Figure:
    """One request here, one there, so that a busy moment hits both."""
    few, many = [], []
    for _ in range(WARM + TIMES):
        few.append(await small.get(address, path))
        many.append(await large.get(address, path))
    a, b = (statistics.quantiles(times[WARM:], n=20)[-1] for times in (many, few))
    middle = f"medians {statistics.median(many):.1f} to {statistics.median(few):.1f}"
    return Figure(f"{name}: 1,000,000, of 10,000", a / b, 1.5, f"{a:.1f} to {b:.1f} ms, {middle}", at_most=True)


async def on_sqlite(folder: str) -> list[Figure]:
    return await figures("SQLite", f"sqlite:///{folder}/few.sqlite3", f"sqlite:///{folder}/many.sqlite3", folder)


async def on_postgres(server: str, folder: str) -> list[Figure]:
    connection = await asyncpg.connect(f"{server}/postgres")
    try:
        for name in ("few", "many"):
            await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    return await figures("PostgreSQL", f"{server}/few", f"{server}/many", folder)


if __name__ == "__main__":
    print(Figure.HEAD)
    with tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        for figure in asyncio.run(on_sqlite(folder)):
            print(figure.line(), flush=True)
    with postgres.server() as server, tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        for figure in asyncio.run(on_postgres(server, folder)):
            print(figure.line(), flush=True)
