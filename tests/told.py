"""Snapshots of figures as they are told, made of counts of our own: what pages and papers are tried on."""

import asyncio
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server.domain import meeting_pack
from server.domain.meeting_pack import Counts, Fact
from server.storage import database
from server.storage.committees import Committee, CommitteeMember
from server.storage.figure_snapshots import FigureSnapshot
from tests import schools
from tests.example import EDITION

NAMES = ("Snedkerskolen", "Den anden skole", "Den lille skole")
PROGRAMME = EDITION.programme
AT = datetime(2026, 11, 1, 8, tzinfo=UTC)
GOALS = {goal.key: goal.text for goal in EDITION.goals[:14]}
MACHINES = [machine.name for machine in EDITION.machines[:12]]


async def committee(kind: str, member: str, school_id: UUID | None = None, name: str = "") -> UUID:
    called = name or {"trade": "Snedkernes faglige udvalg", "local": "LUU ved Snedkerskolen"}[kind]
    made = await Committee.create(
        id=uuid4(), kind=kind, name=called, programmes=PROGRAMME, school_id=school_id, created_at=AT
    )
    await CommitteeMember.create(id=uuid4(), committee=made, address=member, name="Ida", created_at=AT)
    return made.id


def counts(asked: int, turn: int = 0) -> Counts:
    """So many of a school; `turn` makes one school another than the next."""
    found = Counts()
    for number in range(asked):
        found.add(_fact(number, asked, turn))
    return found


def _fact(number: int, asked: int, turn: int) -> Fact:
    if number % (9 - turn % 3) == 0:
        return Fact("")
    return Fact(
        "",
        timedelta(days=(number * 5 + turn) % 21),
        has_content=True,
        special_needs=number % 7 == turn % 3,
        goals={key: number * (place + 1) % 14 > place for place, key in enumerate(GOALS)},
        machines={name: number * (place + 2) % 12 > place for place, name in enumerate(MACHINES)},
    )


async def snapshot(schools: Mapping[UUID, int], period: str = "2026-1", turn: int = 0) -> None:
    """`schools`: how many were asked at each."""
    told: dict[str, Any] = meeting_pack.told(
        {str(key): counts(asked, turn + place) for place, (key, asked) in enumerate(schools.items())}
    )
    content = json.dumps({**told, "goals": GOALS, "machines": MACHINES})
    await FigureSnapshot.create(id=uuid4(), programme=PROGRAMME, period=period, content=content, made_at=AT)


async def fill(database_url: str) -> None:
    """Three half-years of three schools, one of them small, and a local committee of the first."""
    await database.open(database_url)
    ours, other, small = [await schools.school(name, f"x@{name[:3]}.example") for name in NAMES]
    for turn, period in enumerate(("2025-1", "2025-2", "2026-1")):
        await snapshot({ours: 33 + turn, other: 62, small: 4}, period, turn)
    await committee("local", "ida@svendene.example", ours)
    await database.close()


if __name__ == "__main__":
    asyncio.run(fill(sys.argv[1]))
