"""What a school misses, page by page: each row on one page, the nearest class first, and as many statements for any."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from server.domain.roles import Reader
from server.reading import classes, missing
from server.reading.missing import Place
from server.storage.summonses import Expected, Summons
from tests import panel_rows as rows
from tests import statements
from tests.cast import SCHOOL

pytestmark = pytest.mark.usefixtures("open_database")
TODAY = date(2026, 11, 23)
STAFF = "kontor@skolen.example"
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def staff() -> Reader:
    return Reader(uuid4(), STAFF, "Hanne", (await rows.school("Skolen", (STAFF, "Hanne")),))


async def a_class(reader: Reader, number: int, waiting: int, starts_on: date = rows.STARTS_ON) -> UUID:
    """With so many who have begun."""
    summons_id = await rows.summons(reader.schools[0], f"h{number}", f"CODE{number:04}")
    await Summons.filter(id=summons_id).update(school_period_starts_on=starts_on)
    for seat in range(waiting):
        more = {"stage": "begun", "summons_id": summons_id, "school_period_starts_on": starts_on}
        await rows.declaration(await rows.person(), f"Lærling {number} {seat}", None, **more)
    return summons_id


async def test_classes_are_paged_whole_the_nearest_first_and_long_gone_ones_only_when_asked_for() -> None:
    reader = await staff()
    later = await a_class(reader, 1, 30, date(2027, 1, 11))
    nearest = await a_class(reader, 2, 30)
    done = await a_class(reader, 3, 0, date(2026, 12, 14))
    gone = await a_class(reader, 4, 1, date(2026, 10, 1))
    first = await missing.page(reader, Place(), TODAY)
    assert [section["class_"]["id"] for section in first["sections"]] == [nearest, done]
    assert [len(section["rows"]) for section in first["sections"]] == [30, 0]
    second = await missing.page(reader, Place(after=first["next_class"]), TODAY)
    assert [section["class_"]["id"] for section in second["sections"]] == [later]
    assert second["next_class"] is None
    older = await missing.page(reader, Place(older=True), TODAY)
    assert older["sections"][0]["class_"]["id"] == gone


async def test_what_has_no_class_is_paged_by_key_and_stands_where_its_nearest_row_is() -> None:
    reader = await staff()
    await a_class(reader, 1, 1)
    names = [f"Lærling {number:02}" for number in range(missing.ROWS + 3)]
    for number, name in enumerate(names):
        starts_on = rows.STARTS_ON - timedelta(days=number % 2)
        to_us = {"school_id": reader.schools[0], "school_period_starts_on": starts_on}
        await rows.declaration(await rows.person(), name, "a@skolen.example", **to_us)
    for left_out in ({"final_period": True}, {"stage": "answered"}, {"school_period_starts_on": date(2026, 10, 1)}):
        await rows.declaration(
            await rows.person(), "Ikke her", "a@skolen.example", school_id=reader.schools[0], **left_out
        )
    first = await missing.page(reader, Place(), TODAY)
    loose, called = first["sections"]
    assert (loose["class_"], called["class_"]["school_class"]) == (None, "h1")
    second = await missing.page(reader, Place(loose_after=first["next_loose"]), TODAY)
    assert (len(second["sections"]), second["next_loose"]) == (1, None)
    seen = [row["name"] for part in (loose, second["sections"][0]) for row in part["rows"]]
    assert (len(loose["rows"]), sorted(seen)) == (missing.ROWS, names)
    days = [row["starts_on"] for row in loose["rows"]]
    assert days == sorted(days)


async def test_a_school_mailbox_that_is_no_staff_sees_what_was_sent_to_it_for_a_school() -> None:
    await rows.declaration(await rows.person(), "Til skolen")
    await rows.declaration(await rows.person(), "Til en anden", SCHOOL, "other")
    found = await missing.page(Reader(uuid4(), SCHOOL, ""), Place(), TODAY)
    assert [row["name"] for section in found["sections"] for row in section["rows"]] == ["Til skolen"]
    assert (await missing.page(Reader(uuid4(), "fremmed@post.example", ""), Place(), TODAY))["sections"] == []


@ONLY_SQLITE
async def test_any_class_and_any_school_take_the_same_number_of_statements() -> None:
    small, large = await staff(), await staff()
    one, many = await a_class(small, 1, 1), await a_class(large, 2, 12)
    for number in range(5):
        await a_class(large, 3 + number, 2)
        await Expected.create(id=uuid4(), summons_id=many, name=f"Ny {number}", folded_name=f"ny {number}")
        to_us = {"school_id": large.schools[0], "summons_id": None}
        await rows.declaration(await rows.person(), "Uden hold", "a@skolen.example", **to_us)
    counts = []
    for reader, class_id in ((small, one), (large, many)):
        async with statements.on_sqlite() as seen:
            await classes.page(reader, class_id, TODAY)
            at_class = len(seen)
            await missing.page(reader, Place(), TODAY)
        counts.append((at_class, len(seen) - at_class))
    assert counts[0] == counts[1]
