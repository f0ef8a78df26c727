"""Members of a committee at once: one draft, one edition, and everybody hears what became of theirs."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from server.actions import edition_drafts, figures
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader, Seat
from server.reading import edition_drafts as reading
from server.storage import editions
from server.storage.figure_snapshots import FigureSnapshot
from tests import panel_rows
from tests.example import EDITION, EDITIONS

pytestmark = pytest.mark.usefixtures("open_database")

NOW, TODAY, FROM = datetime(2027, 2, 26, 8, tzinfo=UTC), date(2027, 2, 26), date(2027, 8, 1)
PROGRAMME = EDITION.programme
BO = Reader(uuid4(), "bo@snedkerne.example", "", seats=(Seat(uuid4(), "trade", "Udvalget", None, (PROGRAMME,)),))


async def all_at_once(*deeds: Awaitable[Any]) -> list[str]:
    """What each was told: a code, or nothing when it was done."""
    found = await asyncio.gather(*deeds, return_exceptions=True)
    for one in found:
        if isinstance(one, BaseException) and not isinstance(one, Refusal):
            raise one
    return sorted(one.code if isinstance(one, Refusal) else "" for one in found)


async def test_of_many_who_begin_at_once_one_does() -> None:
    await editions.load(EDITIONS, NOW)
    begun = [edition_drafts.begin(BO, PROGRAMME, None, now=NOW) for _ in range(6)]
    assert await all_at_once(*begun) == ["", *["draft_stands"] * 5]


async def test_of_many_who_publish_at_once_one_does() -> None:
    await editions.load(EDITIONS, NOW)
    await edition_drafts.begin(BO, PROGRAMME, None, now=NOW)
    seen = (await reading.draft(BO, PROGRAMME))["seen"]
    known = len(await editions.known())
    deeds = [edition_drafts.publish(BO, PROGRAMME, FROM, seen, today=TODAY, now=NOW) for _ in range(4)]
    assert await all_at_once(*deeds) == ["", *[NotFound().code] * 3]
    assert len(await editions.known()) == known + 1


async def test_of_two_workers_who_tell_at_once_one_row_is_kept() -> None:
    await panel_rows.declaration(await panel_rows.person(), "x")
    await asyncio.gather(*(figures.tell(TODAY, NOW) for _ in range(4)))
    assert await FigureSnapshot.all().count() == 1
