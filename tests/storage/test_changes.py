"""Numbers follow the order of commits: a phone that has read N never misses a smaller one."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from tortoise.transactions import in_transaction

from server.storage import changes
from server.storage.changes import Change

PERSON = uuid4()


async def noted() -> list[int]:
    return await Change.filter(person_id=PERSON).order_by("number").values_list("number", flat=True)


async def test_every_change_has_a_number_of_its_own(open_database: str) -> None:
    async def one() -> None:
        async with in_transaction():
            await changes.note(PERSON, [uuid4(), uuid4()])

    await asyncio.gather(*(one() for _ in range(8)))
    numbers = await noted()
    assert numbers == list(range(numbers[0], numbers[0] + 16))


async def test_what_is_undone_leaves_no_number_behind(open_database: str) -> None:
    async def undone() -> None:
        async with in_transaction():
            await changes.note(PERSON, [uuid4()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await undone()
    async with in_transaction():
        await changes.note(PERSON, [uuid4()])
    assert await noted() == [1]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_slow_transaction_hides_no_number_from_a_reader(open_database: str) -> None:
    """Another process has taken number 1 and has not committed: ours waits, so nobody ever reads 2 before 1."""
    slow = await asyncpg.connect(open_database)
    under_way = slow.transaction()
    await under_way.start()
    await slow.execute("UPDATE change_counter SET number = number + 1 WHERE id = 1")
    await slow.execute("INSERT INTO change (number, person_id) VALUES (1, $1)", PERSON)

    async def fast() -> None:
        async with in_transaction():
            await changes.note(PERSON, [None])

    task = asyncio.create_task(fast())
    watcher = await asyncpg.connect(open_database)
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while not await watcher.fetchval(waiting):
        assert not task.done(), "the second number was given while the first was not committed"
    assert await noted() == []
    await under_way.commit()
    await task
    assert await noted() == [1, 2]
    await slow.close()
    await watcher.close()
