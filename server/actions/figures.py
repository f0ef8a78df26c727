"""Telling figures: for each programme and period that is over a snapshot, made once for all who may ask."""

import json
from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from server.domain import meeting_pack, periods
from server.domain.meeting_pack import Counts
from server.domain.periods import Period
from server.storage import figure_facts, figure_snapshots
from server.storage.database import transaction
from server.storage.figure_snapshots import FigureSnapshot


async def tell(today: date, now: datetime) -> list[tuple[str, str]]:
    """Makes every snapshot that is due and not there; their programmes and periods."""
    first = await figure_facts.first_day()
    if first is None:
        return []
    there = await figure_snapshots.made()
    wanted = [
        (programme, period)
        for period in periods.settled(first, today)
        for programme in await figure_facts.programmes(period)
        if (programme, period.key) not in there
    ]
    for programme, period in wanted:
        await _keep(programme, period, await _content(programme, period), now)
    return [(programme, period.key) for programme, period in wanted]


async def _content(programme: str, period: Period) -> dict[str, Any]:
    """Counted outside any transaction: it may take seconds."""
    counts: dict[str, Counts] = defaultdict(Counts)
    goals: dict[str, str] = {}
    machines: dict[str, None] = {}
    async for chunk in figure_facts.of(programme, period):
        for fact, payload in chunk:
            counts[fact.school].add(fact)
            machines |= dict.fromkeys(fact.machines)
            if payload:
                goals |= {goal["key"]: goal["text"] for goal in payload["goals"] if goal["required"]}
    return {**meeting_pack.told(counts), "goals": goals, "machines": list(machines)}


async def _keep(programme: str, period: Period, content: dict[str, Any], now: datetime) -> None:
    """Whoever comes second, of two workers, finds it there."""
    async with transaction():
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        made = {"id": uuid4(), "content": text, "made_at": now}
        await FigureSnapshot.get_or_create(programme=programme, period=period.key, defaults=made)
