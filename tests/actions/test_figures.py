"""Figures are told once, of what was asked and answered; never again, and of nobody."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from server.actions import figures
from server.storage.declarations import Declaration
from server.storage.figure_snapshots import FigureSnapshot
from server.storage.people import Person
from server.storage.sealed import SealedContent, SealedVersion, TakeBack
from tests import panel_rows
from tests.documents import sealed

pytestmark = pytest.mark.usefixtures("open_database")

NOW = datetime(2027, 2, 26, 8, tzinfo=UTC)  # eight weeks after the second half of 2026, and a day
TODAY = date(2027, 2, 26)
SECRET = "Mere tid til tegning"


async def asked(
    school_id: UUID | None, *, days: int | None, taken_back: bool = False, of: Person | None = None, **more: Any
) -> UUID:
    """A declaration of the second half of 2026; `days`: how long it took to be answered."""
    stage = "requested" if days is None else "answered"
    id = await panel_rows.declaration(
        of or await panel_rows.person(), "Alma Hemmelig", school_id=school_id, stage=stage, **more
    )
    at = datetime(2026, 11, 1, tzinfo=UTC)
    await Declaration.filter(id=id).update(requested_at=at)
    if days is not None:
        await seal_one(id, at + timedelta(days=days), taken_back)
    return id


async def seal_one(id: UUID, at: datetime, taken_back: bool) -> None:
    told = sealed.version(supervisor__special_needs=SECRET)["payload"]
    version = await SealedVersion.create(
        id=uuid4(), declaration_id=id, number=1, previous_digest="0" * 64,
        content_digest=uuid4().hex * 2, digest=uuid4().hex * 2, sealed_at=at,
    )  # fmt: skip
    await SealedContent.create(id=uuid4(), version=version, salt="", payload=json.dumps(told))
    if taken_back:
        await TakeBack.create(id=uuid4(), version=version, recipient_id=uuid4(), taken_back_at=at)


async def told() -> dict[str, Any]:
    (row,) = await FigureSnapshot.all()
    return dict(json.loads(row.content))


async def test_a_period_that_is_over_is_told_by_school() -> None:
    first, second = await panel_rows.school("Første"), await panel_rows.school("Anden")
    for number in range(15):
        await asked(first, days=3 if number < 13 else None)
    for _ in range(13):
        await asked(second, days=20)
    assert await figures.tell(TODAY, NOW) == [("bygningssnedker", "2026-2")]
    content = await told()
    assert content["schools"][str(first)]["asked"] == [15, 5]
    assert content["schools"][str(first)]["shares"]["within_7"] == [75, 100]
    assert content["schools"][str(second)]["shares"]["within_14"] == [0, 25]
    assert content["schools"][str(second)]["shares"]["special_needs"] == [75, 100]
    assert content["goals"]["arbejde_sikkert"].startswith("Kan arbejde sikkert")
    assert "Båndsav" in content["machines"]


async def test_what_was_told_never_changes_and_is_told_once() -> None:
    school = await panel_rows.school()
    for _ in range(15):
        await asked(school, days=3)
    await figures.tell(TODAY, NOW)
    before = await told()
    await asked(school, days=3)
    assert await figures.tell(TODAY + timedelta(days=30), NOW) == []
    assert await told() == before


async def test_a_period_is_not_told_of_before_it_has_settled() -> None:
    await asked(await panel_rows.school(), days=3)
    assert await figures.tell(date(2027, 2, 24), NOW) == []
    assert await FigureSnapshot.all().count() == 0


async def test_drafts_withdrawn_ones_and_what_was_taken_back_are_not_counted_as_answered() -> None:
    school = await panel_rows.school()
    for _ in range(13):
        await asked(school, days=3)
    for _ in range(9):
        await panel_rows.declaration(await panel_rows.person(), "x", None, stage="begun")
        await panel_rows.declaration(await panel_rows.person(), "x", school_id=school, stage="gone")
        await asked(school, days=3, taken_back=True)
    await figures.tell(TODAY, NOW)
    content = await told()
    assert content["schools"][str(school)]["asked"] == [20, 5]
    assert content["schools"][str(school)]["answered"] == [15, 5]


async def test_no_name_and_no_word_of_anybody_is_in_it() -> None:
    school = await panel_rows.school()
    for _ in range(20):
        await asked(school, days=3)
    await figures.tell(TODAY, NOW)
    (row,) = await FigureSnapshot.all()
    for said in (SECRET, "Hemmelig", "Lærling", "Mester", "post.example", "Snedkeriet"):
        assert said not in row.content


async def test_a_call_up_says_whose_it_is() -> None:
    school = await panel_rows.school()
    called = await panel_rows.summons(school)
    for _ in range(13):
        await asked(None, days=3, summons_id=called)
    await figures.tell(TODAY, NOW)
    assert (await told())["schools"][str(school)]["answered"] == [15, 5]


async def test_each_apprentice_counts_once_however_many_workplaces_they_had() -> None:
    """Else twenty declarations of two apprentices would be told of as a group of twenty people."""
    small, large = await panel_rows.school("To lærlinge"), await panel_rows.school("Mange lærlinge")
    for _ in range(2):
        one = await panel_rows.person()
        for number in range(10):
            await asked(small, days=3 if number % 2 else None, of=one)
    for _ in range(13):
        one = await panel_rows.person()
        await asked(large, days=20, of=one)
        await asked(large, days=None, of=one)
    await figures.tell(TODAY, NOW)
    content = await told()
    assert str(small) not in content["schools"]
    assert content["schools"][str(large)]["asked"] == content["schools"][str(large)]["answered"] == [15, 5]


async def test_nothing_at_all_is_no_trouble() -> None:
    assert await figures.tell(TODAY, NOW) == []
