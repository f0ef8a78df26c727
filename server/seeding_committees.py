"""Demonstration data of the committees: a trade committee, a local one, and three half-years of figures of nobody."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server.domain import meeting_pack, periods
from server.domain.catalogue import Edition
from server.domain.meeting_pack import Counts, Fact
from server.domain.periods import Period
from server.storage import editions
from server.storage.committees import LOCAL, TRADE, Committee, CommitteeMember
from server.storage.figure_snapshots import FigureSnapshot
from server.storage.schools import School

PROGRAMME = "bygningssnedker"
TRADE_MEMBER, LOCAL_MEMBER = "bo@udvalget.example", "ida@udvalget.example"
OTHERS = (("Nordskolen Eksempel", 62), ("Den lille skole Eksempel", 4))  # schools, and how many were asked there
OWN = 33
HALF_YEARS = 3


async def load(now: datetime) -> None:
    """For the school that there is already, and two more."""
    own = await School.all().order_by("created_at").first()
    edition = next(one for one in await editions.known() if one.programme == PROGRAMME)
    assert own
    await committee(TRADE, "Snedkernes faglige udvalg (eksempel)", TRADE_MEMBER, None, now)
    await committee(LOCAL, f"LUU ved {own.name}", LOCAL_MEMBER, own.id, now)
    others = {(await School.create(id=uuid4(), name=name, created_at=now)).id: asked for name, asked in OTHERS}
    for turn, period in enumerate(_settled(now)):
        await snapshot(edition, {own.id: OWN + turn, **others}, period, turn, now)


async def committee(kind: str, name: str, member: str, school_id: UUID | None, now: datetime) -> UUID:
    row = await Committee.create(
        id=uuid4(), kind=kind, name=name, programmes=PROGRAMME, school_id=school_id, created_at=now
    )
    await CommitteeMember.create(
        id=uuid4(), committee=row, address=member, name=member.partition("@")[0].title(), created_at=now
    )
    return row.id


def _settled(now: datetime) -> Sequence[Period]:
    """The last half-years that may be told of today."""
    return list(periods.settled(now.date() - timedelta(days=1000), now.date()))[-HALF_YEARS:]


async def snapshot(edition: Edition, schools: Mapping[UUID, int], period: Period, turn: int, now: datetime) -> None:
    """`schools`: how many were asked at each; `turn` makes one half-year another than the next."""
    goals = {goal.key: goal.text for goal in edition.goals[:14]}
    machines = [machine.name for machine in edition.machines[:12]]
    counts = {
        str(key): _counts(asked, turn + place, list(goals), machines)
        for place, (key, asked) in enumerate(schools.items())
    }
    told: dict[str, Any] = {**meeting_pack.told(counts), "goals": goals, "machines": machines}
    await FigureSnapshot.create(
        id=uuid4(), programme=edition.programme, period=period.key, content=json.dumps(told), made_at=now
    )


def _counts(asked: int, turn: int, goals: Sequence[str], machines: Sequence[str]) -> Counts:
    found = Counts()
    for number in range(asked):
        found.add(_fact(number, turn, goals, machines))
    return found


def _fact(number: int, turn: int, goals: Sequence[str], machines: Sequence[str]) -> Fact:
    """Of nobody: each number answers in its own way, some not at all."""
    if number % (9 - turn % 3) == 0:
        return Fact("")
    return Fact(
        "",
        timedelta(days=(number * 5 + turn) % 21),
        has_content=True,
        special_needs=number % 7 == turn % 3,
        goals={key: number * (place + 1) % 14 > place for place, key in enumerate(goals)},
        machines={name: number * (place + 2) % 12 > place for place, name in enumerate(machines)},
    )
