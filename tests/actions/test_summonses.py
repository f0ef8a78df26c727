"""Making, changing and closing a call-up: by staff of the school alone, once, with a code that no other ever had."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from server.actions import summonses
from server.domain.call_ups import CallUp
from server.domain.refusal import InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.domain.short_codes import normal
from server.reading import panel_summonses
from server.storage import editions
from server.storage.summonses import Expected, Summons
from tests import schools
from tests.actions.stage import NOW, TODAY
from tests.domain.test_call_ups import WRITTEN
from tests.example import EDITION
from tests.schools import SECRETARY

pytestmark = pytest.mark.usefixtures("open_database")


@pytest.fixture
async def reader(open_database: str) -> Reader:
    return Reader(uuid4(), SECRETARY, "Sekretæren", (await schools.school(),))


async def make(reader: Reader, summons_id: UUID | None = None, **changed: str) -> Summons:
    summons_id = summons_id or uuid4()
    await summonses.make(reader, reader.schools[0], summons_id, {**WRITTEN, **changed}, now=NOW, today=TODAY)
    return await Summons.get(id=summons_id)


async def change(reader: Reader, row: Summons, seen: str | None = None, **changed: str) -> None:
    standing = await state(row)
    written = {**standing.written(), **changed}
    await summonses.change(reader, row.id, written, seen or standing.seal(), now=NOW, today=TODAY)


async def state(row: Summons) -> CallUp:
    return (await Summons.get(id=row.id)).call_up(await Expected.filter(summons_id=row.id))


async def test_a_call_up_is_made_once_with_a_code_of_its_own(reader: Reader) -> None:
    row = await make(reader)
    assert await make(reader, row.id, school_class="noget andet") == row
    assert (await Summons.get(id=row.id)).school_class == "snh2-26b"
    assert normal(row.code) == row.code
    assert (row.created_by, row.closed_at, row.expected) == (SECRETARY, None, None)
    names = await Expected.filter(summons_id=row.id).order_by("name").values_list("name", "folded_name", "address")
    assert list(names) == [("Peter Hansen", "peter hansen", None), ("Åse Ø", "åse ø", "aase@post.example")]
    assert (await make(reader)).code != row.code


async def test_the_same_page_sent_many_times_at_once_makes_one(reader: Reader) -> None:
    summons_id = uuid4()
    await asyncio.gather(*(make(reader, summons_id) for _ in range(5)))
    assert (await Summons.all().count(), await Expected.all().count()) == (1, 2)


async def test_a_code_that_was_ever_given_out_is_drawn_again(reader: Reader) -> None:
    draws: Iterator[str] = iter(["ABCD2345", "ABCD2345", "ABCD2345", "ZZZZ2345"])
    told = {"now": NOW, "today": TODAY, "draw": lambda: next(draws)}
    for _ in range(2):
        await summonses.make(reader, reader.schools[0], uuid4(), WRITTEN, **told)
    await Summons.all().update(closed_at=NOW)
    assert await Summons.all().order_by("code").values_list("code", flat=True) == ["ABCD2345", "ZZZZ2345"]
    always = {**told, "draw": lambda: "ABCD2345"}
    with pytest.raises(Refusal, match="not_now"):
        await summonses.make(reader, reader.schools[0], uuid4(), WRITTEN, **always)
    assert await Summons.all().count() == 2


async def test_nothing_is_written_when_a_field_is_wrong(reader: Reader) -> None:
    with pytest.raises(InputInvalid):
        await make(reader, main_course="9")
    row = await make(reader)
    with pytest.raises(InputInvalid):
        await change(reader, row, names="Peter; p@")
    assert (await Summons.all().count(), await Expected.filter(removed_at=None).count()) == (1, 2)


async def test_only_the_schools_own_staff_may(reader: Reader) -> None:
    other = Reader(uuid4(), "anden@skole.example", "", (await schools.school("Anden", "anden@skole.example"),))
    nobody = Reader(uuid4(), "laerling@post.example", "", (), operator=True)
    row = await make(reader)
    for stranger in (other, nobody):
        with pytest.raises(NotFound):
            await summonses.make(stranger, reader.schools[0], uuid4(), WRITTEN, now=NOW, today=TODAY)
        with pytest.raises(NotFound):
            await change(stranger, row, school_class="kapret")
        with pytest.raises(NotFound):
            await summonses.set_closed(stranger, row.id, True, now=NOW)
    with pytest.raises(NotFound):
        await summonses.make(other, other.schools[0], row.id, WRITTEN, now=NOW, today=TODAY)
    assert await Summons.all().values_list("school_class", "closed_at") == [("snh2-26b", None)]


async def test_a_change_keeps_the_code_and_each_name_its_row(reader: Reader) -> None:
    row = await make(reader)
    before = dict(await Expected.all().values_list("name", "id"))
    await change(reader, row, school_period_starts_on="2026-12-14", names="peter hansen; p@post.example\nBo")
    await change(reader, row, names="peter hansen; p@post.example\nBo\nÅse Ø")
    after = await Summons.get(id=row.id)
    assert (after.code, after.school_period_starts_on) == (row.code, date(2026, 12, 14))
    rows = {one.name: one for one in await Expected.filter(removed_at=None)}
    assert set(rows) == {"peter hansen", "Bo", "Åse Ø"}
    assert (rows["peter hansen"].id, rows["Åse Ø"].id) == (before["Peter Hansen"], before["Åse Ø"])
    assert rows["peter hansen"].address == "p@post.example"


async def test_of_two_secretaries_the_second_is_told_and_overwrites_nothing(reader: Reader) -> None:
    row = await make(reader)
    seen = (await state(row)).seal()
    await change(reader, row, seen, school_class="den førstes")
    await change(reader, row, seen, school_class="den førstes")  # the same page sent twice says nothing new
    with pytest.raises(Refusal, match="summons_changed"):
        await change(reader, row, seen, expected="24")
    assert (await state(row)).written()["school_class"] == "den førstes"
    assert (await state(row)).written()["expected"] == ""


async def test_a_closed_code_can_be_opened_again(reader: Reader) -> None:
    row = await make(reader)
    for closed in (True, True, False, False):
        await summonses.set_closed(reader, row.id, closed, now=NOW)
        assert bool((await Summons.get(id=row.id)).closed_at) == closed


async def test_whoever_follows_an_older_edition_is_called_up_for_a_main_course_that_the_newest_has_not(
    reader: Reader,
) -> None:
    last = EDITION.main_courses[-1].number
    goals = tuple(replace(one, expected_before=1) for one in EDITION.goals)
    newest = replace(
        EDITION, version="2026-08.1", valid_from=TODAY, main_courses=EDITION.main_courses[:-1], goals=goals
    )
    await editions.load([newest], NOW)
    assert (await make(reader, main_course=str(last))).main_course == last
    offered = (await panel_summonses.choices(reader, TODAY))["main_courses"]
    assert str(last) in [number for number, _ in offered]
    with pytest.raises(InputInvalid):
        await make(reader, main_course=str(last + 1))
