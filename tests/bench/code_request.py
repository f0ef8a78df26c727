"""Asking for a code with an address that is known against one that is not: nobody may tell the two apart by a clock."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from uuid import uuid4

from server.actions import signing_in
from server.codes import Asker
from server.storage.people import Person
from tests.bench.figure import Figure
from tests.bench.submission import KEY, NOW, empty

TIMES = 800


def measure() -> Iterator[Figure]:
    yield asyncio.run(_measure())


async def _measure() -> Figure:
    async with empty():
        known, unknown = [], []
        for number in range(TIMES):
            address = f"known-{number}@example.org"
            await Person.create(id=uuid4(), address=address, created_at=NOW, moved_to_new_order=False)
            first, second = (known, address), (unknown, f"other-{number}@example.org")
            for times, asked in (first, second) if number % 2 else (second, first):
                times.append(await _ask(asked, number))
        # Of each pair, asked right after each other: how busy the machine is hits both.
        ratio = statistics.median(a / b for a, b in zip(known, unknown, strict=True))
        seen = f"{statistics.median(known):.2f} to {statistics.median(unknown):.2f} ms"
        return Figure("code for a known address, of an unknown", max(ratio, 1 / ratio), 1.05, seen, at_most=True)


async def _ask(address: str, number: int) -> float:
    """Milliseconds."""
    asker = Asker(f"browser {number}", None, f"client {number}")
    begun = time.perf_counter()
    await signing_in.ask_for_code(address, asker, key=KEY, now=NOW)
    return 1000 * (time.perf_counter() - begun)
