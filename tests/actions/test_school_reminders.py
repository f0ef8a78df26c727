"""A school reminds: one mail an address in 24 hours from any hand, one deed however often it is sent and by whom."""

import asyncio
from uuid import UUID, uuid4

import pytest

from server.actions import reminders, school_reminders
from server.domain.refusal import InputInvalid, Refusal
from server.domain.roles import Reader
from server.reading import missing
from server.storage.declarations import Recipient
from tests.actions.asking import HOLIDAYS, asked, at, person, recipient, sent, submit
from tests.cast import SCHOOL, SUPERVISOR

pytestmark = pytest.mark.usefixtures("open_database")

MONDAY, LATER = at("2026-11-02 10:00"), at("2026-11-03 10:05")
READER, COLLEAGUE = (Reader(uuid4(), SCHOOL, name) for name in ("Hanne", "Bent"))


async def remind(ids: list[UUID], deed_id: UUID | None = None, reader: Reader = READER, now=LATER) -> dict[UUID, str]:
    deed = deed_id or uuid4()
    await school_reminders.remind(reader, ids, [], deed, now=now, holidays=HOLIDAYS)
    told = await missing.outcome(reader, deed)
    assert told
    return told["by_row"]


async def five() -> list[UUID]:
    """Declarations of five apprentices that wait at one workplace."""
    return [await asked(await person(f"Anna{n}", MONDAY), MONDAY) for n in range(5)]


async def test_a_workplace_gets_one_mail_with_all_that_waits_there() -> None:
    ids = await five()
    assert await remind(ids[:2]) == dict.fromkeys(ids[:2], "reminded")
    assert await sent() == [("Tue 03.11. 10.05", "reminder", "mester", 5)]


async def test_two_secretaries_at_once_remind_once_and_each_is_told_the_truth() -> None:
    ids = await five()
    others = [await asked(await person(f"Bo{n}", MONDAY), MONDAY) for n in range(2)]
    for number, declaration_id in enumerate(others):
        await Recipient.filter(declaration_id=declaration_id, address=SUPERVISOR).update(address=f"m{number}@b.example")
    both = await asyncio.gather(remind([*ids, *others]), remind([*others[::-1], *ids], reader=COLLEAGUE))
    assert sorted(both[0][key] for key in both[0]) in (["reminded"] * 7, ["reminded_lately"] * 7)
    assert {both[0][ids[0]], both[1][ids[0]]} == {"reminded", "reminded_lately"}
    assert sorted(to for _, _, to, _ in await sent()) == ["m0", "m1", "mester"]


async def test_one_deed_sent_twice_at_once_is_one_deed() -> None:
    ids, deed_id = await five(), uuid4()
    first, second = await asyncio.gather(remind(ids, deed_id), remind(ids, deed_id))
    assert first == second == dict.fromkeys(ids, "reminded")
    assert len(await sent()) == 1
    with pytest.raises(Refusal, match="id_reused"):
        await remind(ids, deed_id, Reader(uuid4(), "anden@skole.example", ""))


async def test_the_worker_the_apprentice_and_the_school_share_the_24_hours() -> None:
    anna = await person("Anna", MONDAY)
    declaration_id = await asked(anna, MONDAY)
    row = await recipient(declaration_id)
    await reminders.remind(anna.id, declaration_id, row.id, uuid4(), now=LATER, holidays=HOLIDAYS)
    assert await remind([declaration_id]) == {declaration_id: "reminded_lately"}
    assert await remind([declaration_id], now=at("2026-11-04 10:05")) == {declaration_id: "reminded"}
    assert await reminders.plan(at("2026-11-05 09:00"), HOLIDAYS) == 0


async def test_at_night_it_goes_in_the_morning_and_what_is_answered_is_settled() -> None:
    ids = await five()
    await submit(ids[0], MONDAY)
    told = await remind(ids, now=at("2026-11-06 20:00"))
    assert (told[ids[0]], told[ids[1]]) == ("on_its_way", "reminded")
    assert [(when, about) for when, _, _, about in await sent()] == [("Mon 09.11. 08.00", 4)]


async def test_nobody_chosen_or_too_many_is_no_deed() -> None:
    for ids in ([], [uuid4() for _ in range(school_reminders.MOST + 1)]):
        with pytest.raises(InputInvalid):
            await remind(ids)
