"""A class of 30 against one of 1, and what a school with 3,000 declarations misses against one with a single class."""

import asyncio
import logging
import statistics
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

from server.storage import database
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed
from server.storage.schools import School, Staff
from server.storage.summonses import Expected, Summons
from tests.bench.figure import Figure
from tests.bench.panel_pages import MISSING, Reader, class_page, prepare, signed_in
from tests.bench.schools_rows import SCHOOL, class_of

TIMES = 60
LARGE, SMALL, ONE = "hanne@s0.example", "hanne@lille.example", "hanne@en.example"


def measure() -> Iterator[Figure]:
    logging.getLogger("logbog.web").setLevel(logging.ERROR)
    yield from asyncio.run(_measure())


async def _measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        url = f"sqlite:///{folder}/logbog.sqlite3"
        await prepare(url, SCHOOL)
        try:
            of_thirty, of_one = class_of(0, 85), class_of(0, 90)
            await _give(of_thirty, SMALL)
            await _give(of_one, ONE)
            await _leave_one(of_one)
            async with (
                signed_in(url, LARGE, folder) as large,
                signed_in(url, SMALL, folder) as small,
                signed_in(url, ONE, folder) as one,
            ):
                pages = ((small, class_page(of_thirty)), (one, class_page(of_one)))
                overviews = ((large, MISSING), (small, MISSING))
                return [
                    *await _compared("class of 30, of one of 1", 3, *pages),
                    *await _compared("missing: 3,000 declarations, of 30", 2, *overviews),
                ]
        finally:
            await database.close()


async def _compared(
    name: str, goal: float, much: tuple[Reader, str], little: tuple[Reader, str]
) -> tuple[Figure, Figure]:
    """In turns, so that a busy moment hits both."""
    counts = [await reader.statements(path) for reader, path in (much, little)]  # also warms up
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        for times, (reader, path) in zip(taken, (much, little), strict=True):
            times.append(await reader.get(path))
    a, b = (statistics.median(times) for times in taken)
    return (
        Figure(name, a / b, goal, f"{a:.1f} to {b:.1f} ms", at_most=True),
        Figure("  its statements", counts[0] / counts[1], 1, f"{counts[0]} to {counts[1]}", at_most=True),
    )


async def _give(class_id: UUID, staff: str) -> None:
    """The class to a school of its own."""
    now = datetime.now(UTC)
    school = await School.create(id=uuid4(), name="Skole", created_at=now)
    await Staff.create(id=uuid4(), school=school, address=staff, name="Hanne", created_at=now)
    await Summons.filter(id=class_id).update(school_id=school.id)
    ids = await Declaration.filter(summons_id=class_id).values_list("id", flat=True)
    await Recipient.filter(declaration_id__in=ids, school_id__isnull=False).update(school_id=school.id)


async def _leave_one(class_id: UUID) -> None:
    """One apprentice who waits for an answer, and nobody else."""
    stays = await Listed.filter(summons_id=class_id, stage="requested").order_by("declaration_id").first()
    assert stays
    await Listed.filter(summons_id=class_id).exclude(declaration_id=stays.declaration_id).update(summons_id=None)
    await Declaration.filter(summons_id=class_id).exclude(id=stays.declaration_id).update(summons_id=None)
    await Expected.filter(summons_id=class_id).delete()
    await Summons.filter(id=class_id).update(expected=1)
