"""A submission (judged, sealed, every mail written) against a Tortoise transaction of two inserts, on a real disk."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from server import tokens
from server.actions import answers, declarations, opening, requests, submissions
from server.domain import goals
from server.domain.operations import Device, Operation
from server.domain.roles import Visitor
from server.storage import database, editions
from server.storage.declarations import Recipient
from server.storage.people import Person
from server.storage.receipts import Receipt
from tests import statements
from tests.bench.figure import Figure

TIMES = 60
KEY = b"k" * 32
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DETAILS = {
    "details.main_course": 2,
    "details.training_period_ends_on": "2026-12-18",
    "details.school_period_starts_on": "2027-01-04",
    "details.school_class": "snh2a",
    "details.workplace_cvr": "13748136",
    "details.workplace_name": "Værkstedet",
    "details.school_contacts": [{"name": "", "address": "school@example.org"}],
}
ENDING = {
    "supervisor.functions_confirmed": True,
    "supervisor.machines_confirmed": True,
    "supervisor.goals_reached": "yes",
    "supervisor.talked_through_on": "2026-11-23",
    "supervisor.name": "Værkfører",
}


def measure() -> Iterator[Figure]:
    ratio, seen, commits = asyncio.run(_measure())
    yield Figure("submission, of a transaction of two inserts", ratio, 0.5, seen)
    yield Figure("commits (one fsync each) a submission", commits, 1, f"{TIMES} submissions", at_most=True)


async def _measure() -> tuple[float, str, float]:
    async with empty() as person:
        ready = [await asked(person) for _ in range(TIMES)]
        plain, sent, commits = [], [], 0
        for visitor, revision in ready:  # side by side, so that a busy moment of the disk hits both
            plain.append(await _timed(_two_inserts()))
            async with statements.on_sqlite() as seen:
                sent.append(
                    await _timed(
                        submissions.submit(visitor, uuid4(), revision, now=NOW, today=TODAY, take_back=timedelta())
                    )
                )
            commits += seen.count("COMMIT")
        a, b = statistics.median(plain), statistics.median(sent)
        return a / b, f"{b * 1000:.1f} ms to {a * 1000:.1f} ms", commits / TIMES


@asynccontextmanager
async def empty() -> AsyncIterator[Person]:
    with tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        url = f"sqlite:///{Path(folder)}/logbog.sqlite3"
        await database.migrate(url)
        await database.open(url)
        try:
            await editions.load(editions.shipped(), NOW)
            facts = {
                "programme": "bygningssnedker",
                "specialisation": "bygningssnedker",
                "started_on": date(2025, 8, 1),
            }
            address = "apprentice@example.org"
            yield await Person.create(id=uuid4(), address=address, name="Lærling", created_at=NOW, **facts)
        finally:
            await database.close()


async def asked(person: Person) -> tuple[Visitor, int]:
    """A declaration that only wants sending: whoever opened the supervisor's link, and the answers' revision."""
    edition = next(edition for edition in editions.shipped() if edition.programme == "bygningssnedker")
    id, special = uuid4(), "bygningssnedker"
    await declarations.make(person.id, id, edition.id, special, now=NOW, today=TODAY)
    supervisor = [{"name": "Værkfører", "address": f"{id.hex}@example.org"}]  # a mailbox takes only so much a day
    details = DETAILS | {"details.supervisors": supervisor}
    _applied(await answers.take_from_apprentice(person.id, id, Device("bench"), _operations(details), now=NOW))
    await requests.request(person.id, id, uuid4(), now=NOW)
    row = await Recipient.get(declaration_id=id, address=supervisor[0]["address"])
    secret = tokens.link_secret(KEY, str(row.id), row.link_generation)
    token = await opening.open_link(row.public_id, secret, None, "bench", key=KEY, now=NOW)
    visitor = Visitor(row.public_id, tokens.hash_token(token))
    level, area = edition.scale[-1].key, edition.work_areas[0]
    given: dict[str, Any] = {f"supervisor.goal.{key}": level for key in goals.required(edition, special, 2)}
    given |= {f"supervisor.function.{function.key}": True for function in area.functions} | ENDING
    return visitor, _applied(await answers.take_from_visitor(visitor, Device("bench"), _operations(given), now=NOW))


def _operations(values: dict[str, Any]) -> list[Operation]:
    return [Operation(uuid4(), field, value, 0, 1, "2026-11-23T09:00:00Z") for field, value in values.items()]


def _applied(taken: tuple[int, list[answers.Result]]) -> int:
    """The revision after a batch of which nothing may be refused."""
    revision, results = taken
    refused = [result for result in results if result.outcome != "applied"]
    assert not refused, refused
    return revision


async def _two_inserts() -> None:
    async with database.transaction():
        for _ in range(2):
            await Receipt.create(id=uuid4(), deed="bench", declaration_id=uuid4(), done_at=NOW)


async def _timed(deed: Awaitable[None]) -> float:
    begun = time.perf_counter()
    await deed
    return time.perf_counter() - begun
