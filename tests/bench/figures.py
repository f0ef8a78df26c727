"""Telling the figures of 10,000 declarations against 1,000: a declaration costs no more; and reading a meeting pack."""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

from tortoise.connection import get_connections

from server.actions import figures
from server.domain.roles import Reader, Seat
from server.reading import figures as reading
from server.storage import database
from server.storage.listed import Listed
from tests.bench import schools_rows
from tests.bench.figure import Figure
from tests.bench.panel_pages import prepare
from tests.documents import sealed

SMALL, LARGE = 1000, 10_000
TODAY, NOW = date(2026, 9, 1), datetime(2026, 9, 1, 8, tzinfo=UTC)
IN_PERIOD = date(2026, 4, 13)
AT = "'2026-04-01 09:00:00+00:00'"


def measure() -> Iterator[Figure]:
    small, large = (asyncio.run(_measure(declarations)) for declarations in (SMALL, LARGE))
    telling = (large[0] / LARGE) / (small[0] / SMALL)
    seen = f"{large[0]:.2f} s for {LARGE:,}, {small[0]:.2f} s for {SMALL:,}"
    yield Figure("figures: of 10,000, a declaration of 1,000", telling, 1.2, seen, at_most=True)
    reading_one = large[1] / small[1]
    seen = f"{1000 * large[1]:.1f} to {1000 * small[1]:.1f} ms"
    yield Figure("  reading the meeting pack of them", reading_one, 1.5, seen, at_most=True)


async def _measure(declarations: int) -> tuple[float, float]:
    """Seconds of the processor to tell, and seconds to read a pack."""
    with tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        await prepare(f"sqlite:///{folder}/logbog.sqlite3", declarations)
        try:
            await Listed.exclude(stage="begun").update(school_period_starts_on=IN_PERIOD)
            await _seal()
            begun = time.process_time()  # the two are not measured side by side: what else runs must not count
            told = await figures.tell(TODAY, NOW)
            spent = time.process_time() - begun
            assert ("bygningssnedker", "2026-1") in told
            return spent, statistics.median([await _read() for _ in range(15)])
        finally:
            await database.close()


async def _seal() -> None:
    """What was answered, in one statement: the same words for all."""
    client = get_connections().get("default")
    payload = json.dumps(sealed.version()["payload"], ensure_ascii=False).replace("'", "''")
    kind = schools_rows.DECLARATION
    ids = f"replace(declaration_id, '{kind:08x}-', '{{:08x}}-')"
    answered = "FROM listed WHERE stage IN ('answered', 'read')"
    version, content = ids.format(77), ids.format(78)
    await client.execute_script(
        "INSERT INTO sealed_version (id, declaration_id, number, previous_digest, content_digest, digest, sealed_at) "
        f"SELECT {version}, declaration_id, 1, '', '', {version}, {AT} {answered};"
        "INSERT INTO sealed_content (id, version_id, salt, payload) "
        f"SELECT {content}, {version}, '', '{payload}' {answered}"
    )
    await client.execute_script(f"UPDATE declaration SET requested_at = {AT}")


async def _read() -> float:
    seat = Seat(uuid4(), "trade", "Udvalg", None, ("bygningssnedker",))
    reader = Reader(uuid4(), "bo@udvalget.example", "", seats=(seat,))
    begun = time.perf_counter()
    pack = await reading.pack(reader, seat.committee_id, "bygningssnedker", "2026-1", TODAY)
    assert pack["answers"]
    return time.perf_counter() - begun
