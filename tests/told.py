"""Figures as they are told, and committees that read them: what pages and papers are tried on."""

import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from server import seeding_committees
from server.domain import periods
from server.storage import database
from tests import schools
from tests.example import EDITION

NAMES = ("Snedkerskolen", "Den anden skole", "Den lille skole")
PROGRAMME = EDITION.programme
AT = datetime(2026, 11, 1, 8, tzinfo=UTC)


async def committee(kind: str, member: str, school_id: UUID | None = None) -> UUID:
    called = {"trade": "Snedkernes faglige udvalg", "local": "LUU ved Snedkerskolen"}[kind]
    return await seeding_committees.committee(kind, called, member, school_id, AT)


async def snapshot(of: Mapping[UUID, int], period: str = "2026-1", turn: int = 0) -> None:
    """`of`: how many were asked at each school."""
    known = periods.from_key(period)
    assert known
    await seeding_committees.snapshot(EDITION, of, known, turn, AT)


async def fill(database_url: str, trade_member: str = "") -> None:
    """Three half-years of three schools, one of them small, and a local committee of the first; with `trade_member`
    also a trade committee."""
    await database.open(database_url)
    ours, other, small = [await schools.school(name, f"x{place}@s.example") for place, name in enumerate(NAMES)]
    for turn, period in enumerate(("2025-1", "2025-2", "2026-1")):
        await snapshot({ours: 33 + turn, other: 62, small: 4}, period, turn)
    await committee("local", "ida@svendene.example", ours)
    if trade_member:
        await committee("trade", trade_member)
    await database.close()


if __name__ == "__main__":
    asyncio.run(fill(*sys.argv[1:]))
