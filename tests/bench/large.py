"""`make bench-large`: the panel's pages with 1,000,000 declarations in the database against 10,000, at the 95th
percentile, on SQLite and on PostgreSQL. The reader's school is the same in both: 3,000 declarations.

Takes about ten minutes, most of it to fill the databases, and 4 GB in the folder for temporary files.
"""

import asyncio
import logging
import statistics
import tempfile
from collections import defaultdict

import asyncpg

from server.storage import database
from tests import postgres
from tests.bench.figure import Figure
from tests.bench.panel_pages import MISSING, class_page, prepare, signed_in
from tests.bench.schools_rows import class_of

FEW, MANY = 10_000, 1_000_000
TURNS, TIMES = 6, 40
STAFF, MAILBOX = "hanne@s0.example", "kontor@s0.example"
PAGES = {
    "class of 30": (STAFF, class_page(class_of(0, 85))),
    "missing, staff": (STAFF, MISSING),
    "missing, a school's mailbox": (MAILBOX, MISSING),
}


async def figures(kind: str, few: str, many: str, var: str) -> list[Figure]:
    for url, number in ((few, FEW), (many, MANY)):
        await prepare(url, number)
        await database.close()
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(TURNS):  # in turns, so that a busy moment hits both
        for url in (few, many):
            for page, times in (await _turn(url, var)).items():
                taken[url, page] += times
    return [_figure(f"{page}, {kind}", taken[many, page], taken[few, page]) for page in PAGES]


async def _turn(url: str, var: str) -> dict[str, list[float]]:
    await database.open(url)
    try:
        found: dict[str, list[float]] = {}
        for page, (address, path) in PAGES.items():
            async with signed_in(url, address, var) as reader:
                for _ in range(5):
                    await reader.get(path)
                found[page] = [await reader.get(path) for _ in range(TIMES)]
        return found
    finally:
        await database.close()


def _figure(name: str, many: list[float], few: list[float]) -> Figure:
    a, b = (statistics.quantiles(times, n=20)[-1] for times in (many, few))
    middle = f"medians {statistics.median(many):.1f} to {statistics.median(few):.1f}"
    return Figure(f"1,000,000, of 10,000: {name}", a / b, 1.5, f"{a:.1f} to {b:.1f} ms, {middle}", at_most=True)


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
    logging.getLogger("logbog.web").setLevel(logging.ERROR)
    print(Figure.HEAD)
    with tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        for figure in asyncio.run(on_sqlite(folder)):
            print(figure.line(), flush=True)
    with postgres.server() as server, tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        for figure in asyncio.run(on_postgres(server, folder)):
            print(figure.line(), flush=True)
