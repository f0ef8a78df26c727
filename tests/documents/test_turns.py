"""Documents are made so many at once: however many are asked for, the rest waits."""

from threading import Barrier, Lock

import anyio
import pytest

from server.documents.turns import Turns

pytestmark = pytest.mark.anyio


async def test_no_more_run_than_may_and_all_are_done() -> None:
    turns, together, lock = Turns("of_this_test", 3), Barrier(3, timeout=20), Lock()
    running, seen = 0, list[int]()

    def work(number: int) -> int:
        nonlocal running
        with lock:
            running += 1
            seen.append(running)
        together.wait()
        with lock:
            running -= 1
        together.wait()
        return number

    done = list[int]()

    async def one(number: int) -> None:
        done.append(await turns.take(work, number))

    async with anyio.create_task_group() as all_at_once:
        for number in range(9):
            all_at_once.start_soon(one, number)
    assert sorted(done) == list(range(9))
    assert max(seen) == 3


async def test_what_goes_wrong_gives_its_turn_back() -> None:
    turns = Turns("of_that_test", 1)

    def broken() -> None:
        raise ValueError("broken")

    for _ in range(3):
        with pytest.raises(ValueError, match="broken"):
            await turns.take(broken)
    assert await turns.take(len, "abc") == 3
